internal import TreatmentModel

/// Two lives of one person as bands from left to right, with overdoses and death as points.
struct TimelineChart: Chart {
  /// A stretch of a life in one kind of state; days count from the first observed day.
  struct Band: Sendable {
    var life: String
    var from: Double
    var to: Double
    var state: State
  }

  /// A moment of a life.
  struct Moment: Sendable {
    var life: String
    var day: Double
    var isDeath: Bool
  }

  /// Kinds of states that a picture can tell apart.
  enum State: String, CaseIterable, Sendable {
    case out, waiting, treatment, aftercare

    /// The kind of a care state; nil after death.
    init?(_ care: CareState) {
      switch care {
      case .outOfCare: self = .out
      case .seeking, .waiting, .interim: self = .waiting
      case .withdrawalManagement, .induction, .stabilisation, .maintenance, .taper:
        self = .treatment
      case .aftercare: self = .aftercare
      case .dead: return nil
      }
    }

    fileprivate var series: ChartSeries {
      let (title, color) =
        switch self {
        case .out: ("not in care", "#A5AEB6")
        case .waiting: ("asks for care, or waits", "#E69F00")
        case .treatment: ("in treatment", "#0072B2")
        case .aftercare: ("after treatment", "#56B4E9")
        }
      return ChartSeries(
        name: rawValue, title: title,
        style: SeriesStyle(color: color, dash: [1, 0], shape: "square"))
    }
  }

  var title: String
  /// Names of the lives from top to bottom.
  var lives: [String]
  var bands: [Band]
  var moments: [Moment]
  /// Day on which the lives part; nil where they do not.
  var parting: Double?

  var legend: [ChartSeries] {
    State.allCases.map(\.series) + [Self.overdose, Self.death]
  }
  var isLegendOfAreas: Bool { true }

  private static let overdose = ChartSeries(
    name: "overdose", title: "overdose",
    style: SeriesStyle(color: "#D55E00", dash: [1, 0], shape: "triangle-up"))
  private static let death = ChartSeries(
    name: "death", title: "death",
    style: SeriesStyle(color: "#B0005A", dash: [1, 0], shape: "cross"))

  var description: String {
    let parts = lives.map { life in
      let days = bands.filter { $0.life == life && $0.state == .treatment }
        .map { $0.to - $0.from }.reduce(0, +)
      let overdoses = moments.count { $0.life == life && !$0.isDeath }
      let end =
        moments.first { $0.life == life && $0.isDeath }
        .map { ", death on day \(Int($0.day))" } ?? ", alive at the end"
      return "\(life): \(Int(days)) days in treatment, \(overdoses) overdoses survived\(end)"
    }
    let split = parting.map { " The lives part on day \(Int(max(0, $0)))." } ?? ""
    return "Two bars, one below the other. \(parts.joined(separator: "; ")).\(split)"
  }

  private static func years(_ day: Double) -> Double { day / Formula.daysPerYear }

  var specification: VegaLite {
    let rows: [[String: VegaLite.Value]] = bands.map { band in
      [
        "life": .text(band.life), "from": .number(Self.years(band.from)),
        "to": .number(Self.years(band.to)), "series": .text(band.state.rawValue),
        "name": .text(band.state.series.title),
      ]
    }
    return VegaLite(
      description: description, height: 150, data: VegaLite.Rows(values: rows), layer: layers)
  }

  private var layers: [VegaLite.Layer] {
    let y = VegaLite.names("life", order: lives)
    var axis = ChartAxis("years from now", .number(decimals: 1))
    axis.isRounded = false
    let band = VegaLite.Mark("bar") { $0.height = 34 }
    var x = VegaLite.across("from", axis)
    x.stack = false
    var layers = [
      VegaLite.Layer(
        mark: band,
        encoding: VegaLite.Encoding(
          x: x, y: y, x2: VegaLite.Channel(field: "to"),
          color: VegaLite.color(State.allCases.map(\.series)),
          tooltip: [
            VegaLite.Channel(field: "name", type: "nominal", title: "state"),
            .number("from", title: "from year", format: ".2f"),
            .number("to", title: "to year", format: ".2f"),
          ]))
    ]
    if let parting {
      layers.append(VegaLite.verticalLine(at: Self.years(max(0, parting)), dash: [3, 3]))
    }
    for (series, isDeath) in [(Self.overdose, false), (Self.death, true)] {
      let some = moments.filter { $0.isDeath == isDeath }
      if !some.isEmpty { layers.append(points(some, series, y)) }
    }
    return layers
  }

  private func points(
    _ moments: [Moment], _ series: ChartSeries, _ y: VegaLite.Channel
  ) -> VegaLite.Layer {
    let rows: [[String: VegaLite.Value]] = moments.map {
      [
        "life": .text($0.life), "at": .number(Self.years($0.day)),
        "name": .text(series.title),
      ]
    }
    let mark = VegaLite.Mark("point") {
      $0.color = series.style.color
      $0.filled = true
      $0.size = 170
      $0.opacity = 1
      $0.stroke = "#ffffff"
      $0.strokeWidth = 1
      $0.shape = series.style.shape
    }
    return VegaLite.Layer(
      data: VegaLite.Rows(values: rows), mark: mark,
      encoding: VegaLite.Encoding(
        x: .number("at"), y: y,
        tooltip: [
          VegaLite.Channel(field: "name", type: "nominal", title: "event"),
          .number("at", title: "year", format: ".2f"),
        ]))
  }

  var table: ReportTable {
    ReportTable(
      title,
      [
        ReportTable.Column("life"), ReportTable.Column("state"), .number("from day"),
        .number("to day"),
      ],
      rows: bands.map { band in
        [
          ReportText(band.life), ReportText(band.state.series.title),
          ReportText("\(Int(band.from))"), ReportText("\(Int(band.to))"),
        ]
      })
  }
}
