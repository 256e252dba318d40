/// A day of the Gregorian calendar, written `2026-01-31`.
struct CalendarDay: Equatable {
  /// As written.
  let text: String
  /// Days since 1970-01-01.
  let number: Int

  /// Reads a date; nil where the text is none or the day does not exist.
  init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2],
      parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
      year >= 1900, (1...12).contains(month),
      (1...Self.days(in: month, of: year)).contains(day)
    else { return nil }
    self.text = text
    number = Self.dayNumber(year: year, month: month, day: day)
  }

  private static func days(in month: Int, of year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }

  /// Counts days by years that begin in March, so that leap days come last (Hinnant 2013,
  /// "chrono-compatible low-level date algorithms", days_from_civil).
  private static func dayNumber(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}

extension Cursor {
  /// A calendar date.
  func date() -> CalendarDay? {
    guard case .scalar(let text, _) = value.kind, !value.isNothing else {
      return mismatch("a date, like 2026-01-31")
    }
    return CalendarDay(text) ?? mismatch("a date, like 2026-01-31")
  }
}
