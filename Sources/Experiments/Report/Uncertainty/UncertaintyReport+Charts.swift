internal import HealthEconomics
internal import Statistics

/// Charts of an uncertainty analysis.
extension UncertaintyReport {
  private func figure(_ anchor: String, _ chart: any Chart, _ caption: ReportText)
    -> ReportDocument.Block
  {
    .figure(ReportFigure(anchor: anchor, chart: chart, caption: caption))
  }

  /// Costs and QALYs for a person are small and differ in the third digit.
  private var health: NumberFormat { .number(decimals: 4) }

  /// Expected values, and the plane.
  var values: ReportDocument.Section {
    let analysis = IncrementalAnalysis(sample.expectedValues)
    let table = ReportTable(
      "Means over draws, per person, from the cheapest strategy to the dearest",
      [
        ReportTable.Column("strategy"), .number("cost"), .number("QALYs"),
        .number("extra cost of an extra QALY"),
        .number("net benefit at \(money.text(economics.threshold))"),
      ],
      rows: analysis.rows.map { row in
        let index = plan.strategies.firstIndex(of: row.strategy.name) ?? 0
        return [
          ReportText(title(index)), ReportText(money.text(row.strategy.cost)),
          ReportText(health.text(row.strategy.effect)),
          ComparisonReport.status(.init(row), money),
          ReportText(money.text(row.strategy.netMonetaryBenefit(at: economics.threshold))),
        ]
      })
    let clouds = series.filter { $0.index != reference }.map { index, looks in
      PlaneChart.Cloud(
        series: looks,
        points: (0..<plan.draws).map { draw in
          PlaneChart.Point(
            effect: sample.effects[index][draw] - sample.effects[reference][draw],
            cost: sample.costs[index][draw] - sample.costs[reference][draw])
        })
    }
    let plane = PlaneChart(
      title: "Extra health and extra cost, per person",
      effect: ChartAxis("extra QALYs per person", health),
      cost: ChartAxis("extra cost per person, $", money), threshold: economics.threshold,
      clouds: clouds)
    return ReportDocument.Section(
      anchor: "values", title: "Costs and what they buy",
      blocks: [missing, .table(table)].compactMap(\.self) + [
        figure(
          "plane", plane,
          ReportText(
            "Each dot is a draw of all uncertain inputs, compared with \(title(reference)) in the same "
              + "draw. Rings hold 95 % of the dots. Below the dashed line an extra QALY costs less "
              + "than \(money.text(economics.threshold))."))
      ])
  }

  private var missing: ReportDocument.Block? {
    let shown = Set(series.map(\.index))
    let rest = plan.strategies.indices.filter { !shown.contains($0) }
    guard !rest.isEmpty else { return nil }
    return .paragraph(
      ReportText(
        "Charts show \(shown.count) of \(plan.strategies.count) strategies, those with the highest "
          + "expected net benefit beside \(title(reference)); tables and files hold all. Not in the "
          + "charts: " + rest.map(title).joined(separator: ", ") + "."))
  }

  /// Acceptability curves and frontier.
  var choice: ReportDocument.Section {
    let curve = AcceptabilityCurve(sample, thresholds: economics.curve)
    let lines = series.map { index, looks in
      CurveChart.Line(
        series: looks,
        points: zip(economics.curve, curve.probabilities[index]).map {
          CurveChart.Point(x: $0, mean: $1)
        })
    }
    let ceac = CurveChart(
      title: "Chance that a strategy is the best choice",
      across: ChartAxis("what a QALY is worth, $", money),
      upward: ChartAxis("chance of being the best", .percent(decimals: 0), includesZero: true),
      lines: lines)
    let frontier = CurveChart(
      title: "Chance that the best choice on average is the best",
      across: ChartAxis("what a QALY is worth, $", money),
      upward: ChartAxis("chance of being the best", .percent(decimals: 0), includesZero: true),
      lines: [single("frontier", zip(economics.curve, curve.frontier).map { ($0, $1) })])
    return ReportDocument.Section(
      anchor: "choice", title: "Which strategy, and how sure",
      blocks: [
        figure(
          "acceptability", ceac,
          ReportText(
            "Cost-effectiveness acceptability curves. Those of all strategies add up to 100 %.")),
        figure(
          "frontier", frontier,
          "The acceptability frontier (CEAF): the curve of whichever strategy has the highest "
            + "expected net benefit. Choosing by the average is right; this says how often another "
            + "strategy would have been better."),
        .table(changes(curve)),
      ])
  }

  private func single(_ name: String, _ points: [(Double, Double)]) -> CurveChart.Line {
    CurveChart.Line(
      series: ChartSeries(
        name: name, title: "value",
        style: SeriesStyle(color: SeriesStyle.single, dash: [1, 0], shape: "circle")),
      points: points.map { CurveChart.Point(x: $0.0, mean: $0.1) })
  }

  /// The thresholds at which the best choice on average changes.
  private func changes(_ curve: AcceptabilityCurve) -> ReportTable {
    var table = ReportTable(
      "The strategy with the highest expected net benefit (the frontier)",
      [
        .number("where a QALY is worth, from"), ReportTable.Column("best on average"),
        .number("chance that it is the best"),
      ])
    for (place, threshold) in curve.thresholds.enumerated()
    where place == 0 || curve.best[place] != curve.best[place - 1] {
      table.add([
        ReportText(money.text(threshold)), ReportText(title(curve.best[place])),
        ReportText(ComparisonReport.chance(curve.frontier[place])),
      ])
    }
    return table
  }

  /// EVPI by threshold, EVPPI ranked.
  var knowledge: ReportDocument.Section {
    let values = economics.curve.map { InformationValue.perfect(sample, at: $0) }
    let cents = NumberFormat.number(decimals: 2)
    var line = single("evpi", [])
    line.points = values.map { value in
      let half = 1.96 * value.standardError
      return CurveChart.Point(
        x: value.threshold, mean: value.perPerson,
        interval: max(0, value.perPerson - half)...value.perPerson + half)
    }
    let perfect = CurveChart(
      title: "What knowing everything would be worth",
      across: ChartAxis("what a QALY is worth, $", money),
      upward: ChartAxis("$ per person", cents, includesZero: true), lines: [line])
    let blocks = [
      figure(
        "evpi", perfect,
        "Expected value of perfect information (EVPI), with the 95 % interval that the number of draws "
          + "leaves. It peaks where the choice is hardest.")
    ]
    return ReportDocument.Section(
      anchor: "information", title: "What is worth knowing better",
      blocks: blocks + ranked(isSingle: false, "evppi-groups", "Groups of inputs")
        + ranked(isSingle: true, "evppi-inputs", "Single inputs"))
  }

  /// The inputs or groups that are worth most.
  private func ranked(isSingle: Bool, _ anchor: String, _ title: String)
    -> [ReportDocument.Block]
  {
    let rows = information.rows.filter { $0.isSingle == isSingle }.compactMap { row in
      row.values?.first.map { (row, $0) }
    }.sorted { $0.1.perPerson > $1.1.perPerson }.prefix(12)
    guard !rows.isEmpty else {
      return [
        .paragraph(
          ReportText(
            "\(title): there are too few draws for a regression. Ask for more with --draws."))
      ]
    }
    let chart = GroupedChart(
      title: "\(title): what knowing them would be worth",
      groupTitle: isSingle ? "input" : "group",
      axis: ChartAxis("$ per person", .number(decimals: 2), includesZero: true),
      series: [
        ChartSeries(
          name: "value", title: "value of knowing it",
          style: SeriesStyle(color: SeriesStyle.single, dash: [1, 0], shape: "circle"))
      ],
      bars: rows.map { row, value in
        let half = 1.96 * value.standardError
        return GroupedChart.Bar(
          // Long keys are broken into lines at spaces.
          group: row.name.replacing(".", with: ". "), series: "value",
          value: max(0, value.perPerson),
          interval: max(0, value.perPerson - half)...max(0, value.perPerson + half))
      })
    return [
      figure(
        anchor, chart,
        ReportText(
          "Expected value of partial perfect information (EVPPI) where a QALY is worth "
            + "\(money.text(economics.threshold)); the thin line is its 95 % interval. Inputs that "
            + "tell nothing seem to be worth about as much as their standard error. "
            + (isSingle
              ? "The 12 highest of \(plan.design.inputs.count); information.csv has all."
              : "Of groups with more than \(InformationAnalysis.mostInputs) inputs the highest "
                + "\(InformationAnalysis.mostInputs) are used: a lower bound.")))
    ]
  }

  /// Uncertainty of inputs beside chance; nil with one replication a draw.
  var noise: ReportDocument.Section? {
    guard let nested = results.nested(economics.perspective) else { return nil }
    let rows = plan.strategies.indices.dropFirst().map { index -> [ReportText] in
      let components = nested.netMonetaryBenefitComponents(
        of: index, comparedWith: reference, at: economics.threshold)
      let whole = max(0, components.between) + components.noise
      let share = whole > 0 ? max(0, components.between) / whole : 0
      return [
        ReportText(title(index)), ReportText(money.change(components.mean)),
        ReportText(money.text(max(0, components.between).squareRoot())),
        ReportText(money.text(components.noise.squareRoot())),
        ReportText(NumberFormat.percent(decimals: 0).text(share)),
      ]
    }
    return ReportDocument.Section(
      anchor: "noise", title: "Uncertainty or chance?",
      blocks: [
        .paragraph(
          "Draws differ because inputs differ, and because chance differs from simulation to "
            + "simulation. More simulations in each draw remove only the second."),
        .table(
          ReportTable(
            "Net benefit beside \(title(reference)), per person",
            [
              ReportTable.Column("strategy"), .number("mean"),
              .number("standard deviation from inputs"), .number("from chance of one simulation"),
              .number("share of the variance that is inputs'"),
            ], rows: rows)),
      ])
  }
}
