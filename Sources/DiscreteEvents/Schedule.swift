/// A value that is piecewise constant in time.
public struct Schedule: Sendable, Equatable {
  /// The value before the first change.
  public let initial: Double
  /// Days and the values that hold from them on, in increasing order of day.
  public let changes: [Change]

  /// From `day` on, the value is `value`.
  public struct Change: Sendable, Equatable {
    public let day: Double
    public let value: Double

    /// Makes a change.
    public init(day: Double, value: Double) {
      self.day = day
      self.value = value
    }
  }

  /// Makes a schedule; the days of `changes` must increase.
  public init(_ initial: Double, changes: [Change] = []) {
    precondition(
      zip(changes, changes.dropFirst()).allSatisfy { $0.day < $1.day }, "days must increase")
    self.initial = initial
    self.changes = changes
  }

  /// The value on a day.
  public func value(at day: Double) -> Double {
    changes.last { $0.day <= day }?.value ?? initial
  }
}
