/// Reads and writes numbers by one rule: that of JSON, so `010`, `.5`, `1_000` and `.nan` are faults.
enum NumberText {
  /// Why a text is no number.
  enum Problem: Error, Equatable {
    /// Not written like a number at all.
    case notANumber
    /// Looks like a number, but not by our rule; the text says what to do.
    case illWritten(String)
  }

  /// Reads `-?(0|[1-9][0-9]*)(.[0-9]+)?([eE][+-]?[0-9]+)?`.
  static func double(_ text: String) throws(Problem) -> Double {
    var rest = Substring(text)
    if rest.first == "-" { rest.removeFirst() }
    let whole = takeDigits(&rest)
    if whole.isEmpty { throw complaint(text) }
    if whole.count > 1, whole.first == "0" {
      throw .illWritten("Write it without leading zeros.")
    }
    var digits = whole
    if rest.first == "." {
      rest.removeFirst()
      let fraction = takeDigits(&rest)
      if fraction.isEmpty { throw complaint(text) }
      digits += fraction
    }
    if rest.first == "e" || rest.first == "E" {
      rest.removeFirst()
      if rest.first == "+" || rest.first == "-" { rest.removeFirst() }
      if takeDigits(&rest).isEmpty { throw complaint(text) }
    }
    guard rest.isEmpty, let value = Double(text) else { throw complaint(text) }
    if !value.isFinite { throw .illWritten("It is too large for a number.") }
    if value == 0, digits.contains(where: { $0 != "0" }) {
      throw .illWritten("It is too small to tell from 0.")
    }
    return value
  }

  /// Shortest text that reads back to the same number; whole numbers without a fraction.
  static func text(_ value: Double) -> String {
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private static func takeDigits(_ rest: inout Substring) -> Substring {
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    rest = rest.dropFirst(digits.count)
    return digits
  }

  private static func complaint(_ text: String) -> Problem {
    let lower = text.lowercased()
    if [".nan", "nan", ".inf", "-.inf", "+.inf", "inf", "-inf", "infinity"].contains(lower) {
      return .illWritten("Only finite numbers are allowed.")
    }
    guard text.contains(where: \.isNumber),
      text.allSatisfy({ ($0.isASCII && $0.isNumber) || "+-.,_eE%'".contains($0) })
    else { return .notANumber }
    return .illWritten("Write digits with a decimal point only, like 1250.5 or 0.5.")
  }
}
