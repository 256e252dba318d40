/// Parts that several charts share.
extension VegaLite {
  /// Colours by series.
  static func color(_ series: [ChartSeries]) -> Channel {
    Channel(
      field: "series", type: "nominal",
      scale: Scale(
        domain: series.map { .text($0.name) }, range: series.map { .text($0.style.color) }),
      legend: Hidden())
  }

  /// Dashes by series.
  static func dash(_ series: [ChartSeries]) -> Channel {
    Channel(
      field: "series", type: "nominal",
      scale: Scale(domain: series.map { .text($0.name) }, dashes: series.map(\.style.dash)),
      legend: Hidden())
  }

  /// Shapes by series.
  static func shape(_ series: [ChartSeries]) -> Channel {
    Channel(
      field: "series", type: "nominal",
      scale: Scale(
        domain: series.map { .text($0.name) }, range: series.map { .text($0.style.shape) }),
      legend: Hidden())
  }

  /// A number along the bottom.
  static func across(_ field: String, _ axis: ChartAxis) -> Channel {
    var channel = Channel.number(field)
    channel.axis = .shown(
      Axis(title: Title(axis.title), format: axis.format.vega, tickCount: 6))
    channel.scale = Scale(zero: axis.includesZero, nice: axis.isRounded, padding: axis.padding)
    return channel
  }

  /// A number upwards, its title lying above the axis where it can be read without tilting the head.
  static func upward(_ field: String, _ axis: ChartAxis) -> Channel {
    var channel = Channel.number(field)
    channel.axis = .shown(
      Axis(
        title: Title(axis.title), format: axis.format.vega, domain: false, tickCount: 5,
        titleAlign: "left", titleAnchor: "end", titleAngle: 0, titleX: 0, titleY: -14,
        titleBaseline: "bottom"))
    channel.scale = Scale(zero: axis.includesZero, nice: true)
    return channel
  }

  /// Names from top to bottom, in lines short enough for a telephone.
  static func names(_ field: String, order: [String]) -> Channel {
    var channel = Channel.name(field, order: order)
    channel.axis = .shown(
      Axis(
        title: Title(""), grid: false, ticks: false, domain: false,
        labelExpr: #"split(datum.label, "\n")"#, labelLimit: 220))
    return channel
  }

  /// A line across the chart at a number of the bottom axis.
  static func verticalLine(at value: Double, dash: [Double]? = nil) -> Layer {
    Layer(
      data: Rows(values: [["at": .number(value)]]),
      mark: Mark("rule") {
        $0.color = SeriesStyle.neutral
        $0.strokeDash = dash
      },
      encoding: Encoding(x: .at(value)))
  }

  /// A line across the chart at a number of the left axis.
  static func horizontalLine(at value: Double, dash: [Double]? = nil) -> Layer {
    Layer(
      data: Rows(values: [["at": .number(value)]]),
      mark: Mark("rule") {
        $0.color = SeriesStyle.neutral
        $0.strokeDash = dash
      },
      encoding: Encoding(y: .at(value)))
  }
}

/// An axis of numbers: its title with the unit, and how numbers are written.
struct ChartAxis: Sendable, Equatable {
  /// What is counted, with its unit.
  var title: String
  /// How numbers are written.
  var format: NumberFormat
  /// Whether the axis begins at zero whatever the data are.
  var includesZero: Bool
  /// Whether the axis is lengthened to a round number.
  var isRounded = true
  /// Pixels left free at both ends, for marks that reach beyond their data.
  var padding: Double?

  /// Describes an axis.
  init(_ title: String, _ format: NumberFormat, includesZero: Bool = false) {
    self.title = title
    self.format = format
    self.includesZero = includesZero
  }
}

/// Texts in charts.
enum ChartLabel {
  /// Colour of texts and thin lines over data; the page turns it light where it is dark.
  static let ink = "#222222"

  /// Breaks a text into lines of about so many characters, at spaces.
  static func wrapped(_ text: String, width: Int = 22) -> String {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] += " \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines.joined(separator: "\n")
  }
}
