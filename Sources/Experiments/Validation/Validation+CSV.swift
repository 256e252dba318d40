/// The rows of a validation as a table for other programs.
extension Validation {
  /// All checks and targets as CSV: RFC 4180, numbers with all their digits.
  public var csv: String {
    var bytes: [UInt8] = []
    Self.append(Self.columns.map { .text($0) }, to: &bytes)
    for check in checks {
      Self.append(
        [
          .text(check.part.rawValue), "", .text(check.name), "", "", "",
          .number(check.expected), .number(nil), .number(nil), .number(check.value),
          .number(check.standardError), .number(check.z),
          .text(check.agrees ? "agrees" : "differs"),
          "", .text(check.source),
        ], to: &bytes)
    }
    for result in results { Self.append(Self.fields(result), to: &bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let columns = [
    "part", "name", "title", "scenario", "settings", "quantity", "published", "published_lower95",
    "published_upper95", "model", "standard_error", "z", "verdict", "trial_people", "source",
  ]

  private static func fields(_ result: TargetResult) -> [CSVField] {
    let target = result.target
    let isTrial = target.scenario.hasPrefix("trials/")
    return [
      .text(target.use.rawValue), .text(target.name), .text(target.title),
      .text(target.scenario),
      .text(target.setting.settings.joined(separator: "; ")), .text(target.quantity.name),
      .number(target.value), .number(target.interval?.lowerBound),
      .number(target.interval?.upperBound), .number(result.mean), .number(result.standardError),
      .number(result.z), .text(result.verdict.rawValue),
      .text(isTrial ? (result.drawsTrialPeople ? "drawn" : "randomised") : ""),
      .text(target.sources.joined(separator: " ")),
    ]
  }

  private static func append(_ fields: [CSVField], to bytes: inout [UInt8]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      CSVFile.append(field, to: &bytes)
    }
    bytes.append(UInt8(ascii: "\n"))
  }
}
