/// An interval with the confidence level it was made for.
public struct Interval: Hashable, Sendable {
  /// The lower end.
  public let lower: Double
  /// The upper end, at or above the lower end; infinite when nothing bounds it.
  public let upper: Double
  /// The confidence level, inside 0...1, such as 0.95.
  public let level: Double

  /// Creates an interval; the ends are in order and not NaN.
  public init(lower: Double, upper: Double, level: Double) {
    Self.check(level: level)
    precondition(lower <= upper, "Interval: lower \(lower) is not at or below upper \(upper)")
    self.lower = lower
    self.upper = upper
    self.level = level
  }

  /// The distance from the lower to the upper end.
  public var width: Double { upper - lower }

  /// Half the width, the precision of a symmetric interval.
  public var halfWidth: Double { width / 2 }

  /// Returns whether a value lies in the interval, ends included.
  public func contains(_ value: Double) -> Bool { lower <= value && value <= upper }

  /// Stops the program unless a confidence level is inside 0...1, ends excluded.
  static func check(level: Double) {
    precondition(
      level > 0 && level < 1, "Interval: level \(level) is not inside 0...1, ends excluded")
  }
}
