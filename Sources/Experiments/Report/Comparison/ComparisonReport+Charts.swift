/// Sections that are mostly charts.
extension ComparisonReport {
  private func figure(_ anchor: String, _ chart: any Chart, _ caption: ReportText = "")
    -> ReportDocument.Block
  {
    .figure(ReportFigure(anchor: anchor, chart: chart, caption: caption))
  }

  /// The lines of the strategies that have points.
  private func lines(_ points: [String: [CurveChart.Point]]) -> [CurveChart.Line] {
    series.compactMap { series in
      points[series.name].map { CurveChart.Line(series: series, points: $0) }
    }
  }

  /// Curves over time.
  var curves: ReportDocument.Section {
    var blocks = input.curves.enumerated().map { index, set in
      let chart = CurveChart(
        title: set.title, across: ChartAxis(set.timeTitle, .number(decimals: 1)),
        upward: ChartAxis(set.valueTitle, set.format, includesZero: true),
        isStepped: set.isStepped, lines: lines(set.curves))
      return figure("curve-\(index + 1)", chart, ReportText(set.caption))
    }
    if !blocks.isEmpty, let missingSeries { blocks.insert(missingSeries, at: 0) }
    return ReportDocument.Section(anchor: "curves", title: "How it unfolds", blocks: blocks)
  }

  /// Differences beside each other.
  var forests: ReportDocument.Section {
    let blocks = input.forests.enumerated().map { index, forest in
      figure(
        "difference-\(index + 1)",
        ForestChart(
          title: forest.title, axis: ChartAxis(forest.valueTitle, forest.format),
          rows: forest.rows),
        "A point is the mean difference, the line its 95 % interval. A line that crosses zero leaves "
          + "open whether there is a difference.")
    }
    return ReportDocument.Section(
      anchor: "differences", title: "Differences and their uncertainty", blocks: blocks)
  }

  /// Outcomes by stratum.
  var equity: ReportDocument.Section {
    let blocks = input.equity.enumerated().map { index, group in
      let bars = group.rows.flatMap { row in
        series.compactMap { series in
          row.values[series.name].map {
            GroupedChart.Bar(
              group: row.stratum, series: series.name, value: $0.value, interval: $0.interval)
          }
        }
      }
      let chart = GroupedChart(
        title: group.title, groupTitle: group.title,
        axis: ChartAxis(group.valueTitle, group.format, includesZero: true), series: series,
        bars: bars)
      return figure("equity-\(index + 1)", chart)
    }
    guard !blocks.isEmpty else {
      return ReportDocument.Section(anchor: "equity", title: "Who gains", blocks: [])
    }
    return ReportDocument.Section(
      anchor: "equity", title: "Who gains",
      blocks: [
        .paragraph(
          "A programme can help on average and leave some people behind. These charts show the same "
            + "outcome for groups of people; thin lines are 95 % intervals.")
      ] + blocks)
  }

  /// Joint effects beside sums of single ones.
  var interactions: ReportDocument.Section {
    var blocks: [ReportDocument.Block] = []
    for (index, table) in input.interactions.enumerated() {
      let pairs = table.rows.filter { $0.policies.count == 2 }
      if pairs.count > 1 {
        let chart = HeatChart(
          title: "Together or one by one: \(table.outcome)", columnTitle: "", rowTitle: "",
          valueTitle: "joint effect minus the sum of single effects", format: table.format,
          cells: pairs.map {
            HeatChart.Cell(
              column: $0.policies[1], row: $0.policies[0], value: $0.interaction.value)
          })
        blocks.append(figure("interaction-\(index + 1)", chart))
      }
      blocks.append(.table(Self.table(table)))
    }
    if !blocks.isEmpty {
      blocks.insert(
        .paragraph(
          "Policies can share the people whom they help, or prepare the ground for each other. The "
            + "joint effect is what the model finds with all of them at once; the last column is what "
            + "adding up the single effects would miss."), at: 0)
    }
    return ReportDocument.Section(
      anchor: "interactions", title: "Do the policies add up?", blocks: blocks)
  }

  private static func table(_ table: ReportInput.InteractionTable) -> ReportTable {
    ReportTable(
      "Joint effects and sums of single effects: \(table.outcome)",
      [
        ReportTable.Column("policies"), .number("sum of single effects"),
        .number("joint effect"), .number("joint minus sum"),
      ],
      rows: table.rows.map { row in
        [ReportText(row.policies.joined(separator: " + "))]
          + [row.sum, row.joint, row.interaction].map {
            .lines(table.format.change($0.value), table.format.change($0.interval))
          }
      })
  }

  /// What single numbers do to an outcome.
  var tornados: ReportDocument.Section {
    let blocks = input.tornados.enumerated().map { index, tornado in
      figure(
        "tornado-\(index + 1)",
        TornadoChart(
          title: "What moves the answer: \(tornado.outcome)",
          axis: ChartAxis(tornado.outcome, tornado.format), base: tornado.base,
          rows: tornado.rows),
        "Each number is set to the low and the high end of its range while the others stay. Long bars "
          + "are numbers worth knowing better.")
    }
    return ReportDocument.Section(
      anchor: "sensitivity", title: "What the answer depends on", blocks: blocks)
  }

  /// What was assumed, and what the model cannot say.
  var limits: ReportDocument.Section {
    var blocks: [ReportDocument.Block] = []
    if !input.assumptions.isEmpty {
      blocks += [.heading("Assumptions"), .list(input.assumptions.map { ReportText($0) })]
    }
    if !input.limits.isEmpty {
      blocks += [.heading("Limits"), .list(input.limits.map { ReportText($0) })]
    }
    return ReportDocument.Section(
      anchor: "limits", title: "Assumptions and limits", blocks: blocks)
  }

  /// How to get the same numbers again.
  var reproduction: ReportDocument.Section {
    let reproduction = input.reproduction
    var facts = [
      ReportDocument.Definition(term: "Version", meaning: ReportText(reproduction.version)),
      ReportDocument.Definition(term: "Seed", meaning: .code("\(reproduction.seed)")),
      ReportDocument.Definition(
        term: "Replications of each strategy", meaning: ReportText("\(reproduction.replications)")),
    ]
    if let commit = reproduction.commit {
      facts.insert(ReportDocument.Definition(term: "Source commit", meaning: .code(commit)), at: 1)
    }
    var blocks: [ReportDocument.Block] = [
      .paragraph("The same command with the same version and files gives the same numbers."),
      .code(reproduction.command), .definitions(facts),
    ]
    if !reproduction.inputs.isEmpty {
      blocks.append(
        .folded(
          ReportTable(
            "Files read, and their SHA-256",
            [ReportTable.Column("file"), ReportTable.Column("SHA-256")],
            rows: reproduction.inputs.map { [ReportText($0.name), .code($0.sha256)] }),
          summary: "Files read, and their SHA-256"))
    }
    return ReportDocument.Section(
      anchor: "reproduce", title: "How to get the same numbers", blocks: blocks)
  }
}
