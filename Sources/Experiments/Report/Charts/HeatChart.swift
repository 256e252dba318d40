/// A number for each pair of two things, as colours: two-way sensitivity, interactions.
struct HeatChart: Chart {
  /// A pair and its number.
  struct Cell: Sendable {
    /// Where along the bottom.
    var column: String
    /// Where from top to bottom.
    var row: String
    /// The number.
    var value: Double
  }

  var title: String
  /// What stands along the bottom; may be empty.
  var columnTitle: String
  /// What stands from top to bottom; may be empty.
  var rowTitle: String
  /// What the colours count, with its unit.
  var valueTitle: String
  /// How numbers are written; they are differences.
  var format: NumberFormat
  var cells: [Cell]

  var legend: [ChartSeries] { [] }

  private func distinct(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  private var columns: [String] { distinct(cells.map(\.column)) }
  private var rowNames: [String] { distinct(cells.map(\.row)) }

  var description: String {
    let parts = cells.prefix(12).map { "\($0.row) and \($0.column): \(format.change($0.value))" }
    return "Grid of numbers, blue below zero and orange above. \(title), \(valueTitle). "
      + parts.joined(separator: "; ") + "."
  }

  var specification: VegaLite {
    let values: [[String: VegaLite.Value]] = cells.map { cell in
      [
        "column": .text(ChartLabel.wrapped(cell.column, width: 10)),
        "row": .text(ChartLabel.wrapped(cell.row, width: 18)), "value": .number(cell.value),
        "text": .text(format.change(cell.value)),
      ]
    }
    return VegaLite(
      description: description, height: Double(rowNames.count) * 56,
      data: VegaLite.Rows(values: values), layer: layers)
  }

  private var most: Double { cells.map { abs($0.value) }.max() ?? 0 }

  private var layers: [VegaLite.Layer] {
    let y = VegaLite.names("row", order: rowNames.map { ChartLabel.wrapped($0, width: 18) })
    var x = VegaLite.Channel.name(
      "column", order: columns.map { ChartLabel.wrapped($0, width: 10) })
    x.axis = .shown(
      VegaLite.Axis(
        title: VegaLite.Title(columnTitle), ticks: false, domain: false,
        labelExpr: #"split(datum.label, "\n")"#,
        labelLimit: 140, labelAngle: 0, labelOverlap: false))
    var color = VegaLite.Channel.number("value")
    // Blue to orange by way of white, equally far on both sides of nothing.
    let far = most > 0 ? most : 1
    color.scale = VegaLite.Scale(
      domain: [.number(-far), .number(0), .number(far)],
      range: [.text("#56B4E9"), .text("#f7f7f7"), .text("#E69F00")])
    color.legend = VegaLite.Hidden()
    let rect = VegaLite.Mark("rect") {
      $0.stroke = "#ffffff"
      $0.strokeWidth = 2
    }
    let text = VegaLite.Mark("text") {
      $0.fontSize = 13
      $0.color = "#1a1a1a"
    }
    return [
      VegaLite.Layer(mark: rect, encoding: VegaLite.Encoding(x: x, y: y, color: color)),
      VegaLite.Layer(
        mark: text,
        encoding: VegaLite.Encoding(
          x: x, y: y, text: VegaLite.Channel(field: "text", type: "nominal"))),
    ]
  }

  var table: ReportTable {
    var table = ReportTable(
      "\(title): \(valueTitle)",
      [ReportTable.Column(ReportText(rowTitle))] + columns.map { .number(ReportText($0)) })
    for row in rowNames {
      table.add(
        [ReportText(row)]
          + columns.map { column in
            cells.first { $0.row == row && $0.column == column }
              .map { ReportText(format.change($0.value)) } ?? ""
          })
    }
    return table
  }
}
