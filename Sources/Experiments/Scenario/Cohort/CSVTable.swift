/// A table read by RFC 4180, strictly: commas, quotes doubled within quotes, as many cells in each
/// row as the header has.
struct CSVTable {
  /// A cell with the place of its first character.
  struct Cell: Equatable {
    var text: String
    var line: Int
    var column: Int
  }

  let file: String
  let header: [Cell]
  let rows: [[Cell]]

  /// Index of a column.
  func index(of column: String) -> Int? { header.firstIndex { $0.text == column } }

  /// Reads a table; nil after reporting what is wrong with it.
  ///
  /// - Complexity: O(length of the text).
  static func read(_ text: String, file: String, collector: FaultCollector) -> CSVTable? {
    let before = collector.faults.count
    let table = readable(text, file: file, collector: collector)
    return collector.faults.count == before ? table : nil
  }

  /// What can be read of a table, after reporting what is wrong with it.
  ///
  /// That is every row with as many cells as the header, so that these cells can be checked, too; nil
  /// where no column can be told from another.
  ///
  /// - Complexity: O(length of the text).
  static func readable(_ text: String, file: String, collector: FaultCollector) -> CSVTable? {
    var scanner = CSVScanner(text)
    var rows: [[Cell]] = []
    func report(_ problem: CSVScanner.Problem) {
      let place = Place(file: file, line: problem.line, column: problem.column)
      collector.report(problem.message, at: place, path: "")
    }
    do throws(CSVScanner.Problem) {
      while let row = try scanner.nextRow() { rows.append(row) }
    } catch {
      // What follows a broken quote cannot be told apart, so reading ends here.
      report(error)
      return nil
    }
    guard let header = rows.first, !(header.count == 1 && header[0].text.isEmpty) else {
      report(.init(message: "the file has no header row.", line: 1, column: 1))
      return nil
    }
    if header.count == 1, header[0].text.contains(where: { $0 == ";" || $0 == "\t" }) {
      let message = "the header is one cell. Separate cells by commas."
      report(.init(message: message, line: 1, column: 1))
      return nil
    }
    problems(ofHeader: header).forEach(report)
    for row in rows.dropFirst() where row.count != header.count {
      let isBlank = row.count == 1 && row[0].text.isEmpty
      let found = isBlank ? "an empty line" : row.count == 1 ? "1 cell" : "\(row.count) cells"
      let message = "\(found). Expected \(header.count) cells, as in the header."
      report(.init(message: message, line: row[0].line, column: 1))
    }
    if rows.count == 1 {
      report(.init(message: "there are no rows below the header.", line: 1, column: 1))
    }
    return CSVTable(
      file: file, header: header, rows: rows.dropFirst().filter { $0.count == header.count })
  }

  /// Columns without a name and names that are given twice.
  private static func problems(ofHeader header: [Cell]) -> [CSVScanner.Problem] {
    var names: Set<String> = []
    return header.compactMap { cell in
      if cell.text.isEmpty {
        return .init(message: "a column has no name.", line: cell.line, column: cell.column)
      }
      if names.insert(cell.text).inserted { return nil }
      let message = "the column '\(cell.text)' is given twice. Rename one."
      return .init(message: message, line: cell.line, column: cell.column)
    }
  }
}
