/// Curves over time, or over any number, each with its band: retention, deaths so far, acceptability.
struct CurveChart: Chart {
  /// A place on a curve.
  struct Point: Sendable, Equatable {
    /// Where along the bottom.
    var x: Double
    /// How high.
    var mean: Double
    /// What the band covers; nil draws none here.
    var interval: ClosedRange<Double>?
  }

  /// A curve.
  struct Line: Sendable {
    /// Whose it is.
    var series: ChartSeries
    /// Its points from left to right.
    var points: [Point]
  }

  var title: String
  /// The bottom axis.
  var across: ChartAxis
  /// The left axis.
  var upward: ChartAxis
  /// Whether a value lasts until the next, as in Kaplan-Meier curves.
  var isStepped = false
  /// A level to compare with; nil draws none.
  var level: Double?
  var lines: [Line]

  var legend: [ChartSeries] { lines.map(\.series) }

  private var hasBands: Bool { lines.contains { $0.points.contains { $0.interval != nil } } }

  var description: String {
    let ends = lines.compactMap { line in
      line.points.last.map { "\(line.series.title) \(upward.format.text($0.mean))" }
    }
    let last = lines.compactMap(\.points.last?.x).max()
    let place = last.map { " At \(across.format.text($0)): \(ends.joined(separator: ", "))." } ?? ""
    return "Lines\(hasBands ? " with 95 % bands" : ""). \(title). "
      + "\(upward.title) by \(across.title).\(place)"
  }

  var specification: VegaLite {
    VegaLite(description: description, height: 300, data: rows, layer: layers)
  }

  private var rows: VegaLite.Rows {
    VegaLite.Rows(
      values: lines.flatMap { line in
        line.points.map { point in
          var row: [String: VegaLite.Value] = [
            "series": .text(line.series.name), "name": .text(line.series.title),
            "x": .number(point.x), "mean": .number(point.mean),
          ]
          if let interval = point.interval {
            row["low"] = .number(interval.lowerBound)
            row["high"] = .number(interval.upperBound)
          }
          return row
        }
      })
  }

  private var layers: [VegaLite.Layer] {
    let step = isStepped ? "step-after" : "linear"
    var across = across
    across.isRounded = false
    let x = VegaLite.across("x", across)
    var layers: [VegaLite.Layer] = []
    if hasBands {
      let band = VegaLite.Mark("area") {
        $0.opacity = 0.18
        $0.interpolate = step
      }
      layers.append(
        VegaLite.Layer(
          mark: band,
          encoding: VegaLite.Encoding(
            x: x, y: VegaLite.upward("low", upward), y2: VegaLite.Channel(field: "high"),
            color: VegaLite.color(legend))))
    }
    if let level { layers.append(VegaLite.horizontalLine(at: level, dash: [4, 4])) }
    let line = VegaLite.Mark("line") {
      $0.strokeWidth = 2
      $0.interpolate = step
    }
    layers.append(
      VegaLite.Layer(
        mark: line,
        encoding: VegaLite.Encoding(
          x: x, y: VegaLite.upward("mean", upward), color: VegaLite.color(legend),
          strokeDash: VegaLite.dash(legend))))
    layers.append(points(x))
    return layers
  }

  /// Points that cannot be seen and tell the numbers under the pointer.
  private func points(_ x: VegaLite.Channel) -> VegaLite.Layer {
    let mark = VegaLite.Mark("point") {
      $0.opacity = 0
      $0.size = 120
      $0.filled = true
    }
    return VegaLite.Layer(
      mark: mark,
      encoding: VegaLite.Encoding(
        x: x, y: VegaLite.upward("mean", upward), color: VegaLite.color(legend),
        tooltip: [
          VegaLite.Channel(field: "name", type: "nominal", title: "strategy"),
          .number("x", title: across.title, format: across.format.vega),
          .number("mean", title: upward.title, format: upward.format.vega),
        ]))
  }

  var table: ReportTable {
    var table = ReportTable(
      title,
      [.number(ReportText(across.title))] + lines.map { .number(ReportText($0.series.title)) })
    let places = Set(lines.flatMap { $0.points.map(\.x) }).sorted()
    // Some 25 rows tell a curve; the files hold every point.
    let step = max(1, (places.count + 23) / 24)
    let kept = places.enumerated()
      .filter { $0.offset % step == 0 || $0.offset == places.count - 1 }.map(\.element)
    let values = lines.map { line in
      Dictionary(line.points.map { ($0.x, $0) }, uniquingKeysWith: { first, _ in first })
    }
    for place in kept {
      table.add(
        [ReportText(across.format.text(place))]
          + values.map { points in
            guard let point = points[place] else { return ReportText("") }
            return .lines(upward.format.text(point.mean), upward.format.text(point.interval))
          })
    }
    return table
  }
}
