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
    blocks += differences(economics, money).map { [.table($0)] } ?? []
    blocks += plane(economics, money) + acceptability(economics, money)
    blocks += amounts(
      economics.categories, anchor: "cost-categories",
      title: "Where costs rise and where they fall", groupTitle: "kind of cost",
      axisTitle: "extra cost, \(economics.currency)", money)
    blocks += amounts(
      economics.budget, anchor: "budget", title: economics.budgetTitle, groupTitle: "year",
      axisTitle: "cost in the year, \(economics.currency)", money)
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

  /// How a strategy stands, in words.
  static func status(_ status: ReportInput.IncrementalStatus, _ money: NumberFormat)
    -> ReportText
  {
    switch status {
    case .reference: .minor("the cheapest")
    case .ratio(let ratio): ReportText(money.text(ratio))
    case .dominated: .minor("dominated: another costs less and gives more health")
    case .extendedlyDominated: .minor("dominated by a mix of two others")
    case .tied: .minor("the same cost and health as another")
    }
  }

  private func differences(_ economics: ReportInput.Economics, _ money: NumberFormat)
    -> ReportTable?
  {
    guard let first = economics.differences.first else { return nil }
    let health = economics.healthFormat
    let others = first.otherCosts.keys.sorted()
    func cell(_ estimate: ReportInput.Estimate?, _ format: NumberFormat) -> ReportText {
      estimate.map { .lines(format.change($0.value), format.change($0.interval)) } ?? ""
    }
    return ReportTable(
      "Difference from \(title(of: input.comparator)), and its 95 % interval",
      [
        ReportTable.Column("strategy"), .number("extra cost"),
        .number("extra \(economics.healthUnit)s"),
        .number("net benefit at \(money.text(economics.threshold))"),
      ] + others.map { .number("extra cost: \($0)") },
      rows: economics.differences.map { row in
        [
          ReportText(title(of: row.strategy)), cell(row.cost, money), cell(row.effect, health),
          cell(row.netBenefit, money),
        ] + others.map { ReportText(row.otherCosts[$0].map { money.change($0.value) } ?? "") }
      })
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
      clouds: clouds, dot: economics.dot)
    let threshold = money.text(economics.threshold)
    return [
      .figure(
        ReportFigure(
          anchor: "plane", chart: chart,
          caption: ReportText(
            "\(economics.spread) Compared with \(title(of: input.comparator)). Rings hold 95 % of "
              + "the dots. Below the dashed line an extra \(economics.healthUnit) costs less than "
              + "\(threshold).")))
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

  /// Amounts of money in groups, by strategy.
  private func amounts(
    _ rows: [ReportInput.BudgetRow], anchor: String, title: String, groupTitle: String,
    axisTitle: String, _ money: NumberFormat
  ) -> [ReportDocument.Block] {
    guard !rows.isEmpty else { return [] }
    let shown = series.filter { series in rows.contains { $0.amounts[series.name] != nil } }
    let bars = rows.flatMap { row in
      shown.compactMap { series in
        row.amounts[series.name].map {
          GroupedChart.Bar(
            group: row.year, series: series.name, value: $0.value, interval: $0.interval)
        }
      }
    }
    let chart = GroupedChart(
      title: title, groupTitle: groupTitle, axis: ChartAxis(axisTitle, money, includesZero: true),
      series: shown, bars: bars)
    return [.figure(ReportFigure(anchor: anchor, chart: chart, caption: ""))]
  }
}
