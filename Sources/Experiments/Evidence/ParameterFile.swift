public import TreatmentModel

/// The parameter file: every number about the world that the model uses, with its evidence.
public struct ParameterFile: Sendable, Equatable {
  /// In the order of the file.
  public let rows: [Parameter]
  private let byKey: [String: Int]

  /// Wraps rows with keys that differ.
  init(_ rows: [Parameter]) {
    self.rows = rows
    byKey = Dictionary(uniqueKeysWithValues: rows.enumerated().map { ($0.element.key, $0.offset) })
  }

  /// The row of a key.
  public subscript(_ key: String) -> Parameter? { byKey[key].map { rows[$0] } }

  /// All keys, in the order of the file.
  public var keys: [String] { rows.map(\.key) }

  /// The values that hold where nothing overrides them.
  public var values: Parameters {
    Parameters(Dictionary(uniqueKeysWithValues: rows.map { ($0.key, $0.value) }))
  }

  static let rowShape = Record(fields: [
    .required("key", .text, "name by which scenarios override the parameter"),
    .required("value", .number(.any), "the value"),
    .required("unit", .choice(ParameterUnit.allCases.map(\.rawValue)), "the unit"),
    .optional("year", .integer(1990...2100), "year of the prices of an amount of money"),
    .optional("currency", .choice(["USD"]), "currency of an amount of money"),
    .required("range", .list(.number(.any)), "smallest and largest value that a scenario may set"),
    .required(
      "distribution", .record(ParameterReading.distributionRecord), "how uncertain the value is"),
    .required("grade", .choice(EvidenceGrade.allCases.map(\.rawValue)), "grade of the evidence"),
    .required(
      "source", .either([.text, .list(.text)]),
      "a key of the bibliography, several in a list, or assumption"),
    .required("how", .text, "how the value follows from the source"),
    .optional("note", .text, "what to keep in mind", standard: .text("")),
  ])
  static let fileShape = Record(fields: [
    .required("parameters", .list(.record(rowShape)), "the list of parameters")
  ])

  /// Reads a parameter file and checks it against the bibliography.
  ///
  /// - Throws: `Faults`, everything that is wrong with the text.
  public static func read(
    _ text: String, file: String, bibliography: Bibliography
  ) throws(Faults) -> ParameterFile {
    let collector = FaultCollector()
    var rows: [Parameter] = []
    var seen: Set<String> = []
    var lastOfGroup: [String: Cursor] = [:]
    let root = YAMLDocument.parse(text, file: file, collector: collector)
    let cursor = root.map { Cursor(value: $0, path: "", collector: collector) }
    for element in cursor?.record(fileShape)?.list("parameters") ?? [] {
      guard let record = element.record(rowShape), let key = record.text("key") else { continue }
      if !seen.insert(key).inserted {
        record["key"]?.fault("'\(key)' is the key of an earlier parameter. Give another.")
      }
      if let complaint = complaint(key) { record["key"]?.fault(complaint) }
      if let group = ShareGroup(of: key) { lastOfGroup[group.prefix] = record["key"] }
      if let row = ParameterReading.row(key, record, bibliography: bibliography) {
        if let other = rows.lazy.compactMap(\.prices).first, let prices = row.prices,
          prices != other
        {
          record["year"]?.fault("prices are in \(other) above. Convert all to one year.")
        }
        rows.append(row)
      }
    }
    // Sums say something only about rows that could all be read.
    if collector.faults.isEmpty {
      let values = rows.map { ($0.key, $0.value) }
      for cursor in lastOfGroup.values {
        if let key = cursor.text(), let complaint = ShareGroup(of: key)?.complaint(values) {
          cursor.fault(complaint)
        }
      }
    }
    try collector.throwIfAny()
    return ParameterFile(rows)
  }

  /// What is wrong with a key; nil where it belongs somewhere.
  private static func complaint(_ key: String) -> String? {
    guard let submodel = Submodel(of: key) else {
      return "'\(key)' belongs to no submodel. Begin it with one of: "
        + "\(Submodel.allCases.flatMap(\.families).joined(separator: ", "))."
    }
    if submodel == .economics, key.hasPrefix("\(CostFamily.prefix)."), CostFamily(of: key) == nil {
      return "'\(key)' is of no family of costs. Name it \(CostFamily.prefix).<family>.<what>; "
        + "families: \(CostFamily.allCases.map(\.rawValue).joined(separator: ", "))."
    }
    return nil
  }
}
