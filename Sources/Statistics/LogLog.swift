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
    let z = gsl_cdf_ugaussian_Qinv((1 - level) / 2)
    let logarithm = gsl_sf_log(survival)
    let reach = gsl_sf_exp(z * relativeVariance.squareRoot() / -logarithm)
    return Interval(
      lower: gsl_sf_exp(logarithm * reach), upper: gsl_sf_exp(logarithm / reach), level: level)
  }
}
