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

  /// Analyses every input and every group of inputs at the thresholds of a plan.
  ///
  /// In a group of more than `mostInputs` inputs those that are worth most by themselves are used, at
  /// the first threshold: the value of the group is then a lower bound.
  init(_ results: ProbabilisticResults, _ economics: EconomicsPlan, threads: Int) throws {
    let inputs = results.plan.design.inputs
    let sample = results.sample(economics.perspective)
    let thresholds = economics.thresholds
    let singles = try Self.rows(inputs.count, threads: threads) { index in
      Row(
        name: inputs[index].key, isSingle: true, inputs: 1, used: [inputs[index].key],
        values: Self.values(sample, [results.numbers(of: inputs[index])], thresholds))
    }
    let worth = Dictionary(
      uniqueKeysWithValues: singles.map { ($0.name, $0.values?.first?.perPerson ?? -1) })
    let groups = Self.groups(of: inputs, named: results.plan.scenario.uncertainty.groups)
    let grouped = try Self.rows(groups.count, threads: threads) { index in
      let group = groups[index]
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

  private static func rows(
    _ count: Int, threads: Int, row: @Sendable (Int) -> Row
  ) throws -> [Row] {
    try TaskPool(tasks: count, threads: threads).reduce(
      into: [Row](), cancellation: Cancellation(), worker: {}, perform: { index, _ in row(index) },
      combine: { rows, _, row in rows.append(row) })
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
