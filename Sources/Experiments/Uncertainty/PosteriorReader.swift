/// Reads files of joint draws, such as the `posterior.csv` of a calibration.
///
/// A file has one column for each input, named by its key, and one row for each draw.
public struct PosteriorReader {
  /// The column in which a calibration numbers its rows; its cells are not read.
  static let rowNumber = "draw"

  /// A column that is an input.
  private struct Column {
    /// Index of the cell in a row.
    var place: Int
    var input: UncertainInput
  }

  private let table: CSVTable
  private let scenario: Scenario
  /// The inputs that the scenario may take, by key.
  private let possible: [String: UncertainInput]
  private let collector: FaultCollector

  /// Reads a file for a scenario.
  ///
  /// - Throws: `Faults`, everything that is wrong: with the table, with columns that the scenario does
  ///   not take, and with numbers that their inputs cannot have.
  public static func read(path: String, for scenario: Scenario) throws(Faults) -> PosteriorDraws {
    let collector = FaultCollector()
    let text = InputFile.text(
      at: path, blame: Place(file: "--posterior \(path)"), blamePath: "", limit: .table,
      collector: collector)
    let draws = text.flatMap { text in
      collector.inputs.last.flatMap { file in
        read(text, from: file, for: scenario, collector: collector)
      }
    }
    try collector.throwIfAny()
    guard let draws else { preconditionFailure("no draws and no fault in \(path)") }
    return draws
  }

  /// Reads a text; nil after reporting faults.
  static func read(
    _ text: String, from file: InputDigest, for scenario: Scenario, collector: FaultCollector
  ) -> PosteriorDraws? {
    let own = FaultCollector()
    defer { collector.report(faultsOf: own, file: file.name) }
    guard let table = CSVTable.readable(text, file: file.name, collector: own) else { return nil }
    let reader = PosteriorReader(
      table: table, scenario: scenario,
      possible: Dictionary(
        scenario.possibleInputs.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first }),
      collector: own)
    let columns = reader.columns()
    let rows = reader.rows(columns)
    guard own.faults.isEmpty else { return nil }
    return PosteriorDraws(inputs: columns.map(\.input), rows: rows, file: file)
  }

  private func columns() -> [Column] {
    let named = table.header.enumerated().filter {
      !$0.element.text.isEmpty && $0.element.text != Self.rowNumber
    }
    if named.isEmpty, let first = table.header.first {
      fault("no column is an input. Name columns by keys of parameters.", at: first, "")
    }
    return named.compactMap { place, cell in
      if let complaint = complaint(about: cell.text) { fault(complaint, at: cell, cell.text) }
      return possible[cell.text].map { Column(place: place, input: $0) }
    }
  }

  /// Why an input may not come from the file; nil where it may.
  private func complaint(about key: String) -> String? {
    guard possible[key] != nil else {
      if scenario.inputKeys.contains(key) {
        return "the scenario draws no such input: it is a price or a setting of a policy, or an "
          + "effect that the evidence floor takes away. Delete the column."
      }
      return "unknown parameter. \(NearestName.question(key, among: possible.keys.sorted()))"
        + "All keys: moudsim parameters."
    }
    if !scenario.takes(key) {
      return "the scenario does not take it: every community has a number of its own. Delete the "
        + "column, or those numbers."
    }
    if scenario.uncertainty.correlated.contains(where: { $0.keys.contains(key) }) {
      return "the scenario correlates it with other inputs (uncertainty.correlated). Take it out "
        + "there, or delete the column."
    }
    return nil
  }

  private func rows(_ columns: [Column]) -> [[Double]] {
    // Ranges say all of a parameter that stands for itself.
    let dependsOnOthers = columns.contains { column in
      ShareGroup(of: column.input.key) != nil || column.input.key.hasPrefix("policy.")
    }
    return table.rows.map { row in
      let numbers = columns.compactMap { number(row[$0.place], of: $0.input.key, $0.input.range) }
      if dependsOnOthers, numbers.count == columns.count { checkTogether(numbers, columns, row) }
      return numbers
    }
  }

  /// The number of a cell; nil after reporting why it is none or impossible.
  private func number(
    _ cell: CSVTable.Cell, of key: String, _ range: ClosedRange<Double>
  ) -> Double? {
    do throws(NumberText.Problem) {
      let number = try NumberText.double(cell.text)
      guard let complaint = Bounds.closed(range).complaint(number, text: cell.text) else {
        return number
      }
      fault(complaint, at: cell, key)
    } catch {
      switch error {
      case .notANumber where cell.text.isEmpty:
        fault("the cell is empty. Give a number.", at: cell, key)
      case .notANumber: fault("'\(cell.text)' is not a number.", at: cell, key)
      case .illWritten(let advice):
        fault("'\(cell.text)' is not a number. \(advice)", at: cell, key)
      }
    }
    return nil
  }

  /// Reports a row whose numbers are possible one by one and not together: parts of a whole, and
  /// effects that their lever cannot have.
  private func checkTogether(_ numbers: [Double], _ columns: [Column], _ row: [CSVTable.Cell]) {
    // Of a column that is given twice, which was reported, the first counts.
    let inputs = Scenario.Inputs(
      zip(columns.map(\.input.key), numbers), uniquingKeysWith: { first, _ in first })
    do throws(InputFault) {
      _ = try scenario.draft.with(inputs)
    } catch {
      let place = columns.first { $0.input.key == error.key }?.place ?? 0
      fault(error.message, at: row[place], error.key)
    }
  }

  private func fault(_ message: String, at cell: CSVTable.Cell, _ path: String) {
    let place = Place(file: table.file, line: cell.line, column: cell.column)
    collector.report(message, at: place, path: path)
  }
}
