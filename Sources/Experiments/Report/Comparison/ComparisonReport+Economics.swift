/// Costs, and whether what they buy is worth it.
extension ComparisonReport {
  /// The section of costs; nil without economics.
  var economics: ReportDocument.Section? {
    guard let economics = input.economics else { return nil }
    let money = NumberFormat.money(economics.currency)
    var blocks: [ReportDocument.Block] = [
      .paragraph(.strong("\(economics.perspective).") + ReportText(" \(economics.basis)"))
    ]
    if !economics.incremental.isEmpty {
      blocks.append(.table(incremental(economics, money)))
    }
    blocks += plane(economics, money) + acceptability(economics, money)
    blocks += budget(economics, money)
    return ReportDocument.Section(
      anchor: "economics", title: "Costs and what they buy", blocks: blocks)
  }

  private func incremental(_ economics: ReportInput.Economics, _ money: NumberFormat)
    -> ReportTable
  {
    let health = economics.healthFormat
    return ReportTable(
      "From the cheapest strategy to the dearest, each beside the next cheaper one worth considering",
      [
        ReportTable.Column("strategy"), .number("cost"), .number("\(economics.healthUnit)s"),
        .number("extra cost of an extra \(economics.healthUnit)"),
      ],
      rows: economics.incremental.map { row in
        [
          ReportText(title(of: row.strategy)),
          .lines(money.text(row.cost.value), money.text(row.cost.interval)),
          .lines(health.text(row.effect.value), health.text(row.effect.interval)),
          Self.status(row.status, money),
        ]
      })
  }

  private static func status(_ status: ReportInput.IncrementalStatus, _ money: NumberFormat)
    -> ReportText
  {
    switch status {
    case .reference: .minor("the cheapest")
    case .ratio(let ratio): ReportText(money.text(ratio))
    case .dominated: .minor("dominated: another costs less and gives more health")
    case .extendedlyDominated: .minor("dominated by a mix of two others")
    }
  }

  private func plane(_ economics: ReportInput.Economics, _ money: NumberFormat)
    -> [ReportDocument.Block]
  {
    let clouds = series.compactMap { series in
      economics.plane[series.name].map { PlaneChart.Cloud(series: series, points: $0) }
    }
    guard !clouds.isEmpty else { return [] }
    let chart = PlaneChart(
      title: "Extra health and extra cost",
      effect: ChartAxis("extra \(economics.healthUnit)s", economics.healthFormat),
      cost: ChartAxis("extra cost, \(economics.currency)", money), threshold: economics.threshold,
      clouds: clouds)
    let threshold = money.text(economics.threshold)
    return [
      .figure(
        ReportFigure(
          anchor: "plane", chart: chart,
          caption: ReportText(
            "Each dot is one possible state of our knowledge, compared with "
              + "\(title(of: input.comparator)). Rings hold 95 % of them. Below the dashed line an "
              + "extra \(economics.healthUnit) costs less than \(threshold).")))
    ]
  }

  private func acceptability(_ economics: ReportInput.Economics, _ money: NumberFormat)
    -> [ReportDocument.Block]
  {
    let lines = series.compactMap { series in
      economics.acceptability[series.name].map { CurveChart.Line(series: series, points: $0) }
    }
    guard !lines.isEmpty else { return [] }
    let chart = CurveChart(
      title: "Chance that a strategy is the best choice",
      across: ChartAxis(
        "what we would pay for a \(economics.healthUnit), \(economics.currency)", money),
      upward: ChartAxis("chance of being the best", .percent(decimals: 0), includesZero: true),
      lines: lines)
    var blocks: [ReportDocument.Block] = [
      .figure(
        ReportFigure(
          anchor: "acceptability", chart: chart,
          caption: "Cost-effectiveness acceptability curves. They add up to 100 %."))
    ]
    if !economics.frontier.isEmpty {
      blocks.append(
        .table(
          ReportTable(
            "The strategy with the highest expected worth (the frontier)",
            [
              ReportTable.Column(ReportText("from, per \(economics.healthUnit)"), isNumeric: true),
              ReportTable.Column("best on average"), .number("chance that it is the best"),
            ],
            rows: economics.frontier.map { row in
              [
                ReportText(money.text(row.from)), ReportText(title(of: row.strategy)),
                ReportText(Self.chance(row.probability)),
              ]
            })))
    }
    return blocks
  }

  private func budget(_ economics: ReportInput.Economics, _ money: NumberFormat)
    -> [ReportDocument.Block]
  {
    guard !economics.budget.isEmpty else { return [] }
    let bars = economics.budget.flatMap { row in
      series.compactMap { series in
        row.amounts[series.name].map {
          GroupedChart.Bar(
            group: row.year, series: series.name, value: $0.value, interval: $0.interval)
        }
      }
    }
    let chart = GroupedChart(
      title: "What is spent, year by year", groupTitle: "year",
      axis: ChartAxis("cost in the year, \(economics.currency)", money, includesZero: true),
      series: series, bars: bars)
    return [.figure(ReportFigure(anchor: "budget", chart: chart, caption: ""))]
  }
}
