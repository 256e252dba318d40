import TreatmentModel

/// A full factorial design among strategies: every combination of some factors, by name and policies.
///
/// It is recognised by its strategies, so that a resolved scenario, which lists combinations one by
/// one, has it too: the name of a combination joins those of its factors by `+`, and its policies are
/// theirs in the same order.
public struct FactorialDesign: Sendable, Equatable {
  /// Names of the factors, which are strategies of their own.
  public let factors: [String]
  /// The strategy of each combination, as an index; bit `i` of the place stands for factor `i`.
  public let strategies: [Int]

  /// The design with the most factors, two or more; nil where there is none.
  init?(_ strategies: [ComparedStrategy]) {
    guard let none = strategies.firstIndex(where: \.isWithoutPolicies) else { return nil }
    var best: FactorialDesign?
    for strategy in strategies where !strategy.isWithoutPolicies {
      for factors in Self.partitions(of: strategy.name, strategies) {
        guard factors.count > max(1, best?.factors.count ?? 1),
          let design = Self.complete(factors, none: none, strategies)
        else { continue }
        best = design
      }
    }
    guard let best else { return nil }
    self = best
  }

  private init(factors: [String], strategies: [Int]) {
    self.factors = factors
    self.strategies = strategies
  }

  /// Ways to read a name as names of strategies joined by `+`.
  private static func partitions(
    of name: String, _ strategies: [ComparedStrategy]
  ) -> [[String]] {
    strategies.filter { !$0.isWithoutPolicies }.flatMap { strategy -> [[String]] in
      if name == strategy.name { return [[name]] }
      guard name.hasPrefix(strategy.name + "+") else { return [] }
      let rest = String(name.dropFirst(strategy.name.count + 1))
      return partitions(of: rest, strategies).map { [strategy.name] + $0 }
    }
  }

  private static func complete(
    _ factors: [String], none: Int, _ strategies: [ComparedStrategy]
  ) -> FactorialDesign? {
    let policies = factors.map { factor in
      strategies.first { $0.name == factor }!.model.policies
    }
    var cells = [none]
    for mask in 1..<(1 << factors.count) {
      let chosen = factors.indices.filter { mask & (1 << $0) != 0 }
      let name = chosen.map { factors[$0] }.joined(separator: "+")
      let expected = chosen.flatMap { policies[$0] }
      guard
        let index = strategies.firstIndex(where: {
          $0.name == name && $0.model.policies == expected
        })
      else { return nil }
      cells.append(index)
    }
    return FactorialDesign(factors: factors, strategies: cells)
  }

  /// The name of a combination.
  func name(_ mask: Int) -> String {
    factors.indices.filter { mask & (1 << $0) != 0 }.map { factors[$0] }.joined(separator: "+")
  }

  /// What is told of the design, as sums of strategies with weights.
  var contrasts: [FactorialContrast] {
    singles + combinations.flatMap(jointContrasts) + mainEffects + pairwise
  }

  private var combinations: [Int] {
    (1..<strategies.count).filter { $0.nonzeroBitCount > 1 }
      .sorted { ($0.nonzeroBitCount, $0) < ($1.nonzeroBitCount, $1) }
  }

  private func contrast(
    _ kind: FactorialContrast.Kind, _ mask: Int, _ weights: [Int: Double]
  ) -> FactorialContrast {
    FactorialContrast(
      kind: kind, factors: name(mask),
      terms: weights.filter { $0.value != 0 }.sorted { $0.key < $1.key }
        .map { (strategies[$0.key], $0.value) })
  }

  private var singles: [FactorialContrast] {
    factors.indices.map { contrast(.single, 1 << $0, [1 << $0: 1, 0: -1]) }
  }

  private func jointContrasts(_ mask: Int) -> [FactorialContrast] {
    let parts = factors.indices.map { 1 << $0 }.filter { mask & $0 != 0 }
    var sum: [Int: Double] = [0: -Double(parts.count)]
    for part in parts { sum[part] = 1 }
    var interaction = sum.mapValues { -$0 }
    interaction[mask] = 1
    interaction[0, default: 0] -= 1
    return [
      contrast(.sumOfSingles, mask, sum), contrast(.joint, mask, [mask: 1, 0: -1]),
      contrast(.interaction, mask, interaction),
    ]
  }

  /// With less without the factor, averaged over all levels of the others.
  private var mainEffects: [FactorialContrast] {
    factors.indices.map { factor in
      let weight = 2 / Double(strategies.count)
      let weights = strategies.indices.map { ($0, $0 & (1 << factor) != 0 ? weight : -weight) }
      return contrast(.main, 1 << factor, Dictionary(uniqueKeysWithValues: weights))
    }
  }

  /// How much the effect of one factor changes with another, averaged over the levels of the rest.
  private var pairwise: [FactorialContrast] {
    factors.indices.flatMap { first in
      (first + 1..<factors.count).map { second in
        let weight = 4 / Double(strategies.count)
        let weights = strategies.indices.map { cell in
          let isEqual = (cell >> first & 1) == (cell >> second & 1)
          return (cell, isEqual ? weight : -weight)
        }
        return contrast(
          .pairwise, 1 << first | 1 << second, Dictionary(uniqueKeysWithValues: weights))
      }
    }
  }
}

/// A sum of strategies' values with weights that add up to 0.
struct FactorialContrast: Sendable {
  /// What it tells.
  enum Kind: String, CaseIterable, Sendable {
    case single, sumOfSingles, joint, interaction, main, pairwise

    /// The name in `interactions.csv`.
    var name: String { self == .sumOfSingles ? "sum_of_singles" : rawValue }

    var meaning: String {
      switch self {
      case .single: "effect of the factor alone: with it less with none"
      case .sumOfSingles: "sum of the effects of the combination's factors, each alone"
      case .joint: "effect of the combination: all of them less none"
      case .interaction:
        "`joint` less `sum_of_singles`: what the factors do together beyond what they do apart"
      case .main:
        "main effect: with the factor less without it, averaged over all levels of the others"
      case .pairwise:
        "by how much the effect of one factor changes when the other is there, averaged over all "
          + "levels of the rest"
      }
    }
  }

  let kind: Kind
  /// Names of the factors, joined by `+`.
  let factors: String
  /// Strategies and their weights.
  let terms: [(strategy: Int, weight: Double)]
}
