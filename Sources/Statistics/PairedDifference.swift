/// The difference of two results that share random numbers, replication by replication.
///
/// Pairing pays when the two results move together: `Var(A - B) = Var A + Var B - 2 Cov(A, B)`.
public struct PairedDifference: Hashable, Sendable {
  /// The moments of the first result.
  public private(set) var first = RunningMoments()
  /// The moments of the second result.
  public private(set) var second = RunningMoments()
  /// The moments of first minus second.
  public private(set) var difference = RunningMoments()

  /// Creates an empty comparison.
  public init() {}

  /// Adds the two results of one replication.
  public mutating func add(_ first: Double, _ second: Double) {
    self.first.add(first)
    self.second.add(second)
    difference.add(first - second)
  }

  /// Adds the pairs of another comparison, as if they had come after these.
  public mutating func merge(_ other: PairedDifference) {
    first.merge(other.first)
    second.merge(other.second)
    difference.merge(other.difference)
  }

  /// The variance of the difference without pairing, divided by the one with pairing.
  ///
  /// Above 1 pairing helps: it is worth this many times the replications. Nil with fewer than two
  /// pairs, or when the difference never varies.
  public var varianceRatio: Double? {
    guard let first = first.variance, let second = second.variance,
      let paired = difference.variance, paired > 0
    else { return nil }
    return (first + second) / paired
  }

  /// The correlation of the two results, -1...1, or nil when either never varies.
  public var correlation: Double? {
    guard let first = first.variance, let second = second.variance,
      let paired = difference.variance, first > 0, second > 0
    else { return nil }
    return (first + second - paired) / (2 * (first * second).squareRoot())
  }
}
