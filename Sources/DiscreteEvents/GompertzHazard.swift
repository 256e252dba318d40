public import CKernel

/// A hazard that grows or falls exponentially: level * exp(slope * elapsed).
///
/// A negative slope leaves some processes that never fire; slope 0 is a constant hazard. Elapsed
/// time may run from birth or from any other origin at which `level` holds.
public struct GompertzHazard: CumulativeHazard, Hashable {
  /// Events per day at elapsed time 0, >= 0.
  public let level: Double
  /// Growth of the log hazard per day, any sign.
  public let slope: Double

  /// A Gompertz process; a negative or infinite level or an infinite slope stops the program.
  @inlinable public init(level: Double, slope: Double) {
    precondition(level >= 0 && level < .infinity, "Gompertz level \(level)")
    precondition(slope.isFinite, "Gompertz slope \(slope)")
    self.level = level
    self.slope = slope
  }

  /// level (exp(slope elapsed) - 1) / slope.
  @inlinable public func cumulative(_ elapsed: Double) -> Double {
    slope == 0 ? level * elapsed : level * ckernel_expm1(slope * elapsed) / slope
  }

  /// The inverse of `cumulative`; infinity where a falling hazard never adds up to `value`.
  @inlinable public func elapsed(reaching value: Double) -> Double {
    solve(level: level, value)
  }

  /// The increment by the hazard at `start`, without cancellation.
  @inlinable public func increment(from start: Double, to end: Double) -> Double {
    guard slope != 0 else { return level * (end - start) }
    return level * ckernel_exp(slope * start) * ckernel_expm1(slope * (end - start)) / slope
  }

  /// The inverse by the hazard at `start`, without cancellation.
  @inlinable public func elapsed(after start: Double, adding increment: Double) -> Double {
    let here = slope == 0 ? level : level * ckernel_exp(slope * start)
    return start + solve(level: here, increment)
  }

  @inlinable func solve(level: Double, _ value: Double) -> Double {
    guard level > 0 else { return .infinity }
    guard slope != 0 else { return value / level }
    let growth = slope * value / level
    return growth > -1 ? ckernel_log1p(growth) / slope : .infinity
  }
}
