/// Reports keys given twice with the place of the second one, and lets the reader go on.
///
/// The parser stops at the first duplicate and tells only where the first of the two stands. Each
/// second one found is therefore renamed to private-use characters of the same length, which a
/// file must not hold, and the text is parsed again; columns stay as they are.
struct DuplicateKeys {
  /// The text with the duplicates found so far renamed.
  private(set) var text: String
  private let file: String
  private var found: [(place: Place, message: String)] = []
  /// More duplicates than this are not worth listing.
  private static let limit = 50
  /// The private-use characters of the Basic Multilingual Plane.
  static let marks: ClosedRange<UInt32> = 0xE000...0xF8FF

  /// Starts with the text as written.
  init(text: String, file: String) {
    self.text = text
    self.file = file
  }

  /// Whether a key is a renamed duplicate.
  static func isSetAside(_ key: String) -> Bool {
    key.unicodeScalars.first.map { marks.contains($0.value) } ?? false
  }

  /// Hands over what was found.
  func report(to collector: FaultCollector) {
    for fault in found { collector.report(fault.message, at: fault.place, path: "") }
  }

  /// Notes a duplicate and renames its second occurrence; false where it cannot be found or there
  /// are too many, and the reader has to stop.
  mutating func setAside(_ key: String, firstAt first: Place) -> Bool {
    guard let line = first.line, let column = first.column, !key.isEmpty,
      found.count < Self.limit, let second = secondOccurrence(key, line: line, column: column)
    else {
      found.append((first, "the key '\(key)' is given twice. Keep one."))
      return false
    }
    found.append(
      (
        Place(file: file, line: second.line, column: second.column),
        "the key '\(key)' is given twice, first in line \(line). Keep one."
      ))
    rename(key, line: second.line, column: second.column)
    return true
  }

  /// The next place below where the key begins a line at the same column, before the mapping ends.
  private func secondOccurrence(
    _ key: String, line: Int, column: Int
  ) -> (line: Int, column: Int)? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for index in line..<max(line, lines.count) {
      let scalars = Array(lines[index].unicodeScalars)
      guard let start = scalars.firstIndex(where: { $0 != " " }), scalars[start] != "#" else {
        continue
      }
      if start + 1 < column { return nil }
      guard start + 1 == column else { continue }
      let rest = scalars[start...]
      let name = Array(key.unicodeScalars)
      let tail = rest.dropFirst(name.count).drop { $0 == " " }
      if rest.starts(with: name), tail.first == ":" { return (index + 1, column) }
    }
    return nil
  }

  private mutating func rename(_ key: String, line: Int, column: Int) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var scalars = Array(lines[line - 1].unicodeScalars)
    for offset in 0..<key.unicodeScalars.count {
      let value = Self.marks.lowerBound + (offset == 0 ? UInt32(found.count) : 0)
      scalars[column - 1 + offset] = Unicode.Scalar(value) ?? "\u{E000}"
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    lines[line - 1] = String(view)
    text = lines.joined(separator: "\n")
  }
}
