public import CGSL

/// Draws by inversion: one Philox block and at most one GSL call, no state and no allocation.
///
/// Every function is pure. The same key and address give the same bits on any thread, in any order.
/// Inversion also keeps the pairing of strategies monotone: a larger mean never gives a shorter time.
extension StreamKey {
  /// Returns 64 uniform bits.
  @inlinable @inline(__always)
  public func bits64(at address: StreamAddress) -> UInt64 { words(at: address).leading64 }

  /// Returns a uniform number in (0, 1], a multiple of 2^-53.
  @inlinable @inline(__always)
  public func uniform(at address: StreamAddress) -> Double {
    UnitInterval.leftOpen(bits64(at: address))
  }

  /// Returns a uniform number in (0, 1), an odd multiple of 2^-53.
  @inlinable @inline(__always)
  public func openUniform(at address: StreamAddress) -> Double {
    UnitInterval.open(bits64(at: address))
  }

  /// Returns true with the given probability, 0...1; exact at 0 and 1.
  @inlinable
  public func bernoulli(_ probability: Double, at address: StreamAddress) -> Bool {
    precondition(
      probability >= 0 && probability <= 1,
      "bernoulli: probability \(probability) is outside 0...1")
    return openUniform(at: address) < probability
  }

  /// Returns a uniform index in `0..<count`.
  ///
  /// The bias is below `count / 2^64`: the 64 bits are multiplied, not reduced.
  @inlinable
  public func index(below count: Int, at address: StreamAddress) -> Int {
    precondition(count > 0, "index: count \(count) is not positive")
    return Int(truncatingIfNeeded: bits64(at: address).multipliedFullWidth(by: UInt64(count)).high)
  }

  /// Returns an exponential time in the unit of `mean`, which is positive and finite.
  ///
  /// The result is positive and at most 36.8 means, the limit of a 53-bit uniform.
  @inlinable
  public func exponential(mean: Double, at address: StreamAddress) -> Double {
    precondition(mean > 0 && mean < .infinity, "exponential: mean \(mean) is not positive, finite")
    return gsl_cdf_exponential_Qinv(openUniform(at: address), mean)
  }

  /// Returns an exponential threshold of mean 1, the integrated hazard at which an event happens.
  @inlinable @inline(__always)
  public func unitExponential(at address: StreamAddress) -> Double {
    gsl_cdf_exponential_Qinv(openUniform(at: address), 1)
  }

  /// Returns a Weibull time in the unit of `scale`; the survival is `exp(-(t/scale)^shape)`.
  ///
  /// Scale and shape are positive and finite. The largest result is `scale * 36.8^(1/shape)`, so a
  /// shape of 0.01 or more keeps it finite.
  @inlinable
  public func weibull(scale: Double, shape: Double, at address: StreamAddress) -> Double {
    precondition(scale > 0 && scale < .infinity, "weibull: scale \(scale) is not positive, finite")
    precondition(
      shape >= 0.01 && shape < .infinity, "weibull: shape \(shape) is outside 0.01..<infinity")
    return gsl_cdf_weibull_Qinv(openUniform(at: address), scale, shape)
  }

  /// Returns a normal number; the standard deviation is 0 or more, and no result is infinite.
  @inlinable
  public func normal(
    mean: Double, standardDeviation: Double, at address: StreamAddress
  ) -> Double {
    precondition(mean.isFinite, "normal: mean \(mean) is not finite")
    precondition(
      standardDeviation >= 0 && standardDeviation < .infinity,
      "normal: standard deviation \(standardDeviation) is outside 0..<infinity")
    return mean + standardDeviation * gsl_cdf_ugaussian_Pinv(openUniform(at: address))
  }

  /// Returns a log-normal number; the logarithm has the given mean and standard deviation.
  ///
  /// The result is positive; it is within 8.3 standard deviations of the logarithm.
  @inlinable
  public func logNormal(meanLog: Double, sdLog: Double, at address: StreamAddress) -> Double {
    precondition(meanLog.isFinite, "logNormal: mean of the logarithm \(meanLog) is not finite")
    precondition(
      sdLog > 0 && sdLog < .infinity,
      "logNormal: standard deviation of the logarithm \(sdLog) is not positive, finite")
    return gsl_cdf_lognormal_Pinv(openUniform(at: address), meanLog, sdLog)
  }
}
