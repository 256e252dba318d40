internal import Statistics

/// The main figures of a what-if run: today, the plan, and the difference with its interval.
struct WhatIfFigure {
  /// A metric as the page shows it.
  struct Kind {
    /// Name of the metric; for costs and health, a name that no metric has.
    let metric: String
    let title: String
    let format: NumberFormat
    /// Whether fewer are better; nil where neither is.
    let fewerIsBetter: Bool?
    /// Where the figure is found; nil for a metric.
    var costs: (@Sendable (WhatIfCosts) -> Double)?

    /// The figure of a replication; nil where it is not defined.
    func value(_ numbers: WhatIfNumbers) -> Double? {
      costs.map { $0(numbers.costs) } ?? numbers.metric(metric)
    }
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
    Kind(
      metric: "qalys", title: "Years of life, weighed by health (QALYs)",
      format: .number(decimals: 0), fewerIsBetter: false, costs: { $0.qalys }),
    Kind(
      metric: "cost_of_programmes", title: "Cost of the programmes", format: .money("$"),
      fewerIsBetter: nil, costs: { $0.programmes }),
    Kind(
      metric: "cost_of_health_care", title: "Cost of all health care, programmes too",
      format: .money("$"), fewerIsBetter: nil, costs: { $0.all }),
  ]

  let kind: Kind
  let comparison: WhatIfResult.Comparison

  /// The figures of a result.
  static func all(of result: WhatIfResult) -> [WhatIfFigure] {
    kinds.map { WhatIfFigure(kind: $0, comparison: result.comparison($0.value)) }
  }

  /// `better`, `worse` or `same`, where the interval leaves no doubt; `more` or `less` where neither is
  /// better; else `unclear`.
  var verdict: String {
    guard let mean = comparison.difference.mean else { return "unclear" }
    if mean == 0, comparison.difference.variance ?? 0 == 0 { return "same" }
    guard let interval = comparison.difference.confidenceInterval(), !interval.contains(0) else {
      return "unclear"
    }
    guard let fewerIsBetter = kind.fewerIsBetter else { return mean < 0 ? "less" : "more" }
    return (mean < 0) == fewerIsBetter ? "better" : "worse"
  }

  /// A number as text; a dash where it is not defined.
  static func text(_ value: Double?, _ format: NumberFormat) -> String {
    value.map(format.text) ?? "\u{2013}"
  }
}
