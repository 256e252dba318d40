/// A figure in the strata of a division of people, and how unequal it is.
///
/// Strata without a value, because nobody lived in them, are left out.
struct Inequality {
  /// A stratum: its value, and the person-years that weight it.
  struct Stratum {
    let value: Double
    let weight: Double
  }

  private let strata: [Stratum]

  /// The strata, in their order where they have one; those without a value are left out.
  init(_ strata: [(value: Double?, weight: Double)]) {
    self.strata = strata.compactMap { stratum in
      stratum.value.map { Stratum(value: $0, weight: stratum.weight) }
    }
  }

  /// Largest less smallest value; nil with fewer than two strata.
  var absoluteGap: Double? { extremes.map { $0.high - $0.low } }

  /// Largest divided by smallest value; nil with fewer than two strata, or where the smallest is 0.
  var relativeGap: Double? { extremes.flatMap { $0.low > 0 ? $0.high / $0.low : nil } }

  /// C = 2 cov(h, r) / mean(h), weighted; nil with fewer than two strata or a mean of 0.
  ///
  /// The rank r is the share of the weight in lower strata and half of the stratum's own.
  /// Wagstaff, Paci and van Doorslaer (1991), doi:10.1016/0277-9536(91)90212-F. From -1 (all of it
  /// in the first stratum) to 1 (all in the last); 0 where every stratum has the same value.
  var concentrationIndex: Double? {
    let total = strata.reduce(0) { $0 + $1.weight }
    guard strata.count > 1, total > 0 else { return nil }
    let mean = strata.reduce(0) { $0 + $1.weight * $1.value } / total
    guard mean > 0 else { return nil }
    var below = 0.0
    var covariance = 0.0
    for stratum in strata {
      let share = stratum.weight / total
      // The mean of the ranks is 1/2, whatever the weights.
      covariance += share * (stratum.value - mean) * (below + share / 2 - 0.5)
      below += share
    }
    return 2 * covariance / mean
  }

  private var extremes: (low: Double, high: Double)? {
    let values = strata.map(\.value)
    guard values.count > 1, let low = values.min(), let high = values.max() else { return nil }
    return (low, high)
  }
}
