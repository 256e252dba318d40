/// What an outcome becomes when one number after the other is set low and high, widest first.
struct TornadoChart: Chart {
  /// A number that is varied.
  struct Row: Sendable {
    /// What is varied, in words.
    var label: String
    /// The low and the high setting, as text.
    var low: String
    /// The high setting, as text.
    var high: String
    /// The outcome at the low setting.
    var atLow: Double
    /// The outcome at the high setting.
    var atHigh: Double

    fileprivate var width: Double { abs(atHigh - atLow) }
  }

  var title: String
  /// The axis of the outcome.
  var axis: ChartAxis
  /// The outcome with every number as it is.
  var base: Double
  private let sorted: [Row]

  /// Sorts the rows by how much they move the outcome.
  init(title: String, axis: ChartAxis, base: Double, rows: [Row]) {
    self.title = title
    self.axis = axis
    self.base = base
    sorted = rows.sorted { $0.width > $1.width }
  }

  /// The low and the high setting.
  var legend: [ChartSeries] { [Self.low, Self.high] }
  var isLegendOfAreas: Bool { true }

  private static let low = ChartSeries(
    name: "low", title: "at the low end of its range",
    style: SeriesStyle(color: SeriesStyle.single, dash: [1, 0], shape: "circle"))
  private static let high = ChartSeries(
    name: "high", title: "at the high end of its range",
    style: SeriesStyle(color: SeriesStyle.second, dash: [1, 0], shape: "square"))

  var description: String {
    let parts = sorted.prefix(3).map { row in
      "\(row.label): \(axis.format.text(row.atLow)) at \(row.low), "
        + "\(axis.format.text(row.atHigh)) at \(row.high)"
    }
    return "Bars from a line at \(axis.format.text(base)), widest first. \(title), \(axis.title). "
      + parts.joined(separator: "; ") + "."
  }

  var specification: VegaLite {
    let values: [[String: VegaLite.Value]] = sorted.flatMap { row in
      [("low", row.low, row.atLow), ("high", row.high, row.atHigh)].map { series, setting, value in
        [
          "label": .text(ChartLabel.wrapped(row.label)), "series": .text(series),
          "setting": .text(setting), "value": .number(value), "base": .number(base),
        ]
      }
    }
    return VegaLite(
      description: description, height: Double(sorted.count) * 40 + 10,
      data: VegaLite.Rows(values: values), layer: layers)
  }

  private var layers: [VegaLite.Layer] {
    let y = VegaLite.names("label", order: sorted.map { ChartLabel.wrapped($0.label) })
    var axis = axis
    axis.padding = 34
    var x = VegaLite.across("base", axis)
    x.stack = false
    let bar = VegaLite.Mark("bar") { $0.height = 16 }
    let tooltip = [
      VegaLite.Channel(field: "setting", type: "nominal", title: "set to"),
      .number("value", title: axis.title, format: axis.format.vega),
    ]
    return [
      VegaLite.Layer(
        mark: bar,
        encoding: VegaLite.Encoding(
          x: x, y: y, x2: VegaLite.Channel(field: "value"), color: VegaLite.color(legend),
          tooltip: tooltip)),
      settings(x, y, isLeft: true), settings(x, y, isLeft: false),
      VegaLite.verticalLine(at: base),
    ]
  }

  /// What each number was set to, written beside the end of its bar.
  private func settings(_ x: VegaLite.Channel, _ y: VegaLite.Channel, isLeft: Bool)
    -> VegaLite.Layer
  {
    let rows: [[String: VegaLite.Value]] = sorted.flatMap { row in
      [(row.low, row.atLow), (row.high, row.atHigh)].filter { ($0.1 < base) == isLeft }.map {
        [
          "label": .text(ChartLabel.wrapped(row.label)), "setting": .text($0.0),
          "at": .number($0.1),
        ]
      }
    }
    var place = x
    place.field = "at"
    let mark = VegaLite.Mark("text") {
      $0.align = isLeft ? "right" : "left"
      $0.dx = isLeft ? -5 : 5
      $0.fontSize = 12
      $0.color = ChartLabel.ink
    }
    return VegaLite.Layer(
      data: VegaLite.Rows(values: rows), mark: mark,
      encoding: VegaLite.Encoding(
        x: place, y: y, text: VegaLite.Channel(field: "setting", type: "nominal")))
  }

  var table: ReportTable {
    ReportTable(
      title,
      [
        ReportTable.Column("what is varied"), .number("low"), .number("outcome at low"),
        .number("high"), .number("outcome at high"),
      ],
      rows: sorted.map { row in
        [
          ReportText(row.label), ReportText(row.low), ReportText(axis.format.text(row.atLow)),
          ReportText(row.high), ReportText(axis.format.text(row.atHigh)),
        ]
      })
  }
}
