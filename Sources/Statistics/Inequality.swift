/// A figure in the strata of a division of people, and how unequal it is.
///
/// Strata without a value, because nobody was in them, are left out.
public struct Inequality: Hashable, Sendable {
  /// A stratum: its value, and the number that weights it, such as person-years.
  public struct Stratum: Hashable, Sendable {
    /// The figure.
    public let value: Double
    /// The weight, at least 0.
    public let weight: Double
  }

  /// The strata that have a value, in their order.
  public let strata: [Stratum]

  /// The strata, in their order where they have one; those without a value are left out.
  public init(_ strata: [(value: Double?, weight: Double)]) {
    self.strata = strata.compactMap { stratum in
      stratum.value.map { Stratum(value: $0, weight: stratum.weight) }
    }
  }

  /// The weighted mean; nil without weight.
  public var mean: Double? {
    let total = strata.reduce(0) { $0 + $1.weight }
    return total > 0 ? strata.reduce(0) { $0 + $1.weight * $1.value } / total : nil
  }

  /// Largest less smallest value; nil with fewer than two strata.
  public var absoluteGap: Double? { extremes.map { $0.high - $0.low } }

  /// Largest divided by smallest value; nil with fewer than two strata, or where the smallest is 0.
  public var relativeGap: Double? { extremes.flatMap { $0.low > 0 ? $0.high / $0.low : nil } }

  /// C = 2 cov(h, r) / mean(h), weighted; nil with fewer than two strata or a mean of 0.
  ///
  /// The rank r is the share of the weight in lower strata and half of the stratum's own.
  /// Wagstaff, Paci and van Doorslaer (1991), doi:10.1016/0277-9536(91)90212-F. From -1 (all of it
  /// in the first stratum) to 1 (all in the last); 0 where every stratum has the same value.
  public var concentrationIndex: Double? {
    guard let rank = rankMoments, let mean, mean > 0 else { return nil }
    return 2 * rank.covariance / mean
  }

  /// The slope index of inequality: cov(h, r) / var(r), weighted; nil with fewer than two strata.
  ///
  /// The slope of the regression of the values on the rank r: the difference between the last and
  /// the first person of the order, in the unit of the values. The relative index is this over the
  /// mean. Wagstaff, Paci and van Doorslaer (1991), doi:10.1016/0277-9536(91)90212-F.
  public var slopeIndex: Double? {
    rankMoments.flatMap { $0.variance > 0 ? $0.covariance / $0.variance : nil }
  }

  /// Covariance of values and ranks, and variance of the ranks.
  private var rankMoments: (covariance: Double, variance: Double)? {
    guard strata.count > 1, let mean else { return nil }
    let total = strata.reduce(0) { $0 + $1.weight }
    var (below, covariance, variance) = (0.0, 0.0, 0.0)
    for stratum in strata {
      let share = stratum.weight / total
      // The mean of the ranks is 1/2, whatever the weights.
      let rank = below + share / 2 - 0.5
      covariance += share * (stratum.value - mean) * rank
      variance += share * rank * rank
      below += share
    }
    return (covariance, variance)
  }

  private var extremes: (low: Double, high: Double)? {
    let values = strata.map(\.value)
    guard values.count > 1, let low = values.min(), let high = values.max() else { return nil }
    return (low, high)
  }
}
