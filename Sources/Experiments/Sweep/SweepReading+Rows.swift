/// Rows that are given one by one, in the sweep file or beside it.
extension SweepReading {
  func table(
    _ kind: SweepDesign.Kind, _ factors: [SweepFactor], _ record: RecordCursor
  ) -> ([SweepColumn], [[String]]) {
    switch kind {
    case .list: return list()
    case .csv: return csv(record)
    case .grid, .random, .latinHypercube, .sobol, .halton:
      return (factors.map { SweepColumn(key: $0.key, name: $0.name) }, [])
    }
  }

  private func list() -> ([SweepColumn], [[String]]) {
    let elements = file["rows"]?.list() ?? []
    if elements.isEmpty { file["rows"]?.fault("the list is empty. Give at least one row.") }
    var columns: [SweepColumn] = []
    var rows: [[String]] = []
    var first: [[String]: Int] = [:]
    for (index, element) in elements.enumerated() {
      guard let entries = element.mapping() else { continue }
      if index == 0 {
        columns = entries.compactMap { entry in
          checked(entry.key, entry.value).map { SweepColumn(key: $0, name: $0) }
        }
      }
      let values = columns.compactMap { column in
        entries.first { $0.key == column.key }.map { YAMLText.line($0.value.value) }
      }
      guard values.count == columns.count, entries.count == values.count else {
        element.fault(
          "every row needs the same keys: \(columns.map(\.key).joined(separator: ", ")).")
        continue
      }
      if let earlier = first.updateValue(index + 1, forKey: values) {
        element.fault("it is the same as row \(earlier). Delete one.")
      }
      rows.append(values)
    }
    return (columns, rows)
  }

  private func csv(_ record: RecordCursor) -> ([SweepColumn], [[String]]) {
    guard let cursor = record["file"], let written = cursor.text() else { return ([], []) }
    let path = InputFile.path(written, relativeTo: cursor.value.place.file)
    return Self.csv(path, blame: cursor, collector: collector)
  }

  /// Reads a design from a CSV file: keys in the header, a row for each run.
  static func csv(
    _ path: String, blame: Cursor, collector: FaultCollector
  ) -> ([SweepColumn], [[String]]) {
    collector.meet(path)
    guard
      let text = InputFile.text(
        at: path, blame: blame.value.place, blamePath: blame.path, limit: .table,
        collector: collector),
      let table = CSVTable.read(text, file: path, collector: collector)
    else { return ([], []) }
    var rows: [[String]] = []
    var seen: Set<[String]> = []
    for cells in table.rows {
      let place = Place(file: path, line: cells[0].line, column: 1)
      var values = cells.map(\.text)
      if !seen.insert(values).inserted {
        collector.report("the row is given twice. Delete one.", at: place, path: "")
      }
      for (index, cell) in cells.enumerated() where cell.text.allSatisfy(\.isWhitespace) {
        let place = Place(file: path, line: cell.line, column: cell.column)
        collector.report("the cell is empty. Give a value.", at: place, path: "")
        values[index] = "~"
      }
      rows.append(values)
    }
    return (table.header.map { SweepColumn(key: $0.text, name: $0.text) }, rows)
  }

  func checkNames(_ columns: [SweepColumn]) {
    let taken = ["row", "id", "strategy", "replication", "metric", "value"]
    let blame = file["factors"] ?? file["rows"] ?? file.cursor
    for (index, column) in columns.enumerated() {
      if taken.contains(column.name) {
        blame.fault("'\(column.name)' is a column of every result. Give another name.")
      }
      let earlier = columns[..<index]
      if earlier.contains(where: { $0.name == column.name || $0.key == column.key }) {
        blame.fault("'\(column.name)' is given twice. Keep one, or give another name.")
      }
    }
  }
}
