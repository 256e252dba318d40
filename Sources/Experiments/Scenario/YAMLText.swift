/// Writes a `YAMLValue` as YAML that reads back to the same value, places aside.
enum YAMLText {
  /// A document: mappings and lists in lines of their own.
  static func document(_ value: YAMLValue) -> String {
    lines(value, indent: "").joined(separator: "\n") + "\n"
  }

  /// A value on one line.
  static func line(_ value: YAMLValue) -> String {
    switch value.kind {
    case .scalar(let text, let isPlain): scalar(text, isPlain: isPlain)
    case .list(let values): "[\(values.map(line).joined(separator: ", "))]"
    case .mapping(let entries):
      "{\(entries.map { "\(key($0.key)): \(line($0.value))" }.joined(separator: ", "))}"
    }
  }

  private static func lines(_ value: YAMLValue, indent: String) -> [String] {
    switch value.kind {
    case .mapping(let entries) where !entries.isEmpty:
      entries.flatMap { entry -> [String] in
        let head = "\(indent)\(key(entry.key)):"
        guard isBlock(entry.value) else { return ["\(head) \(line(entry.value))"] }
        return [head] + lines(entry.value, indent: indent + "  ")
      }
    case .list(let values) where values.contains(where: isMapping):
      values.flatMap { element -> [String] in
        guard isBlock(element) else { return ["\(indent)- \(line(element))"] }
        var inner = lines(element, indent: indent + "  ")
        inner[0] = "\(indent)- \(inner[0].dropFirst(indent.count + 2))"
        return inner
      }
    default: [indent + line(value)]
    }
  }

  private static func isMapping(_ value: YAMLValue) -> Bool {
    guard case .mapping(let entries) = value.kind else { return false }
    return !entries.isEmpty
  }

  /// Whether a value takes lines of its own.
  private static func isBlock(_ value: YAMLValue) -> Bool {
    if case .list(let values) = value.kind { return values.contains(where: isMapping) }
    return isMapping(value)
  }

  /// Only words that no YAML reader takes for anything else go without quotes.
  private static func scalar(_ text: String, isPlain: Bool) -> String {
    guard isPlain else { return ScenarioWriter.quoted(text) }
    if text.isEmpty { return "~" }
    return isWord(text) || text == "~" ? text : ScenarioWriter.quoted(text)
  }

  private static func key(_ text: String) -> String {
    isWord(text) && text.first?.isLetter == true ? text : ScenarioWriter.quoted(text)
  }

  private static func isWord(_ text: String) -> Bool {
    guard let first = text.first, first.isASCII,
      first.isLetter || first.isNumber || (first == "-" && text.count > 1)
    else { return false }
    return text.dropFirst().allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "_.+-/".contains($0))
    }
  }
}
