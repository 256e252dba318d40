/// Bars side by side for each group, with their intervals: strata by strategy, years by strategy.
struct GroupedChart: Chart {
  /// A bar.
  struct Bar: Sendable {
    /// The group that it stands in.
    var group: String
    /// The series that it belongs to, by name.
    var series: String
    /// Its length.
    var value: Double
    /// Its 95 % interval; nil draws none.
    var interval: ClosedRange<Double>?
  }

  var title: String
  /// What groups are, such as `Age`.
  var groupTitle: String
  /// The axis of lengths; bars begin at zero.
  var axis: ChartAxis
  /// The series in their order.
  var series: [ChartSeries]
  var bars: [Bar]

  var legend: [ChartSeries] { series }
  var isLegendOfAreas: Bool { true }

  private var groups: [String] {
    var seen: Set<String> = []
    return bars.map(\.group).filter { seen.insert($0).inserted }
  }

  var description: String {
    let parts = groups.map { group in
      let values = series.compactMap { series in
        bars.first { $0.group == group && $0.series == series.name }
          .map { "\(series.title) \(axis.format.text($0.value))" }
      }
      return "\(group): \(values.joined(separator: ", "))"
    }
    return "Bars\(bars.contains { $0.interval != nil } ? " with 95 % intervals" : ""). \(title), "
      + "\(axis.title). \(parts.joined(separator: "; "))."
  }

  var specification: VegaLite {
    let titles = Dictionary(uniqueKeysWithValues: series.map { ($0.name, $0.title) })
    let values = bars.map { bar in
      var row: [String: VegaLite.Value] = [
        "group": .text(ChartLabel.wrapped(bar.group, width: 18)), "series": .text(bar.series),
        "name": .text(titles[bar.series] ?? bar.series), "value": .number(bar.value),
        "zero": .number(0),
      ]
      if let interval = bar.interval {
        row["low"] = .number(interval.lowerBound)
        row["high"] = .number(interval.upperBound)
      }
      return row
    }
    return VegaLite(
      description: description, height: Double(groups.count * (series.count * 18 + 18)),
      data: VegaLite.Rows(values: values), layer: layers)
  }

  private var layers: [VegaLite.Layer] {
    var axis = axis
    axis.includesZero = true
    var y = VegaLite.names("group", order: groups.map { ChartLabel.wrapped($0, width: 18) })
    y.scale = VegaLite.Scale(paddingInner: 0.25, paddingOuter: 0.12)
    var offset = VegaLite.Channel.name("series")
    offset.scale = VegaLite.Scale(domain: series.map { .text($0.name) }, paddingInner: 0.15)
    var x = VegaLite.across("value", axis)
    x.stack = false
    let bar = VegaLite.Mark("bar")
    var layers = [
      VegaLite.Layer(
        mark: bar,
        encoding: VegaLite.Encoding(
          x: x, y: y, yOffset: offset, color: VegaLite.color(series),
          tooltip: [
            VegaLite.Channel(field: "name", type: "nominal", title: "strategy"),
            .number("value", title: axis.title, format: axis.format.vega),
          ]))
    ]
    if bars.contains(where: { $0.interval != nil }) {
      let rule = VegaLite.Mark("rule") {
        $0.color = ChartLabel.ink
        $0.strokeWidth = 1.5
      }
      layers.append(
        VegaLite.Layer(
          mark: rule,
          encoding: VegaLite.Encoding(
            x: VegaLite.across("low", axis), y: y, x2: VegaLite.Channel(field: "high"),
            yOffset: offset)))
    }
    return layers
  }

  var table: ReportTable {
    var table = ReportTable(
      title,
      [ReportTable.Column(ReportText(groupTitle))]
        + series.map { .number(ReportText($0.title)) })
    for group in groups {
      table.add(
        [ReportText(group)]
          + series.map { series in
            guard let bar = bars.first(where: { $0.group == group && $0.series == series.name })
            else { return "" }
            return .lines(axis.format.text(bar.value), axis.format.text(bar.interval))
          })
    }
    return table
  }
}
