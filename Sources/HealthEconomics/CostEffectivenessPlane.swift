/// The cost-effectiveness plane of two strategies: one point for each draw.
public struct CostEffectivenessPlane: Sendable {
  /// The points, in the order of draws.
  public let points: [IncrementalPoint]

  /// Compares one strategy of a sample with another, draw by draw, by their indices.
  public init(_ sample: ProbabilisticSample, strategy: Int, comparedWith reference: Int) {
    points = (0..<sample.drawCount).map { draw in
      IncrementalPoint(
        cost: sample.costs[strategy][draw] - sample.costs[reference][draw],
        effect: sample.effects[strategy][draw] - sample.effects[reference][draw])
    }
  }

  /// The mean point, whose ratio is the ICER: the ratio of the means, not the mean of ratios.
  public var mean: IncrementalPoint {
    IncrementalPoint(
      cost: ProbabilisticSample.mean(points.map(\.cost)),
      effect: ProbabilisticSample.mean(points.map(\.effect)))
  }

  /// Returns the share of points in a quadrant.
  public func share(in quadrant: IncrementalPoint.Quadrant) -> Double {
    Double(points.count { $0.quadrant == quadrant }) / Double(points.count)
  }

  /// Returns the share of points with a positive net monetary benefit at a threshold.
  public func shareCostEffective(at threshold: Double) -> Double {
    Double(points.count { $0.netMonetaryBenefit(at: threshold) > 0 }) / Double(points.count)
  }
}
