internal import CGSL

/// The confidence interval of a survival probability on the scale of `log(-log S)`.
enum LogLog {
  /// Returns the interval for a survival inside 0...1, ends excluded.
  ///
  /// - Parameters:
  ///   - survival: the estimate.
  ///   - relativeVariance: its variance divided by its square.
  ///   - level: the confidence level.
  static func interval(survival: Double, relativeVariance: Double, level: Double) -> Interval {
    interval(
      survival: survival, relativeError: relativeVariance.squareRoot(),
      quantile: gsl_cdf_ugaussian_Qinv((1 - level) / 2), level: level)
  }

  /// Returns the interval that reaches `quantile` standard errors on that scale to either side.
  static func interval(
    survival: Double, relativeError: Double, quantile: Double, level: Double
  ) -> Interval {
    // A reach beyond the largest number, or an end below the smallest, is infinity or 0: both right.
    _ = GSLErrorHandler.off
    let logarithm = gsl_sf_log(survival)
    let reach = gsl_sf_exp(quantile * relativeError / -logarithm)
    return Interval(
      lower: gsl_sf_exp(logarithm * reach), upper: gsl_sf_exp(logarithm / reach), level: level)
  }
}
