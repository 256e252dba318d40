/// Reads JSON text (RFC 8259) into `YAMLValue`, so that requests are checked as files are, with the
/// same messages.
///
/// Stricter than most readers: a key given twice is a fault, and nesting has a limit.
struct JSONDocument {
  /// Deeper nesting is refused: no request comes near it.
  static let deepest = 32

  /// Why and where a text is no JSON.
  struct Problem: Error {
    var message: String
    var offset: Int
  }

  private let scalars: [Unicode.Scalar]
  private let file: String
  private let collector: FaultCollector
  private var index = 0
  private var lineStarts = [0]

  /// Parses a text; nil and at least one fault where it cannot be read at all.
  static func parse(_ text: String, file: String, collector: FaultCollector) -> YAMLValue? {
    collector.meet(file)
    var document = JSONDocument(text, file: file, collector: collector)
    do throws(Problem) {
      let value = try document.value(path: "", depth: 0)
      document.skipBlanks()
      guard document.index == document.scalars.count else {
        throw document.problem("something follows the end of the value")
      }
      return value
    } catch {
      collector.report("not JSON: \(error.message).", at: document.place(error.offset), path: "")
      return nil
    }
  }

  private init(_ text: String, file: String, collector: FaultCollector) {
    scalars = Array(text.unicodeScalars)
    self.file = file
    self.collector = collector
    for (offset, scalar) in scalars.enumerated() where scalar == "\n" {
      lineStarts.append(offset + 1)
    }
  }

  private func place(_ offset: Int) -> Place {
    let line = lineStarts.lastIndex { $0 <= offset } ?? 0
    return Place(file: file, line: line + 1, column: offset - lineStarts[line] + 1)
  }

  private func problem(_ message: String) -> Problem { Problem(message: message, offset: index) }

  private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  private mutating func skipBlanks() {
    while let scalar = next, " \t\n\r".unicodeScalars.contains(scalar) { index += 1 }
  }

  private mutating func take(_ expected: Unicode.Scalar) -> Bool {
    guard next == expected else { return false }
    index += 1
    return true
  }

  private mutating func value(path: String, depth: Int) throws(Problem) -> YAMLValue {
    guard depth <= Self.deepest else { throw problem("nested too deeply") }
    skipBlanks()
    let start = place(index)
    switch next {
    case nil: throw problem("the text ends where a value should stand")
    case "{": return YAMLValue(kind: .mapping(try entries(path, depth)), place: start)
    case "[": return YAMLValue(kind: .list(try elements(path, depth)), place: start)
    case "\"": return YAMLValue(kind: .scalar(try string(), isPlain: false), place: start)
    default: return YAMLValue(kind: .scalar(try literal(), isPlain: true), place: start)
    }
  }

  private mutating func entries(
    _ path: String, _ depth: Int
  ) throws(Problem) -> [YAMLValue.Entry] {
    index += 1
    var entries: [YAMLValue.Entry] = []
    var seen: Set<String> = []
    skipBlanks()
    if take("}") { return [] }
    while true {
      skipBlanks()
      let keyPlace = place(index)
      guard next == "\"" else { throw problem("a key in double quotes should stand here") }
      let key = try string()
      skipBlanks()
      guard take(":") else { throw problem("a colon should follow the key") }
      let child = path.isEmpty ? key : "\(path).\(key)"
      let value = try value(path: child, depth: depth + 1)
      if seen.insert(key).inserted {
        entries.append(YAMLValue.Entry(key: key, keyPlace: keyPlace, value: value))
      } else {
        collector.report("the key '\(key)' is given twice. Keep one.", at: keyPlace, path: path)
      }
      skipBlanks()
      if take("}") { return entries }
      guard take(",") else { throw problem("a comma or } should stand here") }
    }
  }

  private mutating func elements(_ path: String, _ depth: Int) throws(Problem) -> [YAMLValue] {
    index += 1
    var values: [YAMLValue] = []
    skipBlanks()
    if take("]") { return [] }
    while true {
      values.append(try value(path: "\(path)[\(values.count)]", depth: depth + 1))
      skipBlanks()
      if take("]") { return values }
      guard take(",") else { throw problem("a comma or ] should stand here") }
    }
  }

  /// A number, `true`, `false` or `null`, as written; whoever reads it says whether it fits.
  private mutating func literal() throws(Problem) -> String {
    let start = index
    var text = String.UnicodeScalarView()
    while let scalar = next, scalar.isASCII,
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || "+-.".unicodeScalars.contains(scalar)
    {
      text.append(scalar)
      index += 1
    }
    let word = String(text)
    if ["true", "false", "null"].contains(word) || (try? NumberText.double(word)) != nil {
      return word
    }
    throw Problem(
      message: word.isEmpty
        ? "'\(next.map(String.init) ?? "")' cannot begin a value"
        : "'\(word.prefix(60))' is no JSON value", offset: start)
  }

  private mutating func string() throws(Problem) -> String {
    index += 1
    var text = String.UnicodeScalarView()
    while let scalar = next {
      switch scalar {
      case "\"":
        index += 1
        return String(text)
      case "\\": text.append(try escape())
      case "\u{0}"..."\u{1F}": throw problem("a control character stands in a text")
      default:
        text.append(scalar)
        index += 1
      }
    }
    throw problem("a text has no end")
  }

  private mutating func escape() throws(Problem) -> Unicode.Scalar {
    index += 1
    guard let letter = next else { throw problem("a text has no end") }
    index += 1
    switch letter {
    case "\"", "\\", "/": return letter
    case "b": return "\u{8}"
    case "f": return "\u{C}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "u": return try codePoint()
    default: throw problem("'\\\(letter)' is no escape")
    }
  }

  private mutating func codePoint() throws(Problem) -> Unicode.Scalar {
    let first = try unit()
    if let scalar = Unicode.Scalar(first) { return scalar }
    // A character beyond the first 65,536 is written as two halves.
    guard (0xD800...0xDBFF).contains(first), take("\\"), take("u") else {
      throw problem("half a character stands in a text")
    }
    let second = try unit()
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
    else { throw problem("half a character stands in a text") }
    return scalar
  }

  private mutating func unit() throws(Problem) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = next.flatMap({ Character($0).hexDigitValue }), next?.isASCII == true else {
        throw problem("\\u needs four hexadecimal digits")
      }
      value = value << 4 | UInt32(digit)
      index += 1
    }
    return value
  }
}
