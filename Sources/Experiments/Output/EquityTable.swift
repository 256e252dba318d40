import Statistics
import TreatmentModel

/// What is told of inequality between strata: the figures and measures of `equity.csv`.
enum EquityTable {
  /// Figures of a group of people that are compared between strata.
  static let metrics: [Metric] =
    [
      Metric(
        name: "on_treatment_share_of_person_years",
        description: "Share of the years lived that were lived on any medication.",
        formula: .share(Exposure.onTreatment.time, of: Metrics.living))
    ]
    + ["overdose_deaths_per_100_person_years", "deaths_per_100_person_years"].map {
      Metrics.named($0)!
    }

  /// A measure of inequality between strata.
  enum Kind: CaseIterable {
    case absoluteGap, relativeGap, concentrationIndex

    /// The name in the table.
    var name: String { snakeCase(String(describing: self)) }

    var description: String {
      switch self {
      case .absoluteGap: "largest less smallest value of the strata, in the unit of the metric"
      case .relativeGap:
        "largest divided by smallest value of the strata; empty where the smallest is 0"
      case .concentrationIndex:
        "C = 2 cov(h, r) / mean(h), where h is a stratum's value and r its fractional rank (the "
          + "share of all person-years in the strata before it and half of its own), mean and "
          + "covariance weighted by person-years; Wagstaff, Paci and van Doorslaer (1991), "
          + "doi:10.1016/0277-9536(91)90212-F. Below 0: more of it in the first strata; above 0: "
          + "more in the last. Only where strata have an order (`age`, the youngest first); "
          + "otherwise empty"
      }
    }

    /// The measure of the strata of a stratification; nil where it is not defined.
    func value(_ strata: Inequality, in stratification: Stratification) -> Double? {
      switch self {
      case .absoluteGap: strata.absoluteGap
      case .relativeGap: strata.relativeGap
      case .concentrationIndex: stratification.isOrdered ? strata.concentrationIndex : nil
      }
    }
  }

  /// A row: a stratification, a metric, a measure.
  struct Entry {
    let stratification: Stratification
    let metric: Metric
    let kind: Kind
  }

  /// The rows of a layout, in order.
  static func entries(of layout: OutcomeLayout) -> [Entry] {
    layout.stratifications.flatMap { stratification in
      metrics.flatMap { metric in
        Kind.allCases.map { Entry(stratification: stratification, metric: metric, kind: $0) }
      }
    }
  }

  /// The measures of all entries in the observations of `Observation.all`.
  static func values(in observations: [Observation], layout: OutcomeLayout) -> [Double?] {
    var first = 1
    return layout.stratifications.flatMap { stratification in
      let strata = observations[first..<first + stratification.count]
      first += stratification.count
      return metrics.flatMap { metric in
        let inequality = Inequality(
          strata.map { stratum in
            (metric.value(in: stratum), Double(stratum.total(Metrics.living.columns)))
          })
        return Kind.allCases.map { $0.value(inequality, in: stratification) }
      }
    }
  }
}

extension Stratification {
  /// Whether its strata go from less to more of something, so that a rank has a meaning.
  var isOrdered: Bool {
    switch self {
    case .age: true
    case .sex, .race, .rurality, .insurance, .housing, .ancestry, .severity, .injecting: false
    }
  }
}
