/// A chart as a specification of Vega-Lite, version 6: data, and how marks show it.
///
/// Only what the reports need; a property that is nil is left out of the text.
/// <https://vega.github.io/vega-lite/docs/spec.html>
struct VegaLite: Encodable, Sendable {
  /// A value of a row.
  enum Value: Encodable, Sendable, Equatable {
    case number(Double)
    case text(String)
    case flag(Bool)

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .number(let value):
        precondition(value.isFinite, "a chart cannot show \(value)")
        try container.encode(value)
      case .text(let text): try container.encode(text)
      case .flag(let flag): try container.encode(flag)
      }
    }
  }

  /// Rows by column.
  struct Rows: Encodable, Sendable {
    var values: [[String: Value]]
  }

  /// How the drawing fits its place.
  struct Autosize: Encodable, Sendable {
    var type = "fit-x"
    var contains = "padding"
  }

  /// One mark for each row, or one for each series.
  struct Layer: Encodable, Sendable {
    /// Rows of this layer only.
    var data: Rows?
    var mark: Mark
    var encoding: Encoding
  }

  /// Looks of everything that no layer says.
  struct Config: Encodable, Sendable {
    struct View: Encodable, Sendable {
      var stroke: String?
    }
    struct Axis: Encodable, Sendable {
      var labelFontSize = 12.0
      var titleFontSize = 12.0
      var titleFontWeight = "normal"
      var labelColor = "#333333"
      var titleColor = "#333333"
      var gridColor = "#e3e3e3"
      var domainColor = "#888888"
      var tickColor = "#888888"
      var titlePadding = 10.0
      var labelPadding = 6.0
    }
    var view = View(stroke: "transparent")
    var axis = Axis()
    var font = "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif"
    var background = "transparent"
  }

  enum CodingKeys: String, CodingKey {
    case schema = "$schema"
    case description, width, height, autosize, layer, config, data
  }

  let schema = "https://vega.github.io/schema/vega-lite/v6.json"
  /// What the chart shows, in words; becomes the label of the drawing.
  var description: String
  let width = "container"
  /// Height of the plotting area in pixels.
  var height: Double
  let autosize = Autosize()
  /// Rows of all layers that have none of their own.
  var data: Rows
  /// Drawn one over the other.
  var layer: [Layer]
  let config = Config()
}
