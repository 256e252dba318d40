import Statistics
import TreatmentModel

/// Who gets the benefit of a strategy, and how it changes gaps between strata: all communities
/// together, over replications.
struct EquityComparison: Sendable {
  /// A benefit: a metric's change, counted so that more is better.
  struct Benefit: Sendable {
    let name: String
    let description: String
    let metric: String
    let sign: Double
  }

  static let benefits = [
    Benefit(
      name: "deaths_averted",
      description: "deaths of any cause under the comparator less those "
        + "under the strategy", metric: "deaths", sign: -1),
    Benefit(
      name: "overdose_deaths_averted", description: "the same of deaths from overdose",
      metric: "overdose_deaths", sign: -1),
    Benefit(
      name: "overdoses_averted", description: "the same of overdoses", metric: "overdoses",
      sign: -1),
    Benefit(
      name: "treatment_years_gained",
      description: "years on any medication under the strategy "
        + "less those under the comparator", metric: "person_years_on_treatment", sign: 1),
    Benefit(
      name: "life_years_gained", description: "the same of years lived", metric: "person_years",
      sign: 1),
  ]

  private let comparison: Comparison
  private let layout: OutcomeLayout
  private let gapCount: Int
  /// Changes of the measures of `EquityTable`, by strategy.
  private var gaps: [RunningMoments]
  /// A stratum's benefit beside everybody's, by strategy, benefit and group.
  private var shares: [PairedDifference]
  /// Person-years of the comparator by group.
  private var years: [RunningMoments]

  init(_ comparison: Comparison) {
    self.comparison = comparison
    layout = comparison.reference.model.layout
    gapCount = EquityTable.entries(of: layout).count
    let count = comparison.strategies.count
    gaps = Array(repeating: RunningMoments(), count: count * gapCount)
    shares = Array(
      repeating: PairedDifference(), count: count * Self.benefits.count * layout.groups)
    years = Array(repeating: RunningMoments(), count: layout.groups)
  }

  /// Adds a replication: the observations of all communities together, and values of `Metrics.all`, by
  /// strategy and group.
  mutating func add(_ observations: [[Observation]], values: [[[Double?]]]) {
    if layout.stratifications.isEmpty { return }
    let usual = EquityTable.values(in: observations[comparison.comparator], layout: layout)
    let base = values[comparison.comparator]
    for group in 0..<layout.groups {
      if let lived = base[group][Metrics.index["person_years"]!] { years[group].add(lived) }
    }
    for strategy in comparison.others {
      let own = EquityTable.values(in: observations[strategy], layout: layout)
      for (index, (value, before)) in zip(own, usual).enumerated() {
        if let value, let before { gaps[strategy * gapCount + index].add(value - before) }
      }
      for (place, benefit) in Self.benefits.enumerated() {
        let metric = Metrics.index[benefit.metric]!
        func gain(_ group: Int) -> Double {
          benefit.sign * (values[strategy][group][metric]! - base[group][metric]!)
        }
        let whole = gain(0)
        for group in 0..<layout.groups {
          shares[index(strategy, place, group)].add(gain(group), whole)
        }
      }
    }
  }

  private func index(_ strategy: Int, _ benefit: Int, _ group: Int) -> Int {
    (strategy * Self.benefits.count + benefit) * layout.groups + group
  }

  /// The benefit of a group in a replication, over replications.
  func benefit(_ name: String, strategy: Int, group: Int) -> RunningMoments? {
    Self.benefits.firstIndex { $0.name == name }.map {
      shares[index(strategy, $0, group)].first
    }
  }

  /// The change of a measure of `EquityTable` over replications; nil where it is not told.
  func gap(
    _ kind: EquityTable.Kind, of metric: String, between stratification: Stratification,
    strategy: Int
  ) -> RunningMoments? {
    EquityTable.entries(of: layout).firstIndex {
      $0.stratification == stratification && $0.metric.name == metric && $0.kind == kind
    }.map { gaps[strategy * gapCount + $0] }
  }

  /// A stratum's share of everybody's benefit: a ratio of means with its standard error by the delta
  /// method; nil where the whole benefit does not differ clearly from 0.
  static func share(_ pairs: PairedDifference) -> (value: Double, standardError: Double)? {
    let count = Double(pairs.first.count)
    guard let part = pairs.first.mean, let whole = pairs.second.mean,
      let interval = pairs.second.confidenceInterval(), !interval.contains(0),
      let varPart = pairs.first.variance, let varWhole = pairs.second.variance,
      let varDifference = pairs.difference.variance
    else { return nil }
    let ratio = part / whole
    let covariance = (varPart + varWhole - varDifference) / 2
    let variance = varPart - 2 * ratio * covariance + ratio * ratio * varWhole
    // Rounding may leave a variance of 0 slightly below it.
    return (ratio, (max(0, variance) / count).squareRoot() / abs(whole))
  }
}

/// `equity_comparisons.csv`.
extension EquityComparison {
  /// Writes the table.
  func write(to file: inout CSVFile) throws(OutputError) {
    for strategy in comparison.others {
      file.lead([
        .text(comparison.strategies[strategy].name), .text(comparison.reference.name), .integer(0),
      ])
      for (index, entry) in EquityTable.entries(of: layout).enumerated() {
        let moments = gaps[strategy * gapCount + index]
        try file.row(
          [
            .text(entry.stratification.rawValue), .text("all"), .text(entry.metric.name),
            .text("change_of_" + entry.kind.name),
          ] + Self.fields(moments))
      }
      var first = 1
      for stratification in layout.stratifications {
        for (stratum, name) in stratification.strata.enumerated() {
          try write(strategy, stratification, name, group: first + stratum, to: &file)
        }
        first += stratification.count
      }
    }
  }

  private func write(
    _ strategy: Int, _ stratification: Stratification, _ stratum: String, group: Int,
    to file: inout CSVFile
  ) throws(OutputError) {
    for (place, benefit) in Self.benefits.enumerated() {
      let pairs = shares[index(strategy, place, group)]
      let names: [CSVField] = [
        .text(stratification.rawValue), .text(stratum), .text(benefit.name),
      ]
      try file.row(names + [.text("benefit")] + Self.fields(pairs.first))
      let share = Self.share(pairs)
      try file.row(
        names + [
          .text("share_of_benefit"), .integer(pairs.first.count), .number(share?.value),
          .number(nil), .number(nil), .number(share?.standardError),
        ])
      let people = years[group].mean.flatMap { part in
        years[0].mean.flatMap { $0 > 0 ? part / $0 : nil }
      }
      try file.row(
        names + [
          .text("share_of_person_years"), .integer(years[group].count), .number(people),
          .number(nil), .number(nil), .number(nil),
        ])
    }
  }

  private static func fields(_ moments: RunningMoments) -> [CSVField] {
    let interval = moments.confidenceInterval()
    return [
      .integer(moments.count), .number(moments.mean), .number(interval?.lower),
      .number(interval?.upper), .number(moments.standardError),
    ]
  }

  static let columns: [OutputTable.Column] =
    OutputTable.compared + [
      OutputTable.Column(
        name: "stratification", description: "what people are divided by, such as `age`"),
      OutputTable.Column(
        name: "stratum", description: "the stratum; `all` where strata are compared"),
      OutputTable.Column(
        name: "metric", description: "metric of `equity.csv`, or a benefit; see the list"),
      OutputTable.Column(
        name: "measure",
        description: "`change_of_absolute_gap` and so on: the measure of `equity.csv` under the "
          + "strategy less that under the comparator; `benefit`: the stratum's; "
          + "`share_of_benefit`: its share of everybody's, a ratio of means, empty where the "
          + "interval of the whole holds 0; `share_of_person_years`: its share of the years lived "
          + "under the comparator, to read the share of benefit beside"),
      OutputTable.replications,
      OutputTable.Column(name: "value", description: "the value; a mean over replications"),
    ] + OutputTable.uncertainty(of: "value")
}
