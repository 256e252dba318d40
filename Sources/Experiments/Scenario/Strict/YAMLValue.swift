/// A value of a YAML document with its place; what our files may be made of and nothing else.
struct YAMLValue: Sendable, Equatable {
  /// The three kinds of values.
  enum Kind: Sendable, Equatable {
    /// A text as written; `isPlain` where it stood without quotes.
    case scalar(String, isPlain: Bool)
    case list([YAMLValue])
    case mapping([Entry])
  }

  /// A key and its value.
  struct Entry: Sendable, Equatable {
    var key: String
    var keyPlace: Place
    var value: YAMLValue
  }

  var kind: Kind
  var place: Place

  /// Whether nothing was written: an empty value, `~` or `null`.
  var isNothing: Bool {
    guard case .scalar(let text, isPlain: true) = kind else { return false }
    return text.isEmpty || text == "~" || text == "null"
  }

  /// What was found, for messages: a scalar as written, otherwise the kind.
  var found: String {
    switch kind {
    case .scalar where isNothing: "nothing"
    case .scalar(let text, isPlain: true): Self.shortened(text)
    case .scalar(let text, isPlain: false): "'\(Self.shortened(text))'"
    case .list: "a list"
    case .mapping: "a mapping"
    }
  }

  /// The text of a scalar; nil for lists and mappings.
  var scalar: String? {
    guard case .scalar(let text, _) = kind else { return nil }
    return text
  }

  /// The value of a key; nil where there is none, or this is no mapping.
  subscript(_ key: String) -> YAMLValue? {
    guard case .mapping(let entries) = kind else { return nil }
    return entries.first { $0.key == key }?.value
  }

  /// The same value said to stand elsewhere.
  func moved(to place: Place) -> YAMLValue {
    var moved = self
    moved.place = place
    switch kind {
    case .scalar: break
    case .list(let values): moved.kind = .list(values.map { $0.moved(to: place) })
    case .mapping(let entries):
      moved.kind = .mapping(
        entries.map { .init(key: $0.key, keyPlace: place, value: $0.value.moved(to: place)) })
    }
    return moved
  }

  /// One line of at most 60 characters.
  private static func shortened(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.count > 60 ? line.prefix(57) + "..." : line
  }
}
