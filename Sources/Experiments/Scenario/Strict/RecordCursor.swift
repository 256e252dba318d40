/// A mapping read against its description: keys, types, bounds and defaults come from the `Record`.
///
/// Every read returns nil where the key is absent and has no default, or is at fault.
struct RecordCursor {
  let record: Record
  let cursor: Cursor
  private let children: [String: Cursor]

  /// Checks the keys.
  init(
    _ record: Record, entries: [(key: String, keyPlace: Place, value: Cursor)], of cursor: Cursor
  ) {
    self.record = record
    self.cursor = cursor
    var children: [String: Cursor] = [:]
    let allowed = record.names
    for entry in entries {
      if allowed.contains(entry.key) {
        children[entry.key] = entry.value
        continue
      }
      cursor.collector.report(
        "unknown key. \(NearestName.question(entry.key, among: allowed))"
          + "Allowed here: \(allowed.joined(separator: ", ")).",
        at: entry.keyPlace, path: entry.value.path)
    }
    self.children = children
    let missing = record.fields.filter { $0.isRequired && children[$0.name] == nil }
    for field in missing {
      cursor.fault("the key '\(field.name)' is missing. It is: \(field.about)")
    }
  }

  /// The value of a key, for reads of the caller's own.
  subscript(_ name: String) -> Cursor? {
    _ = record.field(name)
    return children[name]
  }

  /// Whether a key is given.
  func has(_ name: String) -> Bool { self[name] != nil }

  /// A text.
  func text(_ name: String) -> String? {
    let field = record.field(name)
    if let child = children[name] { return child.text() }
    guard case .text(let standard) = field.standard else { return nil }
    return standard
  }

  /// A name: small letters, digits and hyphens.
  func name(_ name: String) -> String? {
    guard let text = text(name) else { return nil }
    let isName = text.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }
    guard isName else {
      self[name]?.fault("'\(text)' is no name. Write small letters, digits and hyphens.")
      return nil
    }
    return text
  }

  /// A number.
  func number(_ name: String) -> Double? {
    let field = record.field(name)
    guard case .number(let bounds) = field.shape else {
      preconditionFailure("\(name) is not described as a number")
    }
    if let child = children[name] { return child.number(in: bounds) }
    guard case .number(let standard) = field.standard else { return nil }
    return standard
  }

  /// A whole number.
  func integer(_ name: String) -> UInt64? {
    let field = record.field(name)
    guard case .integer(let range) = field.shape else {
      preconditionFailure("\(name) is not described as a whole number")
    }
    if let child = children[name] { return child.integer(in: range) }
    guard case .integer(let standard) = field.standard else { return nil }
    return standard
  }

  /// `true` or `false`.
  func flag(_ name: String) -> Bool? {
    let field = record.field(name)
    if let child = children[name] { return child.flag() }
    guard case .flag(let standard) = field.standard else { return nil }
    return standard
  }

  /// One of the words of the description.
  func choice(_ name: String) -> String? {
    let field = record.field(name)
    guard case .choice(let allowed) = field.shape else {
      preconditionFailure("\(name) is not described as a choice")
    }
    if let child = children[name] { return child.oneOf(allowed) }
    guard case .text(let standard) = field.standard else { return nil }
    return standard
  }

  /// A list of words of the description, each at most once; empty where the key is absent.
  func choices(_ name: String) -> [String] {
    guard case .list(.choice(let allowed)) = record.field(name).shape else {
      preconditionFailure("\(name) is not described as a list of choices")
    }
    var words: [String] = []
    for element in children[name]?.list() ?? [] {
      guard let word = element.oneOf(allowed) else { continue }
      if words.contains(word) { element.fault("'\(word)' is given twice. Keep one.") }
      words.append(word)
    }
    return words
  }

  /// A mapping within.
  func record(_ name: String) -> RecordCursor? {
    guard case .record(let inner) = record.field(name).shape else {
      preconditionFailure("\(name) is not described as a mapping")
    }
    return children[name]?.record(inner)
  }

  /// The elements of a list; nil where the key is absent or no list.
  func list(_ name: String) -> [Cursor]? { self[name]?.list() }
}
