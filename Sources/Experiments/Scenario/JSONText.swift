/// JSON to be written: keeps the order of keys, and numbers as short as they can be.
indirect enum JSONText: Equatable {
  case string(String)
  case number(Double)
  /// Digits, for whole numbers beyond 2^53.
  case digits(UInt64)
  case flag(Bool)
  case list([JSONText])
  case object([Member])

  /// A key and its value.
  struct Member: Equatable {
    var key: String
    var value: JSONText

    /// Pairs a key with its value.
    init(_ key: String, _ value: JSONText) {
      self.key = key
      self.value = value
    }
  }

  /// A list of texts.
  static func strings(_ texts: [String]) -> JSONText { .list(texts.map(JSONText.string)) }

  /// Indented text without an end of line.
  func text(indent: String = "") -> String {
    let inner = indent + "  "
    switch self {
    case .string(let text): return ScenarioWriter.quoted(text)
    case .number(let value): return NumberText.text(value)
    case .digits(let value): return String(value)
    case .flag(let value): return value ? "true" : "false"
    case .list(let values):
      return "[\(values.map { $0.text(indent: indent) }.joined(separator: ", "))]"
    case .object(let members) where members.isEmpty: return "{}"
    case .object(let members):
      let lines = members.map {
        "\(inner)\(ScenarioWriter.quoted($0.key)): \($0.value.text(indent: inner))"
      }
      return "{\n\(lines.joined(separator: ",\n"))\n\(indent)}"
    }
  }
}
