/// A value being read: where it stands, what it is called, and where faults go.
///
/// Every read returns nil after reporting a fault.
struct Cursor: Sendable {
  let value: YAMLValue
  /// For example `communities[2].resources.otpPlaces`; indices count from 0.
  let path: String
  let collector: FaultCollector

  /// Reports a fault of this value.
  func fault(_ message: String) {
    collector.report(message, at: value.place, path: path)
  }

  /// Reports that something else was expected, and returns nil.
  func mismatch<Result>(_ expected: String) -> Result? {
    if value.isNothing {
      fault("nothing is given. Expected \(expected); or delete the key.")
    } else {
      fault("\(value.found) is not \(expected).")
    }
    return nil
  }

  /// A text, with or without quotes.
  func text() -> String? {
    guard case .scalar(let text, _) = value.kind, !value.isNothing else {
      return mismatch("a text")
    }
    if text.allSatisfy(\.isWhitespace) { return mismatch("a text") }
    return text
  }

  /// A number written by the rule of `NumberText`, within bounds.
  func number(in bounds: Bounds) -> Double? {
    guard case .scalar(let text, let isPlain) = value.kind, isPlain, !value.isNothing else {
      return mismatch("a number")
    }
    do throws(NumberText.Problem) {
      let number = try NumberText.double(text)
      if let complaint = bounds.complaint(number, text: value.found) {
        fault(complaint)
        return nil
      }
      return number
    } catch {
      switch error {
      case .notANumber: return mismatch("a number")
      case .illWritten(let advice): return mismatch("a number. \(advice.dropLast())")
      }
    }
  }

  /// A whole number of up to 64 bits, written in plain digits.
  func integer(in range: ClosedRange<UInt64>) -> UInt64? {
    guard case .scalar(let text, let isPlain) = value.kind, isPlain, !value.isNothing else {
      return mismatch("a whole number")
    }
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    let isNatural =
      !digits.isEmpty && digits.allSatisfy { $0.isASCII && $0.isNumber }
      && (digits.count == 1 || digits.first != "0")
    guard isNatural else {
      return mismatch("a whole number. Write it in plain digits")
    }
    guard let number = UInt64(text), range.contains(number) else {
      fault("\(value.found) is outside \(range.lowerBound)...\(range.upperBound).")
      return nil
    }
    return number
  }

  /// `true` or `false`.
  func flag() -> Bool? {
    guard case .scalar(let text, isPlain: true) = value.kind, text == "true" || text == "false"
    else { return mismatch("true or false") }
    return text == "true"
  }

  /// One of several words.
  func oneOf(_ allowed: [String]) -> String? {
    guard case .scalar(let text, _) = value.kind, !value.isNothing else {
      return mismatch("one of: \(allowed.joined(separator: ", "))")
    }
    if allowed.contains(text) { return text }
    fault(
      "'\(text)' is not allowed. \(NearestName.question(text, among: allowed))"
        + "Allowed here: \(allowed.joined(separator: ", ")).")
    return nil
  }

  /// The elements of a list.
  func list() -> [Cursor]? {
    guard case .list(let values) = value.kind else { return mismatch("a list") }
    return values.enumerated().map { index, value in
      Cursor(value: value, path: "\(path)[\(index)]", collector: collector)
    }
  }

  /// The entries of a mapping whose keys are the user's own.
  func mapping() -> [(key: String, keyPlace: Place, value: Cursor)]? {
    guard case .mapping(let entries) = value.kind else { return mismatch("a mapping") }
    return entries.map { entry in
      let child = Cursor(
        value: entry.value, path: path.isEmpty ? entry.key : "\(path).\(entry.key)",
        collector: collector)
      return (entry.key, entry.keyPlace, child)
    }
  }

  /// A mapping with known keys; unknown and missing ones are reported.
  func record(_ record: Record) -> RecordCursor? {
    guard let entries = mapping() else { return nil }
    return RecordCursor(record, entries: entries, of: self)
  }
}
