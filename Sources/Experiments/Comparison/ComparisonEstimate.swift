public import Statistics

/// A paired difference between a strategy and the comparator, over replications.
public struct ComparisonEstimate: Sendable, Equatable {
  /// The moments of the strategy, of the comparator, and of strategy minus comparator.
  public internal(set) var pairs = PairedDifference()
  /// Replications in which the strategy's value is below that of the comparator.
  public internal(set) var below = 0
  /// Replications in which it is above.
  public internal(set) var above = 0
  /// Which way is better; nil where neither is.
  public internal(set) var direction: MetricDirection?

  /// Adds a replication.
  mutating func add(_ strategy: Double, _ comparator: Double) {
    pairs.add(strategy, comparator)
    if strategy < comparator { below += 1 }
    if strategy > comparator { above += 1 }
  }

  /// Replications in which both values are defined.
  public var replications: Int { pairs.difference.count }

  /// Mean of strategy minus comparator; nil without replications.
  public var difference: Double? { pairs.difference.mean }

  /// The 95 % Monte Carlo interval of the difference (Student t); nil with fewer than two.
  public var interval: Interval? { pairs.difference.confidenceInterval() }

  /// One-sided confidence that the expected difference is an improvement, 0...1.
  ///
  /// From Student's t; it speaks of Monte Carlo error only, not of doubt about parameters.
  public var probabilityBetter: Double? {
    guard let direction, let above = pairs.difference.confidenceAboveZero else { return nil }
    return direction == .higher ? above : 1 - above
  }

  /// Share of replications in which the strategy is better, those without a difference as half.
  public var shareBetter: Double? {
    guard let direction, replications > 0 else { return nil }
    let better = Double(direction == .higher ? above : below)
    let equal = Double(replications - above - below)
    return (better + equal / 2) / Double(replications)
  }

  /// (Var A + Var B) / Var(A - B): how many times the replications independent seeds would need for
  /// the same interval; nil where the difference never varies.
  public var varianceReduction: Double? { pairs.varianceRatio }
}
