/// The time integral and time average of a quantity that changes in steps, such as a queue length.
public struct TimeAverage: Hashable, Sendable {
  /// When the integral begins.
  public let start: Double
  /// The present value.
  public private(set) var value: Double
  private var changed: Double
  private var sum = 0.0

  /// Creates an average that begins at a time with a value, both finite.
  public init(start: Double, value: Double) {
    precondition(start.isFinite, "TimeAverage: start \(start) is not finite")
    precondition(value.isFinite, "TimeAverage: value \(value) is not finite")
    self.start = start
    self.value = value
    changed = start
  }

  /// Changes the value at a time, which is at or after the last change.
  public mutating func update(at time: Double, to value: Double) {
    precondition(value.isFinite, "TimeAverage: value \(value) is not finite")
    sum = integral(until: time)
    changed = time
    self.value = value
  }

  /// Returns the integral from the start to a time at or after the last change.
  public func integral(until time: Double) -> Double {
    precondition(
      time >= changed && time.isFinite,
      "TimeAverage: time \(time) is not finite, at or after the last change \(changed)")
    return sum + value * (time - changed)
  }

  /// Returns the average from the start to a time at or after the last change, nil over no time.
  public func average(until time: Double) -> Double? {
    let total = integral(until: time)
    return time > start ? total / (time - start) : nil
  }
}
