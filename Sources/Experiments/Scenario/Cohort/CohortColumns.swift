internal import TreatmentModel

/// Which column of a cohort file holds what, and what the texts of its cells mean.
struct CohortColumns: Sendable {
  /// An attribute with one value out of several, or a number.
  enum Attribute: String, CaseIterable, Sendable {
    case medication, age, sex, race, ancestry, insurance

    /// The words of the model; empty for a number.
    var words: [String] {
      switch self {
      case .medication: Medication.active.map(\.name)
      case .age: []
      case .sex: Sex.allCases.map { String(describing: $0) }
      case .race: RaceEthnicity.allCases.map { String(describing: $0) }
      case .ancestry: Ancestry.allCases.map { String(describing: $0) }
      case .insurance: Insurance.allCases.map { String(describing: $0) }
      }
    }
  }

  /// A column and the meaning of its cells.
  struct Column: Sendable {
    var name: String
    /// Word of the model by text of the cell; nil where no mapping is written.
    var values: [String: String]?
    /// Where the name was written, for faults.
    var cursor: Cursor
  }

  var id: Column
  var attributes: [Attribute: Column]
  /// By name of the trait.
  var traits: [String: Column]

  /// Reads `population.columns`; nil after reporting faults.
  init?(_ record: RecordCursor) {
    guard let idCursor = record["id"], let idName = idCursor.text() else { return nil }
    id = Column(name: idName, values: nil, cursor: idCursor)
    attributes = [:]
    traits = [:]
    var isSound = true
    for attribute in Attribute.allCases {
      guard let cursor = record[attribute.rawValue] else { continue }
      attributes[attribute] = Self.column(cursor, words: attribute.words)
      if attributes[attribute] == nil { isSound = false }
    }
    if let inner = record.record("traits") {
      for trait in Traits.named {
        guard let cursor = inner[trait.name] else { continue }
        traits[trait.name] = Self.column(cursor, words: ScenarioShape.yesNo)
        if traits[trait.name] == nil { isSound = false }
      }
    } else if record.has("traits") {
      isSound = false
    }
    if !isSound { return nil }
  }

  /// A name, or `{column: name, values: {cell: word}}`.
  private static func column(_ cursor: Cursor, words: [String]) -> Column? {
    guard case .mapping = cursor.value.kind, !words.isEmpty else {
      return cursor.text().map { Column(name: $0, values: nil, cursor: cursor) }
    }
    let allowed = words + [ScenarioShape.unknown]
    guard let record = cursor.record(ScenarioShape.columnRecord(values: words)),
      let name = record.text("column"), let nameCursor = record["column"],
      let entries = record["values"]?.mapping()
    else { return nil }
    var values: [String: String] = [:]
    for entry in entries {
      guard let word = entry.value.oneOf(allowed) else { return nil }
      values[entry.key] = word
    }
    return Column(name: name, values: values, cursor: nameCursor)
  }

  /// All columns: the person's name first, then as the description lists them.
  var all: [Column] {
    [id] + Attribute.allCases.compactMap { attributes[$0] }
      + Traits.named.compactMap { traits[$0.name] }
  }
}
