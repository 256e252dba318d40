public import CKernel

/// A Weibull process: cumulative hazard (elapsed / scale) ^ shape.
///
/// Survival to `t` days is exp(-(t / scale)^shape); a shape below 1 is a hazard that falls.
public struct WeibullHazard: CumulativeHazard, Hashable {
  /// Shape, > 0, no unit.
  public let shape: Double
  /// Scale in days, > 0: 63 % have had the event by then.
  public let scale: Double
  @usableFromInline let inverseShape: Double
  @usableFromInline let inverseScale: Double

  /// A Weibull process; parameters that are not positive and finite stop the program.
  @inlinable public init(shape: Double, scale: Double) {
    precondition(shape > 0 && shape < .infinity, "Weibull shape \(shape)")
    precondition(scale > 0 && scale < .infinity, "Weibull scale \(scale)")
    self.shape = shape
    self.scale = scale
    inverseShape = 1 / shape
    inverseScale = 1 / scale
  }

  /// One power; none at 0.
  @inlinable public func cumulative(_ elapsed: Double) -> Double {
    elapsed > 0 ? ckernel_pow(elapsed * inverseScale, shape) : 0
  }

  /// One power.
  @inlinable public func elapsed(reaching value: Double) -> Double {
    scale * ckernel_pow(value, inverseShape)
  }

  /// Two powers, one from elapsed time 0.
  @inlinable public func elapsed(after start: Double, adding increment: Double) -> Double {
    guard start > 0 else { return elapsed(reaching: increment) }
    return max(start, elapsed(reaching: ckernel_pow(start * inverseScale, shape) + increment))
  }

  /// Two powers instead of three: with r = (end / start)^shape the result is
  /// start (1 + factor (r - 1))^(1 / shape), free of the scale; one power from elapsed time 0.
  @inlinable public func rescaled(
    from start: Double, to end: Double, by factor: Double
  ) -> Double {
    guard start > 0 else { return end * ckernel_pow(factor, inverseShape) }
    let growth = ckernel_pow(end / start, shape) - 1
    return max(start, start * ckernel_pow(1 + factor * growth, inverseShape))
  }
}
