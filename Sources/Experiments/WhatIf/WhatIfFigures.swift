internal import Statistics

/// The main figures of a what-if run: today, the plan, and the difference with its interval.
struct WhatIfFigure {
  /// A metric as the page shows it.
  struct Kind {
    let metric: String
    let title: String
    let format: NumberFormat
    /// Whether fewer are better; nil where neither is.
    let fewerIsBetter: Bool?
  }

  static let kinds = [
    Kind(
      metric: "overdose_deaths", title: "Deaths from overdose", format: .number(decimals: 0),
      fewerIsBetter: true),
    Kind(
      metric: "overdoses", title: "Overdoses, seen or not", format: .number(decimals: 0),
      fewerIsBetter: true),
    Kind(
      metric: "share_in_treatment_at_end", title: "In treatment at the end",
      format: .percent(decimals: 1), fewerIsBetter: false),
    Kind(
      metric: "mean_wait_days", title: "Mean wait on a list, dosed or not",
      format: .quantity(unit: "days", decimals: 0), fewerIsBetter: true),
    Kind(
      metric: "renege_share_of_waits", title: "Waits that people give up",
      format: .percent(decimals: 0), fewerIsBetter: true),
    Kind(
      metric: "not_offered_share_of_seeks", title: "Requests without an offer",
      format: .percent(decimals: 0), fewerIsBetter: true),
  ]

  let kind: Kind
  let comparison: WhatIfResult.Comparison

  /// The figures of a result.
  static func all(of result: WhatIfResult) -> [WhatIfFigure] {
    kinds.map { WhatIfFigure(kind: $0, comparison: result.comparison($0.metric)) }
  }

  /// `better`, `worse` or `same`, where the interval leaves no doubt; else `unclear`.
  var verdict: String {
    guard let mean = comparison.difference.mean else { return "unclear" }
    if mean == 0, comparison.difference.variance ?? 0 == 0 { return "same" }
    guard let interval = comparison.difference.confidenceInterval(), !interval.contains(0),
      let fewerIsBetter = kind.fewerIsBetter
    else { return "unclear" }
    return (mean < 0) == fewerIsBetter ? "better" : "worse"
  }

  /// A number as text; a dash where it is not defined.
  static func text(_ value: Double?, _ format: NumberFormat) -> String {
    value.map(format.text) ?? "\u{2013}"
  }
}
