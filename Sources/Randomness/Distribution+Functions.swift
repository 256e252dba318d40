internal import CGSL

/// Drawing, mean, distribution function and its inverse.
extension Distribution {
  /// Returns a draw from the stream, which the caller has pointed at an address of its own.
  ///
  /// Gamma and beta are drawn by rejection, the others by inversion of one uniform, where a larger
  /// uniform gives a larger number.
  public func sample(using stream: inout RandomStream) -> Double {
    requireLegal()
    switch self {
    case .fixed(let value): return value
    case .gamma(let shape, let scale): return stream.gamma(shape: shape, scale: scale)
    case .beta(let alpha, let beta): return stream.beta(alpha, beta)
    case .uniform, .normal, .logNormal, .triangular, .exponential, .weibull:
      return quantile(stream.openUniform())
    }
  }

  /// The mean, in the unit of the number itself.
  ///
  /// A log-normal or Weibull with an extreme parameter may have an infinite mean in floating point.
  public var mean: Double {
    requireLegal()
    _ = GSLErrorHandler.off
    switch self {
    case .fixed(let value): return value
    case .uniform(let lower, let upper): return lower + (upper - lower) / 2
    case .normal(let mean, _): return mean
    case .logNormal(let meanLog, let sdLog): return gsl_sf_exp(meanLog + sdLog * sdLog / 2)
    case .gamma(let shape, let scale): return shape * scale
    case .beta(let alpha, let beta): return alpha / (alpha + beta)
    case .triangular(let minimum, let mode, let maximum): return (minimum + mode + maximum) / 3
    case .exponential(let mean): return mean
    case .weibull(let scale, let shape): return scale * gsl_sf_gamma(1 + 1 / shape)
    }
  }

  /// Returns the probability of a value of at most `x`, 0...1; `x` may be infinite, not NaN.
  public func cdf(_ x: Double) -> Double {
    requireLegal()
    precondition(!x.isNaN, "Distribution.cdf: x is NaN")
    // GSL 2.7.1 answers NaN for the gamma distribution at infinity.
    if x.isInfinite { return x > 0 ? 1 : 0 }
    _ = GSLErrorHandler.off
    switch self {
    case .fixed(let value): return x < value ? 0 : 1
    case .uniform(let lower, let upper): return gsl_cdf_flat_P(x, lower, upper)
    case .normal(let mean, let deviation): return gsl_cdf_gaussian_P(x - mean, deviation)
    case .logNormal(let meanLog, let sdLog):
      return x <= 0 ? 0 : gsl_cdf_lognormal_P(x, meanLog, sdLog)
    case .gamma(let shape, let scale): return gsl_cdf_gamma_P(x, shape, scale)
    case .beta(let alpha, let beta): return gsl_cdf_beta_P(x, alpha, beta)
    case .triangular(let minimum, let mode, let maximum):
      return Self.triangularCDF(x, minimum, mode, maximum)
    case .exponential(let mean): return gsl_cdf_exponential_P(x, mean)
    case .weibull(let scale, let shape):
      return x <= 0 ? 0 : gsl_cdf_weibull_P(x, scale, shape)
    }
  }

  /// Returns the value that a draw stays at or below with the given probability.
  ///
  /// The probability is inside 0...1, ends excluded, so that the result is finite. Gamma and beta
  /// are found by iteration and checked; the others are formulas.
  public func quantile(_ probability: Double) -> Double {
    requireLegal()
    precondition(
      probability > 0 && probability < 1,
      "Distribution.quantile: probability \(probability) is not inside 0...1, ends excluded")
    _ = GSLErrorHandler.off
    switch self {
    case .fixed(let value): return value
    case .uniform(let lower, let upper): return gsl_cdf_flat_Pinv(probability, lower, upper)
    case .normal(let mean, let deviation):
      return mean + gsl_cdf_gaussian_Pinv(probability, deviation)
    case .logNormal(let meanLog, let sdLog):
      return gsl_cdf_lognormal_Pinv(probability, meanLog, sdLog)
    case .gamma(let shape, let scale):
      let isUpper = probability > 0.5
      let tail = isUpper ? 1 - probability : probability
      return scale * cgsl_gamma_inverse(tail, isUpper ? 1 : 0, shape)
    case .beta(let alpha, let beta):
      let isUpper = probability > 0.5
      let tail = isUpper ? 1 - probability : probability
      return cgsl_beta_inverse(tail, isUpper ? 1 : 0, alpha, beta)
    case .triangular(let minimum, let mode, let maximum):
      return Self.triangularQuantile(probability, minimum, mode, maximum)
    case .exponential(let mean): return gsl_cdf_exponential_Pinv(probability, mean)
    case .weibull(let scale, let shape):
      return gsl_cdf_weibull_Pinv(probability, scale, shape)
    }
  }

  /// Returns the triangular distribution function: two parabolas that meet at the mode.
  private static func triangularCDF(
    _ x: Double, _ minimum: Double, _ mode: Double, _ maximum: Double
  ) -> Double {
    if x <= minimum { return 0 }
    if x >= maximum { return 1 }
    let width = maximum - minimum
    return x < mode
      ? (x - minimum) * (x - minimum) / (width * (mode - minimum))
      : 1 - (maximum - x) * (maximum - x) / (width * (maximum - mode))
  }

  /// Returns the inverse of the triangular distribution function.
  private static func triangularQuantile(
    _ probability: Double, _ minimum: Double, _ mode: Double, _ maximum: Double
  ) -> Double {
    let width = maximum - minimum
    return probability * width < mode - minimum
      ? minimum + (probability * width * (mode - minimum)).squareRoot()
      : maximum - ((1 - probability) * width * (maximum - mode)).squareRoot()
  }
}
