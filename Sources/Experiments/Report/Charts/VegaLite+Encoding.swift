extension VegaLite {
  /// A kind of mark and its looks where no data say them.
  struct Mark: Encodable, Sendable {
    var type: String
    var color: String?
    var fill: String?
    var stroke: String?
    var opacity: Double?
    var fillOpacity: Double?
    var strokeOpacity: Double?
    var strokeWidth: Double?
    var strokeDash: [Double]?
    var size: Double?
    /// Shape of points where no data say it.
    var shape: String?
    var filled: Bool?
    var height: Double?
    var thickness: Double?
    var align: String?
    var baseline: String?
    var dx: Double?
    var dy: Double?
    var fontSize: Double?
    var tooltip: Bool?
    var interpolate: String?
    /// Whether assistive technology reads the mark; the drawing's description and table say more.
    var aria: Bool? = false

    /// A mark with looks to be set.
    init(_ type: String) { self.type = type }

    /// A mark with looks that a closure sets.
    init(_ type: String, _ looks: (inout Mark) -> Void) {
      self.type = type
      looks(&self)
    }
  }

  /// Which column is shown by what.
  struct Encoding: Encodable, Sendable {
    var x: Channel?
    var y: Channel?
    var x2: Channel?
    var y2: Channel?
    var xOffset: Channel?
    var yOffset: Channel?
    var color: Channel?
    var shape: Channel?
    var strokeDash: Channel?
    var detail: Channel?
    var order: Channel?
    var text: Channel?
    var tooltip: [Channel]?
  }

  /// A column, or a value for all rows, and how it is scaled.
  struct Channel: Encodable, Sendable {
    var field: String?
    var type: String?
    var datum: Value?
    var value: Value?
    var title: String?
    var format: String?
    var scale: Scale?
    /// The axis; `.hidden` where there is none.
    var axis: AxisChoice?
    /// No legend inside drawings: the page has one that wraps.
    var legend: Hidden?
    /// Order of names along an axis.
    var sort: [String]?
    /// Whether bars of a place are summed up; never.
    var stack: Bool?

    /// A column of numbers.
    static func number(_ field: String, title: String? = nil, format: String? = nil) -> Channel {
      Channel(field: field, type: "quantitative", title: title, format: format)
    }

    /// A column of names in their order.
    static func name(_ field: String, order: [String]? = nil) -> Channel {
      Channel(field: field, type: "nominal", sort: order)
    }

    /// One number for every row, on the scale of the axis.
    static func at(_ value: Double) -> Channel { Channel(datum: .number(value)) }
  }

  /// Encodes as null: Vega-Lite's way to leave a part out.
  struct Hidden: Encodable, Sendable {
    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      try container.encodeNil()
    }
  }

  /// From data to places, colours or shapes.
  struct Scale: Encodable, Sendable {
    var domain: [Value]?
    var range: [Value]?
    var dashes: [[Double]]?
    var zero: Bool?
    var nice: Bool?
    /// Pixels left free at both ends.
    var padding: Double?
    var paddingInner: Double?
    var paddingOuter: Double?

    enum CodingKeys: String, CodingKey {
      case domain, range, zero, nice, padding, paddingInner, paddingOuter
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encodeIfPresent(domain, forKey: .domain)
      if let dashes {
        try container.encode(dashes, forKey: .range)
      } else {
        try container.encodeIfPresent(range, forKey: .range)
      }
      try container.encodeIfPresent(zero, forKey: .zero)
      try container.encodeIfPresent(nice, forKey: .nice)
      try container.encodeIfPresent(padding, forKey: .padding)
      try container.encodeIfPresent(paddingInner, forKey: .paddingInner)
      try container.encodeIfPresent(paddingOuter, forKey: .paddingOuter)
    }
  }

  /// An axis as it should be, or none.
  enum AxisChoice: Encodable, Sendable {
    case hidden
    case shown(Axis)

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .hidden: try container.encodeNil()
      case .shown(let axis): try container.encode(axis)
      }
    }
  }

  /// The title of an axis: lines, or none.
  struct Title: Encodable, Sendable {
    var lines: [String]

    /// A title in lines short enough for a telephone; an empty text is no title.
    init(_ text: String) {
      lines = ChartLabel.wrapped(text, width: 32).split(separator: "\n").map(String.init)
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      if lines.isEmpty { try container.encodeNil() } else { try container.encode(lines) }
    }
  }

  /// An axis.
  struct Axis: Encodable, Sendable {
    var title: Title
    var format: String?
    var grid: Bool?
    var ticks: Bool?
    var domain: Bool?
    var tickCount: Double?
    var tickMinStep: Double?
    var labelExpr: String?
    var labelLimit: Double?
    var labelAngle: Double?
    var labelFlush: Bool?
    var labelOverlap: Bool?
    /// Pixels that must lie between labels; others are left out.
    var labelSeparation: Double?
    var titleAlign: String?
    var titleAnchor: String?
    var titleAngle: Double?
    var titleX: Double?
    var titleY: Double?
    var titleBaseline: String?
  }
}
