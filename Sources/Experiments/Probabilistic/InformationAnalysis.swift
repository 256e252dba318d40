internal import HealthEconomics

/// What it would be worth to know some inputs: by group, and one by one.
struct InformationAnalysis: Sendable {
  /// The value of a group of inputs.
  struct Row: Sendable {
    /// Name of the group, or key of the input.
    let name: String
    /// Whether it is one input.
    let isSingle: Bool
    /// Inputs that belong to it.
    let inputs: Int
    /// Inputs that the regression used; where they are fewer, the value is a lower bound.
    let used: [String]
    /// The value at each threshold; nil where there are too few draws for a regression.
    let values: [InformationValue]?
  }

  /// More inputs than these are not put into one regression: their products would be too many for
  /// the draws.
  static let mostInputs = 4

  let rows: [Row]

  /// Analyses every input and every group of inputs at some thresholds.
  ///
  /// In a group of more than `mostInputs` inputs those that are worth most by themselves are used, at
  /// the first threshold: the value of the group is then a lower bound.
  init(
    _ results: ProbabilisticResults, sample: ProbabilisticSample, thresholds: [Double],
    groups: [(name: String, keys: [String])]
  ) {
    let inputs = results.plan.design.inputs
    let singles = inputs.map { input in
      let numbers = results.numbers(of: input)
      return Row(
        name: input.key, isSingle: true, inputs: 1, used: [input.key],
        values: Self.values(sample, [numbers], thresholds))
    }
    let worth = Dictionary(
      uniqueKeysWithValues: singles.map { ($0.name, $0.values?.first?.perPerson ?? -1) })
    let grouped = groups.map { group in
      let ranked = group.keys.sorted { (worth[$0] ?? -1, $1) > (worth[$1] ?? -1, $0) }
      let used = Array(ranked.prefix(Self.mostInputs))
      let numbers = used.compactMap { key in
        inputs.first { $0.key == key }.map(results.numbers)
      }
      return Row(
        name: group.name, isSingle: false, inputs: group.keys.count, used: used,
        values: Self.values(sample, numbers, thresholds))
    }
    rows = grouped + singles
  }

  /// Analyses every input and every group at the thresholds of a plan.
  init(_ results: ProbabilisticResults, _ economics: EconomicsPlan) {
    self.init(
      results, sample: results.sample(economics.perspective), thresholds: economics.thresholds,
      groups: Self.groups(
        of: results.plan.design.inputs, named: results.plan.scenario.uncertainty.groups))
  }

  private static func values(
    _ sample: ProbabilisticSample, _ numbers: [[Double]], _ thresholds: [Double]
  ) -> [InformationValue]? {
    PartialInformation(sample, parameters: numbers).map { information in
      thresholds.map { information.value(at: $0) }
    }
  }

  /// The groups of inputs by the words of their keys, in the order of the inputs.
  static func groups(
    of inputs: [UncertainInput], named own: [UncertaintyPlan.Group] = []
  ) -> [(name: String, keys: [String])] {
    var groups = own.map { (name: $0.name, keys: $0.keys) }
    for input in inputs {
      if let index = groups.firstIndex(where: { $0.name == input.group }) {
        groups[index].keys.append(input.key)
      } else {
        groups.append((input.group, [input.key]))
      }
    }
    return groups
  }
}
