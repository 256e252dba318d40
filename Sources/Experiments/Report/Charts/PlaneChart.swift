internal import Foundation

/// The cost-effectiveness plane: extra health and extra cost of each draw, and a line for what a unit
/// of health may cost.
struct PlaneChart: Chart {
  /// A draw.
  struct Point: Sendable, Equatable {
    /// Extra health.
    var effect: Double
    /// Extra cost.
    var cost: Double
  }

  /// The draws of a strategy.
  struct Cloud: Sendable {
    /// Whose they are.
    var series: ChartSeries
    /// The draws.
    var points: [Point]

    /// The middle of the draws; nil without draws.
    var mean: Point? {
      guard !points.isEmpty else { return nil }
      let count = Double(points.count)
      return Point(
        effect: points.map(\.effect).reduce(0, +) / count,
        cost: points.map(\.cost).reduce(0, +) / count)
    }
  }

  /// The most draws that are drawn for one strategy; more would hide each other.
  static let mostPoints = 400

  var title: String
  /// The bottom axis: extra health.
  var effect: ChartAxis
  /// The left axis: extra cost.
  var cost: ChartAxis
  /// What a unit of health may cost; the slope of the line.
  var threshold: Double
  var clouds: [Cloud]

  var legend: [ChartSeries] { clouds.map(\.series) }

  var description: String {
    let parts = clouds.compactMap { cloud in
      cloud.mean.map {
        "\(cloud.series.title): \(effect.format.change($0.effect)) \(effect.title), "
          + "\(cost.format.change($0.cost)) on average"
      }
    }
    return "Scatter of draws with ellipses that hold 95 % of them and a line at "
      + "\(cost.format.text(threshold)) for a unit of health. \(title). "
      + parts.joined(separator: "; ") + "."
  }

  var specification: VegaLite {
    let values: [[String: VegaLite.Value]] = clouds.flatMap { cloud in
      // Every n-th draw, so that the picture is the same each time.
      let step = max(1, (cloud.points.count + Self.mostPoints - 1) / Self.mostPoints)
      return stride(from: 0, to: cloud.points.count, by: step).map {
        index -> [String: VegaLite.Value] in
        [
          "series": .text(cloud.series.name), "effect": .number(cloud.points[index].effect),
          "cost": .number(cloud.points[index].cost),
        ]
      }
    }
    return VegaLite(
      description: description, height: 340, data: VegaLite.Rows(values: values), layer: layers)
  }

  private var layers: [VegaLite.Layer] {
    var x = VegaLite.across("effect", effect)
    x.scale?.zero = true
    var y = VegaLite.upward("cost", cost)
    y.scale?.zero = true
    let dots = VegaLite.Mark("point") {
      $0.filled = true
      $0.size = 14
      $0.opacity = 0.35
    }
    let color = VegaLite.color(legend)
    return [
      VegaLite.horizontalLine(at: 0), VegaLite.verticalLine(at: 0), thresholdLine(x, y),
      VegaLite.Layer(
        mark: dots,
        encoding: VegaLite.Encoding(x: x, y: y, color: color, shape: VegaLite.shape(legend))),
      ellipses(x, y), means(x, y),
    ]
  }

  /// From corner to corner of what the draws cover, as far as both axes reach.
  private func thresholdLine(_ x: VegaLite.Channel, _ y: VegaLite.Channel) -> VegaLite.Layer {
    let points = clouds.flatMap(\.points)
    let effects = points.map(\.effect) + [0]
    let costs = points.map { $0.cost / threshold } + [0]
    let low = max(effects.min() ?? 0, costs.min() ?? 0)
    let high = min(effects.max() ?? 0, costs.max() ?? 0)
    let mark = VegaLite.Mark("line") {
      $0.color = SeriesStyle.neutral
      $0.strokeDash = [5, 4]
      $0.strokeWidth = 1.5
    }
    let rows = [low, high].map { end in
      ["effect": VegaLite.Value.number(end), "cost": .number(end * threshold)]
    }
    return VegaLite.Layer(
      data: VegaLite.Rows(values: rows), mark: mark, encoding: VegaLite.Encoding(x: x, y: y))
  }

  private func ellipses(_ x: VegaLite.Channel, _ y: VegaLite.Channel) -> VegaLite.Layer {
    let rows: [[String: VegaLite.Value]] = clouds.flatMap { cloud in
      Self.ellipse(cloud.points).enumerated().map {
        index, point -> [String: VegaLite.Value] in
        [
          "series": .text(cloud.series.name), "effect": .number(point.effect),
          "cost": .number(point.cost), "order": .number(Double(index)),
        ]
      }
    }
    let mark = VegaLite.Mark("line") { $0.strokeWidth = 1.5 }
    return VegaLite.Layer(
      data: VegaLite.Rows(values: rows), mark: mark,
      encoding: VegaLite.Encoding(
        x: x, y: y, color: VegaLite.color(legend), strokeDash: VegaLite.dash(legend),
        order: .number("order")))
  }

  private func means(_ x: VegaLite.Channel, _ y: VegaLite.Channel) -> VegaLite.Layer {
    let rows: [[String: VegaLite.Value]] = clouds.compactMap { cloud in
      cloud.mean.map {
        [
          "series": .text(cloud.series.name), "name": .text(cloud.series.title),
          "effect": .number($0.effect), "cost": .number($0.cost),
        ]
      }
    }
    let mark = VegaLite.Mark("point") {
      $0.filled = true
      $0.size = 130
      $0.stroke = "#ffffff"
      $0.strokeWidth = 1
    }
    return VegaLite.Layer(
      data: VegaLite.Rows(values: rows), mark: mark,
      encoding: VegaLite.Encoding(
        x: x, y: y, color: VegaLite.color(legend), shape: VegaLite.shape(legend),
        tooltip: [
          VegaLite.Channel(field: "name", type: "nominal", title: "mean of"),
          .number("effect", title: effect.title, format: effect.format.vega),
          .number("cost", title: cost.title, format: cost.format.vega),
        ]))
  }

  /// The ellipse that holds 95 % of a bivariate normal distribution with the draws' moments.
  ///
  /// The radius is the root of the 0.95 quantile of chi-squared with two degrees of freedom, which is
  /// -2 ln 0.05. Fewer than three draws have none.
  static func ellipse(_ points: [Point]) -> [Point] {
    guard points.count > 2 else { return [] }
    let count = Double(points.count)
    let middle = Point(
      effect: points.map(\.effect).reduce(0, +) / count,
      cost: points.map(\.cost).reduce(0, +) / count)
    var (xx, xy, yy) = (0.0, 0.0, 0.0)
    for point in points {
      let (x, y) = (point.effect - middle.effect, point.cost - middle.cost)
      (xx, xy, yy) = (xx + x * x, xy + x * y, yy + y * y)
    }
    (xx, xy, yy) = (xx / (count - 1), xy / (count - 1), yy / (count - 1))
    guard xx > 0, yy > 0 else { return [] }
    // The lower triangular root of the covariance turns the circle into the ellipse.
    let slope = xy / xx.squareRoot()
    let rest = max(0, yy - slope * slope).squareRoot()
    let radius = (-2 * log(0.05)).squareRoot()
    return (0...60).map { step in
      let angle = 2 * Double.pi * Double(step) / 60
      let (x, y) = (radius * cos(angle), radius * sin(angle))
      return Point(
        effect: middle.effect + xx.squareRoot() * x, cost: middle.cost + slope * x + rest * y)
    }
  }

  var table: ReportTable {
    ReportTable(
      title,
      [
        ReportTable.Column("strategy"), .number(ReportText(effect.title)),
        .number(ReportText(cost.title)),
        .number(ReportText("draws below \(cost.format.text(threshold)) for a unit of health")),
      ],
      rows: clouds.compactMap { cloud in
        guard let mean = cloud.mean else { return nil }
        let below = cloud.points.count { $0.cost < threshold * $0.effect }
        let share = Double(below) / Double(cloud.points.count)
        return [
          ReportText(cloud.series.title), ReportText(effect.format.change(mean.effect)),
          ReportText(cost.format.change(mean.cost)),
          ReportText(NumberFormat.percent(decimals: 0).text(share)),
        ]
      })
  }
}
