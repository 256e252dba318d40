internal import CGSL

/// The quantile of Student's t distribution.
enum StudentT {
  /// Returns the value that is exceeded with probability `1 - probability`.
  static func quantile(_ probability: Double, degreesOfFreedom: Int) -> Double {
    precondition(
      degreesOfFreedom > 0, "StudentT: \(degreesOfFreedom) degrees of freedom are not 1 or more")
    _ = GSLErrorHandler.off
    return gsl_cdf_tdist_Pinv(probability, Double(degreesOfFreedom))
  }

  /// Returns the probability of a value at or below another.
  static func probability(below value: Double, degreesOfFreedom: Int) -> Double {
    precondition(
      degreesOfFreedom > 0, "StudentT: \(degreesOfFreedom) degrees of freedom are not 1 or more")
    _ = GSLErrorHandler.off
    return gsl_cdf_tdist_P(value, Double(degreesOfFreedom))
  }
}
