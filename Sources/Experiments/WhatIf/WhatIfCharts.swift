internal import Statistics
internal import TreatmentModel

/// The drawings of a what-if run.
struct WhatIfCharts {
  let result: WhatIfResult

  /// A drawing and its place on the page.
  struct Placed {
    let id: String
    let chart: any Chart
  }

  /// All drawings, in the order of the page.
  var all: [Placed] {
    averted + [
      Placed(id: "deaths", chart: deaths), Placed(id: "treatment", chart: inTreatment),
      Placed(id: "waiting", chart: waiting), Placed(id: "retention", chart: retention),
    ] + today + gaps
  }

  private static let usual = ChartSeries(
    name: "today", title: "Today's practice", style: .series(0))
  private static let plan = ChartSeries(name: "plan", title: "Your plan", style: .series(1))

  private var arms: [(series: ChartSeries, numbers: [WhatIfNumbers])] {
    var arms = [(Self.usual, result.today)]
    if result.setting.changesAnything { arms.append((Self.plan, result.plan)) }
    return arms
  }

  private var deaths: CurveChart {
    calendar(
      "Deaths from overdose, added up", .overdoseDeaths,
      ChartAxis("deaths since the start", .number(decimals: 0), includesZero: true))
  }

  private var inTreatment: CurveChart {
    calendar(
      "People in treatment", .inTreatment,
      ChartAxis("people", .number(decimals: 0), includesZero: true))
  }

  private var waiting: CurveChart {
    calendar(
      "People who wait without doses", .waiting,
      ChartAxis("people", .number(decimals: 0), includesZero: true))
  }

  /// What only today's practice alone is told: next to a plan's, its costs could not be told apart.
  private var today: [Placed] {
    result.setting.changesAnything ? [] : [Placed(id: "cost", chart: cost)]
  }

  /// What the plan changes, pair by pair; only where there is a plan.
  private var averted: [Placed] {
    guard result.setting.changesAnything else { return [] }
    let deaths = Self.index(of: .overdoseDeaths)
    let averted = difference(
      "Deaths averted by your plan, added up",
      ChartAxis("deaths fewer than today", .number(decimals: 0), includesZero: true)
    ) { today, plan in zip(today.series[deaths], plan.series[deaths]).map { $0 - $1 } }
    let extra = difference(
      "What your plan costs more than today, added up",
      ChartAxis("million dollars more than today", .number(decimals: 2), includesZero: true)
    ) { today, plan in zip(today.costs.sums, plan.costs.sums).map { ($1 - $0) / Self.million } }
    return [Placed(id: "averted", chart: averted), Placed(id: "extra-cost", chart: extra)]
  }

  private func difference(
    _ title: String, _ axis: ChartAxis,
    _ curve: (WhatIfNumbers, WhatIfNumbers) -> [Double]
  ) -> CurveChart {
    let curves = zip(result.today, result.plan).map(curve)
    var chart = CurveChart(
      title: title, across: ChartAxis("years from now", .number(decimals: 1)), upward: axis,
      lines: [line(Self.plan, ends, curves, within: -.infinity...Double.infinity)])
    chart.level = 0
    return chart
  }

  /// All costs since the start.
  private var cost: CurveChart {
    CurveChart(
      title: "Cost of health care and programmes, added up",
      across: ChartAxis("years from now", .number(decimals: 1)),
      upward: ChartAxis(
        "million dollars since the start", .number(decimals: 1), includesZero: true),
      lines: arms.map { series, numbers in
        line(
          series, ends, numbers.map { $0.costs.sums.map { $0 / Self.million } },
          within: 0...Double.infinity)
      })
  }

  private static let million = 1e6

  private static func index(of series: WhatIfNumbers.Series) -> Int {
    guard let index = WhatIfNumbers.Series.allCases.firstIndex(of: series) else {
      preconditionFailure("no series \(series)")
    }
    return index
  }

  /// Ends of the calendar intervals, in years since the start.
  private var ends: [Double] {
    let model = result.scenario.model
    return (0..<model.layout.intervals).map {
      min(Double($0 + 1) * model.intervalDays, model.horizonDays) / Formula.daysPerYear
    }
  }

  /// A curve by month, in years since the start.
  private func calendar(
    _ title: String, _ series: WhatIfNumbers.Series, _ axis: ChartAxis
  ) -> CurveChart {
    let index = Self.index(of: series)
    return CurveChart(
      title: title, across: ChartAxis("years from now", .number(decimals: 1)), upward: axis,
      lines: arms.map { series, numbers in
        line(series, ends, numbers.map { $0.series[index] }, within: 0...Double.infinity)
      })
  }

  private var retention: CurveChart {
    let days = WhatIfNumbers.retentionDays(observedDays: result.scenario.model.layout.observedDays)
    return CurveChart(
      title: "Still in treatment after a start",
      across: ChartAxis("months since the first dose", .number(decimals: 0)),
      upward: ChartAxis("share of all starts", .percent(decimals: 0), includesZero: true),
      lines: arms.map { series, numbers in
        line(
          series, days.map { Double($0) / (Formula.daysPerYear / 12) },
          numbers.map(\.retention).filter { !$0.isEmpty }, within: 0...1)
      })
  }

  private func line(
    _ series: ChartSeries, _ places: [Double], _ curves: [[Double]], within: ClosedRange<Double>
  ) -> CurveChart.Line {
    guard !curves.isEmpty else { return CurveChart.Line(series: series, points: []) }
    return CurveChart.Line(
      series: series,
      points: places.indices.map { index in
        let moments = RunningMoments(curves.map { $0[index] })
        let interval = moments.confidenceInterval().map {
          max($0.lower, within.lowerBound)...min($0.upper, within.upperBound)
        }
        return CurveChart.Point(
          x: places[index], mean: moments.mean ?? 0, interval: interval)
      })
  }

  private struct Gap {
    let id, metric, title: String
    let axis: ChartAxis
  }

  private static let gapKinds = [
    Gap(
      id: "gap-deaths", metric: "overdose_deaths_per_100_person_years",
      title: "Who dies from overdose",
      axis: ChartAxis("deaths per 100 people and year", .number(decimals: 2))),
    Gap(
      id: "gap-care", metric: "admissions_per_1000_people_per_month",
      title: "Who gets into treatment",
      axis: ChartAxis("starts per 1,000 people and month", .number(decimals: 1))),
  ]

  private var gaps: [Placed] {
    let strata = StratumNames.all(of: result.scenario.model.layout)
    return Self.gapKinds.map { kind in
      let bars = strata.indices.dropFirst().flatMap { group -> [GroupedChart.Bar] in
        let comparison = result.comparison(kind.metric, group: group)
        return arms.enumerated().compactMap { arm, entry in
          let moments = arm == 0 ? comparison.today : comparison.plan
          guard let mean = moments.mean else { return nil }
          let interval = moments.confidenceInterval().map { max(0, $0.lower)...$0.upper }
          return GroupedChart.Bar(
            group: Self.words(strata[group]), series: entry.series.name, value: mean,
            interval: interval)
        }
      }
      return Placed(
        id: kind.id,
        chart: GroupedChart(
          title: kind.title, groupTitle: "Group", axis: kind.axis, series: arms.map(\.series),
          bars: bars))
    }
  }

  /// `women` for `sex=female`.
  static func words(_ stratum: String) -> String {
    switch stratum {
    case "sex=female": "women"
    case "sex=male": "men"
    case "race=white": "White"
    case "race=black": "Black"
    case "race=hispanic": "Hispanic"
    case "race=other": "other race or ethnicity"
    case "insurance=commercial": "privately insured"
    case "insurance=medicaid": "Medicaid"
    case "insurance=medicare": "Medicare"
    default: stratum.split(separator: "=").last.map { String($0) } ?? stratum
    }
  }
}
