/// A run of text in a report, with the few marks that a report needs.
///
/// It holds what is to be read, never markup: the writer escapes every piece.
struct ReportText: Sendable, Equatable, ExpressibleByStringInterpolation {
  /// A piece of text with one mark.
  enum Piece: Sendable, Equatable {
    /// Text as it is.
    case plain(String)
    /// Text that matters more.
    case strong(String)
    /// Text that matters less, such as an interval below its mean.
    case minor(String)
    /// What is typed or printed by a program.
    case code(String)
    /// Text that leads to a place in the report, `#name`, or to a page with `https`.
    case link(String, to: String)
    /// A new line in the same cell or paragraph.
    case lineBreak
  }

  /// The pieces in the order of reading.
  var pieces: [Piece]

  /// Collects pieces.
  init(_ pieces: [Piece]) { self.pieces = pieces }

  /// Takes a text as it is.
  init(_ text: String) { pieces = text.isEmpty ? [] : [.plain(text)] }

  /// Takes a text as it is.
  init(stringLiteral text: String) { self.init(text) }

  /// Whether there is nothing to read.
  var isEmpty: Bool { pieces.isEmpty }

  /// The text without its marks.
  var plain: String {
    pieces.map { piece in
      switch piece {
      case .plain(let text), .strong(let text), .minor(let text), .code(let text),
        .link(let text, _):
        text
      case .lineBreak: " "
      }
    }.joined()
  }

  /// One text after the other.
  static func + (left: ReportText, right: ReportText) -> ReportText {
    ReportText(left.pieces + right.pieces)
  }

  /// A text that matters more.
  static func strong(_ text: String) -> ReportText { ReportText([.strong(text)]) }

  /// A text that matters less.
  static func minor(_ text: String) -> ReportText { ReportText([.minor(text)]) }

  /// What is typed or printed by a program.
  static func code(_ text: String) -> ReportText { ReportText([.code(text)]) }

  /// Text that leads to a place in the report, `#name`, or to a page with `https`.
  static func link(_ text: String, to target: String) -> ReportText {
    ReportText([.link(text, to: target)])
  }

  /// A text with a second, less important line below it.
  static func lines(_ first: String, _ second: String) -> ReportText {
    second.isEmpty ? ReportText(first) : ReportText([.plain(first), .lineBreak, .minor(second)])
  }
}
