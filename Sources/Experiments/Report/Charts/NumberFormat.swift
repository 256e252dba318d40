internal import Foundation

/// How a kind of number is written for people.
enum NumberFormat: Sendable, Equatable {
  /// A number with so many digits after the point.
  case number(decimals: Int)
  /// A number with its unit, such as `days`.
  case quantity(unit: String, decimals: Int)
  /// A share, written in percent; a difference of shares in percentage points.
  case percent(decimals: Int)
  /// An amount of money in a currency, such as `$`.
  case money(String)

  /// The number, thousands grouped.
  func text(_ value: Double) -> String { signed(value, showsPlus: false) }

  /// The number with its sign, also a plus.
  func change(_ value: Double) -> String { signed(value, showsPlus: true) }

  /// `low to high` with the unit once; empty without a range.
  func text(_ range: ClosedRange<Double>?) -> String { written(range, showsPlus: false) }

  /// `low to high` with their signs and the unit once; empty without a range.
  func change(_ range: ClosedRange<Double>?) -> String { written(range, showsPlus: true) }

  /// The size of a difference, without its sign.
  func size(_ value: Double) -> String {
    digits(value, scale: scale(value)) + suffix(scale(value), isChange: true)
  }

  /// The format of an axis, in the language of Vega (d3-format).
  var vega: String {
    switch self {
    case .number(let decimals), .quantity(_, let decimals): ",.\(decimals)~f"
    case .percent(let decimals): ".\(decimals)~%"
    case .money(let currency): currency == "$" ? "$,.3~s" : ",.3~s"
    }
  }

  /// Amounts of ten million and more are told in millions.
  private enum Scale {
    case one
    case million
  }

  private func scale(_ value: Double) -> Scale {
    if case .money = self, abs(value) >= 1e7 { .million } else { .one }
  }

  private func signed(_ value: Double, showsPlus: Bool) -> String {
    let scale = scale(value)
    return sign(value, scale, showsPlus) + digits(value, scale: scale)
      + suffix(scale, isChange: showsPlus)
  }

  private func written(_ range: ClosedRange<Double>?, showsPlus: Bool) -> String {
    guard let range else { return "" }
    let ends = [range.lowerBound, range.upperBound]
    let scale = scale(ends.map { abs($0) }.max() ?? 0)
    let texts = ends.map { sign($0, scale, showsPlus) + digits($0, scale: scale) }
    return texts.joined(separator: " to ") + suffix(scale, isChange: showsPlus)
  }

  /// No sign for what is written as zero.
  private func sign(_ value: Double, _ scale: Scale, _ showsPlus: Bool) -> String {
    guard digits(value, scale: scale).contains(where: { ("1"..."9").contains($0) }) else {
      return ""
    }
    return value < 0 ? "\u{2212}" : showsPlus ? "+" : ""
  }

  private func suffix(_ scale: Scale, isChange: Bool) -> String {
    switch self {
    case .number: ""
    case .quantity(let unit, _): " \(unit)"
    case .percent: isChange ? " points" : " %"
    case .money: scale == .million ? " million" : ""
    }
  }

  private func digits(_ value: Double, scale: Scale) -> String {
    switch self {
    case .number(let decimals), .quantity(_, let decimals): Self.grouped(abs(value), decimals)
    case .percent(let decimals): Self.grouped(abs(value) * 100, decimals)
    case .money(let currency):
      switch scale {
      case .one: currency + Self.grouped(abs(value), 0)
      case .million: currency + Self.grouped(abs(value) / 1e6, 1)
      }
    }
  }

  private static func grouped(_ value: Double, _ decimals: Int) -> String {
    precondition(value.isFinite, "a report cannot show \(value)")
    let text = String(format: "%.\(decimals)f", value)
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let digits = Array(parts[0])
    var whole = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { whole += "," }
      whole.append(digit)
    }
    return parts.count > 1 ? "\(whole).\(parts[1])" : whole
  }
}
