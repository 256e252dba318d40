internal import Foundation

/// A chart that knows its drawing, its words and its numbers.
protocol Chart: Sendable {
  /// The heading, with what is shown.
  var title: String { get }
  /// The drawing in one or two sentences, for those who cannot see it.
  var description: String { get }
  /// What the colours, dashes and shapes mean; empty where there is one series.
  var legend: [ChartSeries] { get }
  /// Whether the legend shows areas in place of lines with shapes.
  var isLegendOfAreas: Bool { get }
  /// The drawing.
  var specification: VegaLite { get }
  /// The numbers of the drawing.
  var table: ReportTable { get }
}

extension Chart {
  /// Lines with shapes.
  var isLegendOfAreas: Bool { false }

  /// The drawing as JSON, with keys in one order so that equal charts are equal texts.
  var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(specification), as: UTF8.self)
    } catch {
      preconditionFailure("chart '\(title)' cannot be written: \(error)")
    }
  }
}

/// A series of a chart: its name in the data, its name for people, and its looks.
struct ChartSeries: Sendable, Equatable {
  /// Name in the data.
  var name: String
  /// Name for people.
  var title: String
  /// Colour, dash and shape.
  var style: SeriesStyle
}

/// Looks of a series: told apart by colour, and by dash or shape without it.
struct SeriesStyle: Sendable, Equatable {
  /// Colour of lines and points, `#rrggbb`.
  var color: String
  /// Lengths of dashes and gaps in pixels; `[1, 0]` is an unbroken line.
  var dash: [Double]
  /// A shape of Vega's: circle, square, triangle-up, diamond, triangle-down, cross.
  var shape: String

  /// The most series that one chart can tell apart.
  static let most = 7

  /// The looks of a series by its place, 0 being the one to compare with.
  ///
  /// Colours are those of Okabe and Ito (2008, Color Universal Design), which people with any colour
  /// vision can tell apart; grey stands for what is compared with, yellow is left out because it
  /// is too pale for a line on white.
  static func series(_ index: Int) -> SeriesStyle {
    precondition(index >= 0 && index < most, "a chart can show \(most) series, not \(index + 1)")
    return all[index]
  }

  private static let all = [
    SeriesStyle(color: "#767676", dash: [1, 0], shape: "circle"),
    SeriesStyle(color: "#0072B2", dash: [7, 3], shape: "square"),
    SeriesStyle(color: "#D55E00", dash: [2, 3], shape: "triangle-up"),
    SeriesStyle(color: "#009E73", dash: [9, 3, 2, 3], shape: "diamond"),
    SeriesStyle(color: "#CC79A7", dash: [4, 2], shape: "triangle-down"),
    SeriesStyle(color: "#E69F00", dash: [12, 4], shape: "cross"),
    SeriesStyle(color: "#56B4E9", dash: [2, 2, 6, 2], shape: "triangle-right"),
  ]

  /// Grey of marks that carry no series, dark enough for white and light enough for black.
  static let neutral = "#767676"
  /// Blue of a single series.
  static let single = "#0072B2"
  /// Orange of the second of two.
  static let second = "#D55E00"
}
