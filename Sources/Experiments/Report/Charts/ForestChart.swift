/// Differences with their intervals, one below the other, beside a line at no difference.
struct ForestChart: Chart {
  /// A difference.
  struct Row: Sendable {
    /// Whose it is.
    var label: String
    /// The difference.
    var value: Double
    /// Its 95 % interval; nil draws a point only.
    var interval: ClosedRange<Double>?
  }

  var title: String
  /// The axis of differences.
  var axis: ChartAxis
  var rows: [Row]

  var legend: [ChartSeries] { [] }

  var description: String {
    let parts = rows.map { row in
      let interval =
        row.interval.map { ", 95 % interval \(axis.format.change($0))" } ?? ""
      return "\(row.label): \(axis.format.change(row.value))\(interval)"
    }
    return "Points with 95 % intervals beside a line at no difference. \(title). "
      + parts.joined(separator: "; ") + "."
  }

  var specification: VegaLite {
    let labels = rows.map { ChartLabel.wrapped($0.label) }
    let values = zip(rows, labels).map { row, label in
      var values: [String: VegaLite.Value] = [
        "label": .text(label), "value": .number(row.value),
        "text": .text(axis.format.change(row.value)),
        "interval": .text(axis.format.change(row.interval)),
      ]
      values["low"] = .number(row.interval?.lowerBound ?? row.value)
      values["high"] = .number(row.interval?.upperBound ?? row.value)
      return values
    }
    let lines = labels.map { $0.split(separator: "\n").count }.max() ?? 1
    return VegaLite(
      description: description,
      height: Double(rows.count) * max(36, Double(lines) * 16 + 12) + 10,
      data: VegaLite.Rows(values: values), layer: layers(labels))
  }

  private func layers(_ labels: [String]) -> [VegaLite.Layer] {
    let y = VegaLite.names("label", order: labels)
    var axis = axis
    axis.padding = 10
    let interval = VegaLite.Mark("rule") {
      $0.color = SeriesStyle.single
      $0.strokeWidth = 2
    }
    let point = VegaLite.Mark("point") {
      $0.color = SeriesStyle.single
      $0.filled = true
      $0.size = 90
    }
    return [
      VegaLite.verticalLine(at: 0),
      VegaLite.Layer(
        mark: interval,
        encoding: VegaLite.Encoding(
          x: VegaLite.across("low", axis), y: y, x2: VegaLite.Channel(field: "high"))),
      VegaLite.Layer(
        mark: point,
        encoding: VegaLite.Encoding(
          x: VegaLite.across("value", axis), y: y,
          tooltip: [
            VegaLite.Channel(field: "text", type: "nominal", title: "difference"),
            VegaLite.Channel(field: "interval", type: "nominal", title: "95 % interval"),
          ])),
    ]
  }

  var table: ReportTable {
    ReportTable(
      title,
      [ReportTable.Column(""), .number("difference"), .number("95 % interval")],
      rows: rows.map {
        [
          ReportText($0.label), ReportText(axis.format.change($0.value)),
          ReportText(axis.format.change($0.interval)),
        ]
      })
  }
}
