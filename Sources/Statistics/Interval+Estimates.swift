internal import CGSL

/// Confidence intervals of a proportion, a rate and a survival probability.
extension Interval {
  /// Returns the score interval of a proportion, 0...1.
  ///
  /// Wilson (1927), doi:10.1080/01621459.1927.10502953, without continuity correction. The ends are
  /// exactly 0 without successes and exactly 1 without failures.
  /// - Parameters:
  ///   - successes: the number of successes, `0...trials`.
  ///   - trials: the number of independent trials, 1 or more.
  ///   - level: the confidence level, inside 0...1.
  public static func wilson(successes: Int, trials: Int, level: Double = 0.95) -> Interval {
    check(level: level)
    precondition(trials > 0, "wilson: \(trials) trials are not 1 or more")
    precondition(
      (0...trials).contains(successes), "wilson: \(successes) successes are not in 0...\(trials)")
    let z = gsl_cdf_ugaussian_Qinv((1 - level) / 2)
    let count = Double(trials)
    let proportion = Double(successes) / count
    let scale = 1 + z * z / count
    let center = (proportion + z * z / (2 * count)) / scale
    let half =
      z / scale * (proportion * (1 - proportion) / count + z * z / (4 * count * count)).squareRoot()
    return Interval(
      lower: successes == 0 ? 0 : center - half, upper: successes == trials ? 1 : center + half,
      level: level)
  }

  /// Returns the exact interval of the rate of a Poisson process, events per unit of exposure.
  ///
  /// Garwood (1936), doi:10.1093/biomet/28.3-4.437: each tail holds half of the error. The lower end
  /// is 0 without events.
  /// - Parameters:
  ///   - events: the number of events, 0 or more.
  ///   - exposure: the time or person-time observed, positive and finite.
  ///   - level: the confidence level, inside 0...1.
  public static func poissonRate(
    events: Int, exposure: Double, level: Double = 0.95
  ) -> Interval {
    check(level: level)
    precondition(events >= 0, "poissonRate: \(events) events are not 0 or more")
    precondition(
      exposure > 0 && exposure.isFinite,
      "poissonRate: exposure \(exposure) is not positive, finite")
    _ = GSLErrorHandler.off
    let tail = (1 - level) / 2
    let count = Double(events)
    return Interval(
      lower: events == 0 ? 0 : cgsl_gamma_inverse(tail, 0, count) / exposure,
      upper: cgsl_gamma_inverse(tail, 1, count + 1) / exposure, level: level)
  }

  /// Returns the interval of a survival probability whose standard error was measured between
  /// independent replications, on the scale of `log(-log S)`.
  ///
  /// The scale of Kalbfleisch and Prentice (1980), so that the interval stays inside 0...1, with the
  /// standard error carried over by the delta method and Student's t for its uncertainty. Nil where
  /// the scale has no value: at 0, and at 1 unless the error is 0, which gives 1...1.
  /// - Parameters:
  ///   - survival: the estimate, 0...1.
  ///   - standardError: its standard error, 0 or more.
  ///   - degreesOfFreedom: replications less one, 1 or more.
  ///   - level: the confidence level, inside 0...1.
  public static func survival(
    _ survival: Double, standardError: Double, degreesOfFreedom: Int, level: Double = 0.95
  ) -> Interval? {
    check(level: level)
    precondition((0...1).contains(survival), "survival: \(survival) is outside 0...1")
    precondition(standardError >= 0, "survival: standard error \(standardError) is not 0 or more")
    if standardError == 0, survival > 0 {
      return Interval(lower: survival, upper: survival, level: level)
    }
    guard survival > 0, survival < 1 else { return nil }
    return LogLog.interval(
      survival: survival, relativeError: standardError / survival,
      quantile: StudentT.quantile(1 - (1 - level) / 2, degreesOfFreedom: degreesOfFreedom),
      level: level)
  }
}
