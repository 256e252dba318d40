public import TreatmentModel

/// A strategy as it is compared: its name, its policies, and the model that holds them.
public struct ComparedStrategy: Sendable {
  /// Name, as in the scenario.
  public let name: String
  /// One line for people.
  public let title: String
  /// What every run of it shares.
  public let model: Model
  /// The policy files in force, with what they cost.
  public let files: [PolicyFile]

  /// Whether it is a run without policies.
  public var isWithoutPolicies: Bool { files.isEmpty }
}

/// Which strategies of a scenario are compared, and with what.
public struct Comparison: Sendable {
  /// The scenario, without any strategy chosen.
  public let scenario: Scenario
  /// The strategies, in the order of the scenario; `base` comes first where it takes part.
  public let strategies: [ComparedStrategy]
  /// The one that all others are compared with, as an index.
  public let comparator: Int

  /// Chooses strategies.
  ///
  /// - Parameters:
  ///   - scenario: read without a strategy.
  ///   - names: strategies to compare; empty: all.
  ///   - comparator: what they are compared with; nil: the first strategy without policies, `base`
  ///     where there is none.
  /// - Throws: `Faults` where the scenario has no strategies, `UnknownStrategy` for a name that it
  ///   does not have, `NothingToCompare` where the comparator is alone.
  public init(_ scenario: Scenario, strategies names: [String] = [], comparator: String? = nil)
    throws
  {
    precondition(scenario.strategy == Scenario.base, "a strategy is chosen already")
    guard !scenario.strategies.isEmpty else {
      throw Faults([
        Fault(
          file: scenario.name, path: "strategies",
          message: "the scenario has no strategies to compare. Add `strategies` or `factorial`.")
      ])
    }
    for name in names + [comparator].compactMap(\.self) { _ = try scenario.choosing(name) }
    let usual = scenario.strategies.first { $0.files.isEmpty }?.name
    let chosen = comparator ?? usual ?? Scenario.base
    let all =
      [ComparedStrategy(base: scenario)]
      + scenario.strategies.map { strategy in
        ComparedStrategy(
          name: strategy.name, title: strategy.title, model: scenario.model(of: strategy),
          files: strategy.files)
      }
    strategies = all.filter { strategy in
      if strategy.name == chosen { return true }
      if names.contains(strategy.name) { return true }
      // Nobody else shows what happens without policies.
      if strategy.name == Scenario.base { return names.isEmpty && usual == nil }
      return names.isEmpty
    }
    guard strategies.count > 1 else {
      throw NothingToCompare(
        description: "'\(chosen)' would be compared with itself. Name another --strategy or "
          + "--comparator. Strategies: \(all.map(\.name).joined(separator: ", ")).")
    }
    self.comparator = strategies.firstIndex { $0.name == chosen }!
    self.scenario = scenario
  }

  /// Compares models that are made already.
  init(scenario: Scenario, strategies: [ComparedStrategy], comparator: Int) {
    self.scenario = scenario
    self.strategies = strategies
    self.comparator = comparator
  }

  /// The strategy that all others are compared with.
  public var reference: ComparedStrategy { strategies[comparator] }

  /// Indices of the strategies other than the comparator.
  public var others: [Int] { strategies.indices.filter { $0 != comparator } }

  /// Names of the entries by community: all together, then each.
  public var communityNames: [String] {
    [CommunityNames.all] + reference.model.communities.map(\.name)
  }

  /// Names of the groups of people: everybody, then each stratum.
  public var strata: [String] { StratumNames.all(of: reference.model.layout) }
}

extension ComparedStrategy {
  /// The run of a scenario without policies.
  fileprivate init(base scenario: Scenario) {
    self.init(
      name: Scenario.base, title: "No policies", model: scenario.model, files: [])
  }
}

/// A choice of strategies that leaves one alone.
public struct NothingToCompare: Error, Sendable, CustomStringConvertible {
  /// What was chosen, and what there is.
  public let description: String
}
