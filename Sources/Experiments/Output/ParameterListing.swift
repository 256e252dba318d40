/// The built-in parameters as text for other programs and for people.
public enum ParameterListing {
  /// A CSV table: RFC 4180, one row for each parameter.
  public static func csv(_ rows: [Parameter]) -> String {
    var bytes: [UInt8] = []
    func append(_ fields: [CSVField]) {
      for (index, field) in fields.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        CSVFile.append(field, to: &bytes)
      }
      bytes.append(UInt8(ascii: "\n"))
    }
    append([
      "key", "value", "unit", "year", "currency", "lowest", "highest", "distribution", "grade",
      "source", "how",
      "note",
    ])
    for row in rows {
      append([
        .text(row.key), .number(row.value), .text(row.unit.rawValue),
        row.prices.map { .integer($0.year) } ?? .text(""),
        .text(row.prices?.currency ?? ""), .number(row.range.lowerBound),
        .number(row.range.upperBound),
        .text(call(row.distribution)), .text(row.grade.rawValue),
        .text(row.sources.joined(separator: " ")), .text(row.how), .text(row.note),
      ])
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// YAML in the form of the built-in file.
  public static func yaml(_ rows: [Parameter]) -> String {
    "parameters:\n"
      + rows.map { row in
        let bounds = [row.range.lowerBound, row.range.upperBound].map(CSVFile.shortest)
        let source = row.sources.isEmpty ? "assumption" : "[\(row.sources.joined(separator: ", "))]"
        let lines = [
          "- key: \(row.key)", "value: \(CSVFile.shortest(row.value))",
          "unit: \(quoted(row.unit.rawValue))",
        ]
        let prices = row.prices.map { ["year: \($0.year)", "currency: \($0.currency)"] } ?? []
        let rest = [
          "range: [\(bounds.joined(separator: ", "))]",
          "distribution: \(row.distribution.text)", "grade: \(row.grade.rawValue)",
          "source: \(source)", "how: \(quoted(row.how))",
        ]
        let note = row.note.isEmpty ? [] : ["note: \(quoted(row.note))"]
        return (lines + prices + rest + note).enumerated().map { index, line in
          (index == 0 ? "  " : "    ") + line + "\n"
        }.joined()
      }.joined(separator: "\n")
  }

  private static func call(_ distribution: ParameterDistribution) -> String {
    let arguments = distribution.arguments.map(CSVFile.shortest).joined(separator: ", ")
    return arguments.isEmpty ? distribution.name : "\(distribution.name)(\(arguments))"
  }

  private static func quoted(_ text: String) -> String { ScenarioWriter.quoted(text) }
}
