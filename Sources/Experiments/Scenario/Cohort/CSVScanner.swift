/// Cuts a CSV text into rows of cells.
struct CSVScanner {
  /// Something that makes the rest of the text unreadable.
  struct Problem: Error {
    var message: String
    var line: Int
    var column: Int
  }

  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var line = 1
  private var column = 1

  /// Starts at the beginning of a text.
  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  private var current: Unicode.Scalar? {
    position < scalars.count ? scalars[position] : nil
  }

  /// Whether a line ends here, by LF or CRLF.
  private var isAtLineEnd: Bool {
    current == "\n"
      || (current == "\r" && position + 1 < scalars.count && scalars[position + 1] == "\n")
  }

  /// The next row; nil at the end of the text.
  mutating func nextRow() throws(Problem) -> [CSVTable.Cell]? {
    guard current != nil else { return nil }
    var row: [CSVTable.Cell] = []
    while true {
      row.append(try current == "\"" ? quotedCell() : plainCell())
      if current == "," {
        advance()
        continue
      }
      if current == "\r" { advance() }
      if current == "\n" { advance() }
      return row
    }
  }

  private mutating func plainCell() throws(Problem) -> CSVTable.Cell {
    var cell = CSVTable.Cell(text: "", line: line, column: column)
    while let scalar = current, scalar != ",", !isAtLineEnd {
      if scalar == "\"" {
        throw problem("a quote within a cell. Put the whole cell in quotes and double this one.")
      }
      if scalar == "\r" { throw problem("a carriage return that ends no line.") }
      cell.text.unicodeScalars.append(scalar)
      advance()
    }
    return cell
  }

  private mutating func quotedCell() throws(Problem) -> CSVTable.Cell {
    var cell = CSVTable.Cell(text: "", line: line, column: column)
    let opening = problem("a quote is opened here and never closed.")
    advance()
    while true {
      guard let scalar = current else { throw opening }
      advance()
      if scalar != "\"" {
        cell.text.unicodeScalars.append(scalar)
      } else if current == "\"" {
        cell.text.unicodeScalars.append("\"")
        advance()
      } else if current == nil || current == "," || isAtLineEnd {
        return cell
      } else {
        throw problem("text after a closing quote. Double quotes that belong to the cell.")
      }
    }
  }

  private func problem(_ message: String) -> Problem {
    Problem(message: message, line: line, column: column)
  }

  private mutating func advance() {
    if scalars[position] == "\n" {
      line += 1
      column = 1
    } else {
      column += 1
    }
    position += 1
  }
}
