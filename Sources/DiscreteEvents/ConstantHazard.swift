/// A hazard that does not change: exponential times, no call of the mathematical library.
public struct ConstantHazard: CumulativeHazard, Hashable {
  /// Events per day, >= 0; 0 never fires.
  public let rate: Double

  /// A process with `rate` events per day; negative or NaN stops the program.
  @inlinable public init(rate: Double) {
    precondition(rate >= 0 && rate < .infinity, "hazard rate \(rate)")
    self.rate = rate
  }

  /// A process whose mean time to the event is `meanDays`, > 0.
  @inlinable public init(meanDays: Double) {
    precondition(meanDays > 0, "mean time \(meanDays)")
    self.init(rate: 1 / meanDays)
  }

  /// Rate times time.
  @inlinable public func cumulative(_ elapsed: Double) -> Double { rate * elapsed }

  /// Value over rate; infinity at rate 0.
  @inlinable public func elapsed(reaching value: Double) -> Double {
    rate > 0 ? value / rate : .infinity
  }

  /// Rate times the interval.
  @inlinable public func increment(from start: Double, to end: Double) -> Double {
    rate * (end - start)
  }

  /// Start plus increment over rate; infinity at rate 0.
  @inlinable public func elapsed(after start: Double, adding increment: Double) -> Double {
    rate > 0 ? start + increment / rate : .infinity
  }

  /// The interval times the factor.
  @inlinable public func rescaled(
    from start: Double, to end: Double, by factor: Double
  ) -> Double {
    start + (end - start) * factor
  }
}
