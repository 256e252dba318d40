/// A point of the cost-effectiveness plane: what one strategy costs and brings more than another.
public struct IncrementalPoint: Hashable, Sendable {
  /// A quarter of the plane: effect to the east, cost to the north.
  public enum Quadrant: String, CaseIterable, Hashable, Sendable {
    /// More effect at a higher cost.
    case northEast
    /// No more effect at a higher cost, or less at no lower one: dominated.
    case northWest
    /// No less effect at a lower cost, or more at no higher one: dominates.
    case southEast
    /// Less effect at a lower cost.
    case southWest
    /// The same effect at the same cost.
    case origin
  }

  /// The difference in cost.
  public let cost: Double
  /// The difference in effect.
  public let effect: Double

  /// Creates a point of two finite differences.
  public init(cost: Double, effect: Double) {
    precondition(
      cost.isFinite && effect.isFinite, "IncrementalPoint: (\(effect), \(cost)) is not finite")
    self.cost = cost
    self.effect = effect
  }

  /// Creates the point of a strategy compared with a reference.
  public init(_ strategy: StrategyValue, comparedWith reference: StrategyValue) {
    self.init(cost: strategy.cost - reference.cost, effect: strategy.effect - reference.effect)
  }

  /// The quadrant; a point on an axis belongs to the dominating or dominated side it touches.
  public var quadrant: Quadrant {
    if cost == 0 && effect == 0 { return .origin }
    if cost >= 0 && effect <= 0 { return .northWest }
    if cost <= 0 && effect >= 0 { return .southEast }
    return cost > 0 ? .northEast : .southWest
  }

  /// The incremental cost-effectiveness ratio, or nil where one strategy dominates the other.
  ///
  /// In the north-east it is the price of a unit of effect gained; in the south-west, what is saved
  /// for a unit of effect given up, where more is better. A negative ratio would mean nothing.
  public var ratio: Double? {
    switch quadrant {
    case .northEast, .southWest: cost / effect
    case .northWest, .southEast, .origin: nil
    }
  }

  /// Returns the net monetary benefit of the difference at a threshold.
  public func netMonetaryBenefit(at threshold: Double) -> Double {
    Threshold.check(threshold)
    return threshold * effect - cost
  }
}
