internal import Yams

/// Reads YAML text into `YAMLValue`, refusing what invites accidents: anchors and aliases, tags,
/// keys that are no text, keys given twice, several documents in a file.
enum YAMLDocument {
  /// Parses a text; nil and at least one fault where it cannot be read at all.
  static func parse(_ text: String, file: String, collector: FaultCollector) -> YAMLValue? {
    collector.meet(file)
    let whole = Place(file: file)
    guard text.utf8.count <= InputFile.Limit.document.bytes else {
      collector.report(InputFile.Limit.document.message, at: whole, path: "")
      return nil
    }
    // YAML reads both ends of line alike; one kind keeps line numbers simple.
    let text = text.replacing("\r\n", with: "\n")
    if let flood = aliasFlood(in: text, file: file) {
      collector.report(Reason.anchor, at: flood, path: "")
      return nil
    }
    if let place = privateUse(in: text, file: file) {
      collector.report("private-use characters are not allowed.", at: place, path: "")
      return nil
    }
    var repair = DuplicateKeys(text: text, file: file)
    while true {
      do {
        // The parser must outlive the nodes, which hold their anchors weakly.
        let parser = try Parser(yaml: repair.text, resolver: .basic, encoding: .utf8)
        let root = try parser.singleRoot()
        defer { withExtendedLifetime(parser) {} }
        repair.report(to: collector)
        guard let root, !isEmptyDocument(root) else {
          collector.report("the file is empty.", at: whole, path: "")
          return nil
        }
        return convert(root, file: file, path: "", collector: collector)
      } catch YamlError.duplicatedKeysInMapping(let names, let context) {
        let first = Place(file: file, line: context.mark.line, column: context.mark.column)
        if repair.setAside(names.first ?? "", firstAt: first) { continue }
        repair.report(to: collector)
        return nil
      } catch {
        repair.report(to: collector)
        collector.report(Reason.syntax(error), at: Reason.place(of: error, file: file), path: "")
        return nil
      }
    }
  }

  private static func isEmptyDocument(_ root: Node) -> Bool {
    guard case .scalar(let scalar) = root else { return false }
    return scalar.string.isEmpty && scalar.style == .plain
  }

  private static func convert(
    _ node: Node, file: String, path: String, collector: FaultCollector
  ) -> YAMLValue? {
    let place = Place(file: file, line: node.mark?.line, column: node.mark?.column)
    if node.anchor != nil {
      collector.report(Reason.anchor, at: place, path: path)
      return nil
    }
    guard let tag = writtenTag(of: node) else {
      return convertUntagged(node, place: place, path: path, collector: collector)
    }
    collector.report("the tag '\(tag)' is not allowed. Remove it.", at: place, path: path)
    return nil
  }

  private static func convertUntagged(
    _ node: Node, place: Place, path: String, collector: FaultCollector
  ) -> YAMLValue? {
    switch node {
    case .scalar(let scalar):
      return YAMLValue(
        kind: .scalar(scalar.string, isPlain: scalar.style == .plain), place: place)
    case .sequence(let sequence):
      var values: [YAMLValue] = []
      for (index, element) in sequence.enumerated() {
        let value = convert(
          element, file: place.file, path: "\(path)[\(index)]", collector: collector)
        if let value { values.append(value) }
      }
      return YAMLValue(kind: .list(values), place: place)
    case .mapping(let mapping):
      var entries: [YAMLValue.Entry] = []
      for (keyNode, valueNode) in mapping {
        let keyPlace = Place(
          file: place.file, line: keyNode.mark?.line, column: keyNode.mark?.column)
        guard case .scalar(let key) = keyNode, keyNode.anchor == nil,
          !(key.string.isEmpty && key.style == .plain)
        else {
          collector.report("a key must be a text.", at: keyPlace, path: path)
          continue
        }
        if DuplicateKeys.isSetAside(key.string) { continue }
        let childPath = path.isEmpty ? key.string : "\(path).\(key.string)"
        let value = convert(
          valueNode, file: place.file, path: childPath, collector: collector)
        if let value {
          entries.append(.init(key: key.string, keyPlace: keyPlace, value: value))
        }
      }
      return YAMLValue(kind: .mapping(entries), place: place)
    case .alias:
      collector.report(Reason.anchor, at: place, path: path)
      return nil
    }
  }

  /// The tag as written; nil where there is none.
  private static func writtenTag(of node: Node) -> String? {
    let tag: Tag
    switch node {
    case .scalar(let scalar): tag = scalar.tag
    case .sequence(let sequence): tag = sequence.tag
    case .mapping(let mapping): tag = mapping.tag
    case .alias(let alias): tag = alias.tag
    }
    // The parser itself calls quoted scalars strings.
    let isOrdinary = tag.rawValue.isEmpty || tag.rawValue == Tag.Name.str.rawValue
    return isOrdinary ? nil : tag.rawValue
  }

  /// The place of the first private-use character: `DuplicateKeys` needs them for itself.
  private static func privateUse(in text: String, file: String) -> Place? {
    guard text.unicodeScalars.contains(where: { DuplicateKeys.marks.contains($0.value) }) else {
      return nil
    }
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let index = line.unicodeScalars.firstIndex { DuplicateKeys.marks.contains($0.value) }
      guard let index else { continue }
      let column = line.unicodeScalars.distance(from: line.startIndex, to: index) + 1
      return Place(file: file, line: number + 1, column: column)
    }
    return nil
  }

  /// The place of the first alias where there are so many that expanding them could exhaust the
  /// machine; the few that are left are refused one by one after parsing.
  private static func aliasFlood(in text: String, file: String) -> Place? {
    var first: Place?
    var aliases = 0
    var anchors = 0
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      var previous: Unicode.Scalar = " "
      var column = 0
      let scalars = Array(line.unicodeScalars)
      for (index, scalar) in scalars.enumerated() {
        column += 1
        let next = index + 1 < scalars.count ? scalars[index + 1] : " "
        // By what cannot stand before an alias, because many blanks and ends of line can.
        if !isInName(previous), previous != scalar, isInName(next) {
          if scalar == "&" { anchors += 1 }
          if scalar == "*" {
            aliases += 1
            if first == nil { first = Place(file: file, line: number + 1, column: column) }
          }
        }
        previous = scalar
      }
    }
    return anchors > 0 && aliases > 30 ? first : nil
  }

  /// Names of anchors may begin with digits and hyphens, too.
  private static func isInName(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "_"
      || scalar == "-"
  }
}

/// The texts of faults in YAML itself.
private enum Reason {
  static let anchor = "anchors (&) and aliases (*) are not allowed. Write the value out."

  static func syntax(_ error: any Error) -> String {
    guard let error = error as? YamlError else { return "not YAML: \(error)." }
    let problem: String
    switch error {
    case .scanner(let context, let text, _, _), .parser(let context, let text, _, _),
      .composer(let context, let text, _, _):
      problem = [context?.text, text].compactMap(\.self).joined(separator: ", ")
    case .reader(let text, _, _, _), .writer(let text), .emitter(let text),
      .representer(let text):
      problem = text
    case .no, .memory, .dataCouldNotBeDecoded, .duplicatedKeysInMapping:
      problem = "\(error)"
    }
    return "not YAML: \(problem). Check indentation, quotes and colons."
  }

  static func place(of error: any Error, file: String) -> Place {
    switch error as? YamlError {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      return Place(file: file, line: mark.line, column: mark.column)
    case .reader(_, let offset?, _, let yaml):
      let before = yaml.prefix(offset)
      let lines = before.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      return Place(file: file, line: lines.count, column: (lines.last?.count ?? 0) + 1)
    default:
      return Place(file: file)
    }
  }
}
