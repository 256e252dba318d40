/// Pieces of HTML; text goes in escaped and cannot become markup.
enum HTML {
  /// A text as content of an element or value of an attribute in double quotes.
  static func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      // No document may hold these; a browser would show its own sign.
      case "\u{0}"..."\u{8}", "\u{b}"..."\u{1f}", "\u{7f}": result += "\u{fffd}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// An element around content that is HTML already.
  static func element(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ content: String
  ) -> String {
    "<\(name)\(list(attributes))>\(content)</\(name)>"
  }

  /// An element around a text.
  static func element(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:], text: String
  ) -> String {
    element(name, attributes, escaped(text))
  }

  /// An element that has no content.
  static func void(_ name: String, _ attributes: KeyValuePairs<String, String>) -> String {
    "<\(name)\(list(attributes))>"
  }

  private static func list(_ attributes: KeyValuePairs<String, String>) -> String {
    attributes.map { $0.value.isEmpty ? " \($0.key)" : " \($0.key)=\"\(escaped($0.value))\"" }
      .joined()
  }

  /// Marked text as HTML.
  static func inline(_ text: ReportText) -> String { text.pieces.map(inline).joined() }

  private static func inline(_ piece: ReportText.Piece) -> String {
    switch piece {
    case .plain(let text): return escaped(text)
    case .strong(let text): return element("strong", text: text)
    case .minor(let text): return element("span", ["class": "minor"], text: text)
    case .code(let text): return element("code", text: text)
    case .lineBreak: return "<br>"
    case .link(let text, let target):
      // Other schemes, such as javascript:, have no place in a report.
      guard target.hasPrefix("#") || target.hasPrefix("https://") else { return escaped(text) }
      return element("a", ["href": target], text: text)
    }
  }

  /// JSON as the content of a `script` element: no `<` can end the element.
  static func scriptData(_ json: String) -> String { json.replacing("<", with: #"\u003c"#) }
}
