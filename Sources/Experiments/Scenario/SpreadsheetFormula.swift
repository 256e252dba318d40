/// Names that a spreadsheet would take for a formula when it opens a result file (CWE-1236).
///
/// They are refused where they are read, so that names stand in results as they were given.
enum SpreadsheetFormula {
  /// What is wrong with a name; nil where spreadsheets take it for text or for a number.
  static func complaint(_ name: String) -> String? {
    guard let first = name.unicodeScalars.first, starts.contains(first), Double(name) == nil
    else { return nil }
    return "'\(name)' begins with \(words[first] ?? "'\(first)'"), which spreadsheets take for a "
      + "formula. Begin with a letter or a digit."
  }

  private static let starts: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "\n"]
  private static let words: [Unicode.Scalar: String] = [
    "\t": "a tabulator", "\r": "the end of a line", "\n": "the end of a line",
  ]
}
