@testable import Experiments

/// The words of a reader's files, for libFuzzer's `-dict`: keys and words of the schema, and what
/// the syntax is made of.
enum FuzzDictionary {
  static func text(of reader: InputReader) -> String {
    let words = Set(words(of: reader) + syntax(of: reader))
    return words.sorted().map { "\"\(escaped($0))\"\n" }.joined()
  }

  private static func words(of reader: InputReader) -> [String] {
    switch reader {
    case .scenario: words(of: ScenarioShape.file) + SmallEvidence.shared.parameters.keys
    case .policy: words(of: PolicyShape.file)
    case .cohort: ["id", "arm", "age", "sex", "race", "iv", "housed", "male", "white", "m", "b"]
    case .posterior: ["draw"] + SmallEvidence.shared.parameters.keys
    case .request: words(of: WhatIfShape.life)
    case .targets: words(of: TargetShape.file)
    case .calibration: words(of: CalibrationShape.file)
    case .sweep: words(of: SweepShape.file)
    }
  }

  private static func words(of record: Record) -> [String] {
    record.fields.flatMap { [$0.name] + words(of: $0.shape) }
  }

  private static func words(of shape: Shape) -> [String] {
    switch shape {
    case .text, .number, .integer: []
    case .flag: ["true", "false"]
    case .date: ["2026-01-31"]
    case .parameters: ["value", "distribution", "beta", "normal"]
    case .choice(let words): words
    case .record(let record): words(of: record)
    case .list(let element), .mapping(let element): words(of: element)
    case .either(let shapes): shapes.flatMap(words)
    }
  }

  private static func syntax(of reader: InputReader) -> [String] {
    let numbers = ["0", "1", "-1", "0.5", "1e308", "5e-324", "18446744073709551615", "1e999"]
    switch reader {
    case .cohort, .posterior: return numbers + [",", "\"", "\"\"", "\r\n", "\n", "\u{FEFF}"]
    case .request:
      return numbers + ["{", "}", "[", "]", ":", ",", "null", "\"", "\\u0000", "\\ud800"]
    case .scenario, .policy, .targets, .calibration, .sweep:
      return numbers + [
        ": ", "- ", "\n  ", "? ", "&a ", "*a", "!!int ", "|\n", ">-\n", "{", "}", "[", "]", "\"",
        "---\n", "~", "%YAML 1.1\n", "\u{85}", "\u{2028}", "\u{FEFF}", "\\x1B", "# ",
      ]
    }
  }

  private static func escaped(_ word: String) -> String {
    word.utf8.map { byte in
      let isPlain = (0x20..<0x7F).contains(byte) && byte != 0x22 && byte != 0x5C
      let digits = String(byte, radix: 16, uppercase: true)
      return isPlain
        ? String(UnicodeScalar(byte)) : "\\x" + (digits.count == 1 ? "0" : "") + digits
    }.joined()
  }
}
