internal import TreatmentModel

/// Reads the people of a cohort file.
///
/// An empty cell is a value that is not known: the model draws it from the population tables.
struct CohortFile {
  let table: CSVTable
  let columns: CohortColumns
  /// Rows to keep: the texts that a column may have.
  let filter: [Filter]
  let collector: FaultCollector

  /// Texts that a column of the rows to keep may have.
  struct Filter: Sendable {
    var column: String
    var texts: [String]
    /// Where it was written, for faults.
    var cursor: Cursor
  }

  /// Ages in years that a file may hold.
  private static let ages = Bounds(lower: 0, upper: 120)

  /// Reads the members; nil after reporting faults.
  static func members(
    _ text: String, file: String, columns: CohortColumns, filter: [Filter],
    collector: FaultCollector
  ) -> [CohortMember]? {
    let own = FaultCollector()
    defer { collector.report(faultsOf: own, file: file) }
    guard let table = CSVTable.read(text, file: file, collector: own) else { return nil }
    let reader = CohortFile(table: table, columns: columns, filter: filter, collector: own)
    guard reader.hasAllColumns() else { return nil }
    let members = reader.members()
    return own.faults.isEmpty ? members : nil
  }

  private func hasAllColumns() -> Bool {
    let names = table.header.map(\.text)
    let wanted =
      columns.all.map { ($0.name, $0.cursor) } + filter.map { ($0.column, $0.cursor) }
    let missing = wanted.filter { !names.contains($0.0) }
    for (name, cursor) in missing {
      collector.report(
        "\(table.file) has no column '\(name)'. \(NearestName.question(name, among: names))"
          + "Its columns: \(names.joined(separator: ", ")).",
        at: cursor.value.place, path: cursor.path)
    }
    return missing.isEmpty
  }

  private func members() -> [CohortMember] {
    var firstLine: [String: Int] = [:]
    var members: [CohortMember] = []
    for row in table.rows where isKept(row) {
      let id = cell(columns.id, of: row)
      if id.text.isEmpty {
        fault("the person has no name. Give every row its own.", at: id, columns.id)
      } else if let line = firstLine[id.text] {
        fault("'\(id.text)' is also the name in line \(line).", at: id, columns.id)
      } else if let complaint = SpreadsheetFormula.complaint(id.text) {
        fault(complaint, at: id, columns.id)
      }
      firstLine[id.text] = firstLine[id.text] ?? id.line
      members.append(member(id.text, of: row))
    }
    if members.isEmpty {
      let place = filter.first?.cursor.value.place ?? Place(file: table.file)
      collector.report(
        "no row of \(table.file) is kept. Rows in the file: \(table.rows.count).", at: place,
        path: filter.isEmpty ? "" : "population.where")
    }
    return members
  }

  private func isKept(_ row: [CSVTable.Cell]) -> Bool {
    filter.allSatisfy { condition in
      table.index(of: condition.column).map { condition.texts.contains(row[$0].text) } ?? false
    }
  }

  private func member(_ id: String, of row: [CSVTable.Cell]) -> CohortMember {
    var member = CohortMember(id: id)
    member.medication = word(.medication, of: row).flatMap { word in
      Medication.active.first { $0.name == word }
    }
    member.age = age(of: row)
    member.sex = known(.sex, of: row)
    member.race = known(.race, of: row)
    member.ancestry = known(.ancestry, of: row)
    member.insurance = known(.insurance, of: row)
    for trait in Traits.named {
      guard let column = columns.traits[trait.name] else { continue }
      let word = column.values == nil ? digit(column, of: row) : word(column, of: row)
      guard let word else { continue }
      member.knownTraits.insert(trait.trait)
      if word == "yes" { member.traits.insert(trait.trait) }
    }
    return member
  }

  private func age(of row: [CSVTable.Cell]) -> Float? {
    guard let column = columns.attributes[.age] else { return nil }
    let cell = cell(column, of: row)
    if cell.text.isEmpty { return nil }
    guard let age = try? NumberText.double(cell.text) else {
      fault("'\(cell.text)' is not an age in years.", at: cell, column)
      return nil
    }
    if let complaint = Self.ages.complaint(age, text: cell.text) {
      fault(complaint, at: cell, column)
    }
    return Float(age)
  }

  /// A case of an enumeration whose case names are the words of the file.
  private func known<Value: CaseIterable>(
    _ attribute: CohortColumns.Attribute, of row: [CSVTable.Cell]
  ) -> Value? {
    word(attribute, of: row).flatMap { word in
      Value.allCases.first { String(describing: $0) == word }
    }
  }

  private func word(_ attribute: CohortColumns.Attribute, of row: [CSVTable.Cell]) -> String? {
    guard let column = columns.attributes[attribute] else { return nil }
    return word(column, of: row, allowed: attribute.words)
  }

  /// The word of the model for a cell; nil where the cell is empty or says that it is unknown.
  private func word(
    _ column: CohortColumns.Column, of row: [CSVTable.Cell], allowed: [String] = []
  ) -> String? {
    let cell = cell(column, of: row)
    if let values = column.values {
      if let word = values[cell.text] { return word == ScenarioShape.unknown ? nil : word }
      if cell.text.isEmpty { return nil }
      let listed = values.keys.filter { !$0.isEmpty }.sorted()
      fault(
        "'\(cell.text)' has no meaning in the scenario. \(NearestName.question(cell.text, among: listed))"
          + "It gives meanings to: \(listed.joined(separator: ", ")).", at: cell, column)
      return nil
    }
    if cell.text.isEmpty || allowed.contains(cell.text) {
      return cell.text.isEmpty ? nil : cell.text
    }
    fault(
      "'\(cell.text)' is not allowed. \(NearestName.question(cell.text, among: allowed))"
        + "Allowed here: \(allowed.joined(separator: ", ")); or say with 'values' what it means.",
      at: cell, column)
    return nil
  }

  /// 1 or 0.
  private func digit(_ column: CohortColumns.Column, of row: [CSVTable.Cell]) -> String? {
    let cell = cell(column, of: row)
    switch cell.text {
    case "": return nil
    case "1": return "yes"
    case "0": return "no"
    default:
      fault(
        "'\(cell.text)' is neither 1 nor 0. Leave it empty where it is not known, or say with "
          + "'values' what it means.", at: cell, column)
      return nil
    }
  }

  private func cell(_ column: CohortColumns.Column, of row: [CSVTable.Cell]) -> CSVTable.Cell {
    guard let index = table.index(of: column.name) else {
      preconditionFailure("column \(column.name) was not checked")
    }
    return row[index]
  }

  private func fault(
    _ message: String, at cell: CSVTable.Cell, _ column: CohortColumns.Column
  ) {
    let place = Place(file: table.file, line: cell.line, column: cell.column)
    collector.report(message, at: place, path: column.name)
  }
}
