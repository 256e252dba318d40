internal import CGSL

/// Sample quantiles of real numbers, type 7 of Hyndman and Fan.
///
/// Type 7 interpolates linearly between order statistics: position `(n - 1) p` counted from 0. It
/// is the default of R, NumPy and Excel. Hyndman and Fan (1996), doi:10.1080/00031305.1996.10473566.
public struct Quantiles: Sendable {
  /// The values in increasing order.
  public let sorted: [Double]

  /// Sorts the values, none NaN; nil without values.
  ///
  /// Complexity: O(n log n).
  public init?(_ values: some Sequence<Double>) {
    let sorted = values.sorted()
    if sorted.isEmpty { return nil }
    precondition(!sorted.contains { $0.isNaN }, "Quantiles: a value is NaN")
    self.sorted = sorted
  }

  /// Returns the quantile at a probability in 0...1; 0.5 is the median.
  public func quantile(_ probability: Double) -> Double {
    precondition(
      probability >= 0 && probability <= 1,
      "Quantiles: probability \(probability) is outside 0...1")
    return gsl_stats_quantile_from_sorted_data(sorted, 1, sorted.count, probability)
  }

  /// The value with half of the sample on either side.
  public var median: Double { quantile(0.5) }
}
