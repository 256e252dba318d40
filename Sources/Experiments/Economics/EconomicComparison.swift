internal import TreatmentModel
public import HealthEconomics
internal import Statistics

/// Costs, health and decisions of a comparison, all people of all communities together.
public struct EconomicComparison: ComparisonConsumer {
  /// What decisions are made by.
  public let plan: EconomicsPlan
  private let comparison: Comparison
  /// By strategy and replication.
  private var values: [[EconomicValue]]

  /// Prepares to value the strategies of a comparison.
  public init(_ comparison: Comparison) {
    plan = comparison.scenario.economics
    self.comparison = comparison
    values = Array(repeating: [], count: comparison.strategies.count)
  }

  /// Values the next replication.
  public mutating func add(_ replication: ComparedReplication) {
    for (index, strategy) in comparison.strategies.enumerated() {
      let accounts = EconomicAccounts(
        replication.outcomes[index], model: strategy.model, policies: strategy.files)
      values[index].append(
        accounts.value(at: strategy.model.communities.map(\.parameters)))
    }
  }

  /// Writes the tables; nothing without a replication.
  public mutating func finish(
    _ results: ComparisonResults, file path: (String) -> String
  ) throws -> [WrittenFile] {
    guard results.replications > 0 else { return [] }
    return try EconomicTables(self).write(file: path)
  }

  /// Names of the strategies.
  public var strategies: [String] { comparison.strategies.map(\.name) }
  /// The strategy that the others are compared with.
  public var comparator: String { comparison.reference.name }

  /// Categories of costs, in the order in which they are told.
  public func categories(_ perspective: Perspective) -> [String] {
    var seen: Set<String> = []
    // A strategy without policies has no programmes.
    return values.flatMap { ($0.first?.costs[perspective] ?? []).map(\.category) }.filter {
      seen.insert($0).inserted
    }
  }

  /// A figure of a strategy and of the comparator, paired by replication: strategy first.
  func pairs(_ strategy: Int, _ figure: (EconomicValue) -> Double) -> PairedDifference {
    var pairs = PairedDifference()
    let reference = strategies.firstIndex(of: comparator)!
    for (own, other) in zip(values[strategy], values[reference]) {
      pairs.add(figure(own), figure(other))
    }
    return pairs
  }

  /// Expected costs and QALYs of all strategies as a perspective sees them.
  public func expectedValues(_ perspective: Perspective) -> [StrategyValue] {
    strategies.indices.map { index in
      StrategyValue(
        name: strategies[index], cost: mean(index) { $0.cost(perspective) },
        effect: mean(index, \.qalys))
    }
  }

  /// The difference in cost and QALYs of a strategy from the comparator in each replication.
  public func increments(
    of strategy: Int, _ perspective: Perspective
  ) -> [IncrementalPoint] {
    let reference = strategies.firstIndex(of: comparator)!
    return zip(values[strategy], values[reference]).map { own, other in
      IncrementalPoint(
        cost: own.cost(perspective) - other.cost(perspective), effect: own.qalys - other.qalys)
    }
  }

  /// Undiscounted cost of each year, the mean over replications.
  public func yearlyCosts(_ strategy: Int, _ perspective: Perspective) -> [Double] {
    let model = comparison.reference.model
    let periods = AccountingPeriods(
      every: model.intervalDays / ScenarioShape.daysPerYear,
      until: model.horizonDays / ScenarioShape.daysPerYear)
    let means = (0..<periods.count).map { period in
      mean(strategy) { $0.costsByPeriod[perspective]![period] }
    }
    return periods.byYear(means)
  }

  /// Years that are observed.
  var observedYears: Double {
    comparison.reference.model.horizonDays / ScenarioShape.daysPerYear
  }

  private func mean(_ strategy: Int, _ figure: (EconomicValue) -> Double) -> Double {
    values[strategy].reduce(0) { $0 + figure($1) } / Double(values[strategy].count)
  }
}

/// Writes the tables of an economic comparison.
struct EconomicTables {
  private let comparison: EconomicComparison

  init(_ comparison: EconomicComparison) { self.comparison = comparison }

  /// Writes all; `path` gives the path of a name.
  func write(file path: (String) -> String) throws(OutputError) -> [WrittenFile] {
    [
      try OutputTable.economics.write(file: path, rows: economics),
      try OutputTable.incremental.write(file: path, rows: incremental),
      try OutputTable.budget.write(file: path, rows: budget),
    ]
  }

  private func economics(_ file: inout CSVFile) throws(OutputError) {
    let threshold = comparison.plan.threshold
    for perspective in Perspective.allCases {
      var quantities: [(String, (EconomicValue) -> Double)] = comparison.categories(perspective)
        .map { category in (category, { $0.cost(perspective, of: category) }) }
      quantities += [
        ("all costs", { $0.cost(perspective) }), ("qalys", \.qalys), ("life years", \.lifeYears),
        ("net monetary benefit", { threshold * $0.qalys - $0.cost(perspective) }),
      ]
      for (strategy, name) in comparison.strategies.enumerated() {
        for (quantity, figure) in quantities {
          let pairs = comparison.pairs(strategy, figure)
          let interval = pairs.difference.confidenceInterval()
          try file.row([
            .text(perspective.fileName), .text(name), .text(comparison.comparator),
            .text(quantity), .number(pairs.first.mean), .number(pairs.difference.mean),
            .number(interval?.lower), .number(interval?.upper),
            .number(pairs.difference.standardError),
          ])
        }
      }
    }
  }

  private func incremental(_ file: inout CSVFile) throws(OutputError) {
    for perspective in Perspective.allCases {
      try IncrementalTable.write(
        IncrementalAnalysis(comparison.expectedValues(perspective)), perspective: perspective,
        thresholds: comparison.plan.thresholds, to: &file)
    }
  }

  private func budget(_ file: inout CSVFile) throws(OutputError) {
    for perspective in Perspective.allCases {
      let costs = comparison.strategies.indices.map {
        comparison.yearlyCosts($0, perspective)
      }
      let reference = costs[comparison.strategies.firstIndex(of: comparison.comparator)!]
      for (strategy, name) in comparison.strategies.enumerated() {
        var sum = 0.0
        for (year, cost) in costs[strategy].enumerated() {
          sum += cost - reference[year]
          try file.row([
            .text(perspective.fileName), .text(name), .text(comparison.comparator),
            .integer(year + 1), .number(cost), .number(cost - reference[year]), .number(sum),
          ])
        }
      }
    }
  }
}

extension EconomicValue {
  /// Discounted cost of a category.
  func cost(_ perspective: Perspective, of category: String) -> Double {
    (costs[perspective] ?? []).first { $0.category == category }?.cost ?? 0
  }
}
