extension RunningMoments {
  /// Returns the Student t interval of the mean of independent values, or nil with fewer than two.
  ///
  /// Exact for normal values; for means of replications the usual approximation.
  public func confidenceInterval(level: Double = 0.95) -> Interval? {
    Interval.check(level: level)
    guard let mean, let standardError else { return nil }
    let half = StudentT.quantile(1 - (1 - level) / 2, degreesOfFreedom: count - 1) * standardError
    return Interval(lower: mean - half, upper: mean + half, level: level)
  }

  /// Returns the one-sided confidence, 0...1, that the true mean is above 0; nil with fewer than two
  /// values.
  ///
  /// The level at which a one-sided Student t interval ends at 0; with a flat prior also the
  /// probability that the mean is above 0. Values that never vary give 0, 1/2 or 1.
  public var confidenceAboveZero: Double? {
    guard let mean, let standardError else { return nil }
    guard standardError > 0 else { return mean > 0 ? 1 : mean < 0 ? 0 : 0.5 }
    return StudentT.probability(below: mean / standardError, degreesOfFreedom: count - 1)
  }
}
