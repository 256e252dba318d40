/// The numbers that a key may take.
struct Bounds: Sendable, Equatable {
  /// Smallest and largest allowed; nil is unbounded.
  var lower: Double?
  var upper: Double?
  /// Whether `lower` itself is refused.
  var excludesLower = false
  /// Whether only whole numbers are allowed.
  var isWhole = false

  static let any = Bounds()
  static let share = Bounds(lower: 0, upper: 1)

  /// Both ends allowed.
  static func closed(_ range: ClosedRange<Double>) -> Bounds {
    Bounds(lower: range.lowerBound, upper: range.upperBound)
  }

  /// Above 0, up to a largest value.
  static func positive(upTo upper: Double) -> Bounds {
    Bounds(lower: 0, upper: upper, excludesLower: true)
  }

  /// Whole numbers.
  static func whole(_ lower: Double, _ upper: Double) -> Bounds {
    Bounds(lower: lower, upper: upper, isWhole: true)
  }

  /// Why a number written as `text` is refused; nil where it is allowed.
  func complaint(_ value: Double, text: String) -> String? {
    if isWhole, value != value.rounded() { return "\(text) is not a whole number. \(allowed)" }
    let below = lower.map { excludesLower ? value <= $0 : value < $0 } ?? false
    let above = upper.map { value > $0 } ?? false
    guard below || above else { return nil }
    if let lower, let upper, !excludesLower {
      return "\(text) is outside \(NumberText.text(lower))...\(NumberText.text(upper))."
    }
    return "\(text) is too \(below ? "small" : "large"). \(allowed)"
  }

  /// `Allowed: ...`.
  var allowed: String {
    let lowest = lower.map(NumberText.text) ?? ""
    let highest = upper.map(NumberText.text) ?? ""
    let range =
      switch (lower, upper) {
      case (nil, nil): "any finite number"
      case (nil, _): "up to \(highest)"
      case (_, nil): excludesLower ? "above \(lowest)" : "\(lowest) or more"
      default:
        excludesLower ? "above \(lowest), up to \(highest)" : "\(lowest)...\(highest)"
      }
    return "Allowed: \(isWhole ? "whole numbers " : "")\(range)."
  }
}
