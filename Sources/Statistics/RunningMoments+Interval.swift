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
}
