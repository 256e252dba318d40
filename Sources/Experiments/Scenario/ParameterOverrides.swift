internal import TreatmentModel

/// Parameters of a scenario or a community that differ from those below.
struct ParameterOverrides {
  /// One of them.
  struct Override {
    var key: String
    var value: Double
    var source: String?
    var note: String?
    var distribution: ParameterDistribution?
    var cursor: Cursor
  }

  /// In the order of the file.
  private(set) var all: [Override] = []

  /// No overrides.
  init() {}

  /// Reads a mapping of keys to numbers or `{value, source, note, distribution}`.
  init(_ cursor: Cursor, parameters: ParameterFile) {
    for entry in cursor.mapping() ?? [] {
      guard let row = parameters[entry.key] else {
        cursor.collector.report(
          "unknown parameter. \(NearestName.question(entry.key, among: parameters.keys))"
            + "All keys: moudsim parameters.",
          at: entry.keyPlace, path: entry.value.path)
        continue
      }
      if let override = Self.override(row, entry.value) { all.append(override) }
    }
  }

  private static func override(_ row: Parameter, _ cursor: Cursor) -> Override? {
    let bounds = Bounds.closed(row.range)
    guard case .mapping = cursor.value.kind else {
      return cursor.number(in: bounds).map { Override(key: row.key, value: $0, cursor: cursor) }
    }
    guard let record = cursor.record(ScenarioShape.overrideRecord) else { return nil }
    let value = record["value"]?.number(in: bounds)
    let distribution = record["distribution"].flatMap(ParameterReading.distribution)
    let source = record.text("source")
    let note = record.text("note")
    return value.map {
      Override(
        key: row.key, value: $0, source: source, note: note, distribution: distribution,
        cursor: cursor)
    }
  }

  /// The values with the overrides, after checking shares that must sum to 1.
  func applied(to base: Parameters, of file: ParameterFile) -> Parameters {
    var values = base
    for override in all { values[override.key] = override.value }
    let list = file.keys.map { ($0, values[$0]) }
    var last: [String: Override] = [:]
    for override in all {
      if let group = ShareGroup(of: override.key) { last[group.prefix] = override }
    }
    for override in last.values {
      if let complaint = ShareGroup(of: override.key)?.complaint(list) {
        override.cursor.fault("\(complaint) Change the others too.")
      }
    }
    return values
  }
}
