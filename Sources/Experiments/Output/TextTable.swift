internal import Foundation

/// A table for people: columns aligned with spaces, numbers to the right.
struct TextTable {
  private let header: [String]
  private let isNumeric: [Bool]
  private var rows: [[String]] = []

  /// Describes the columns: their headings, and whether they hold numbers.
  init(_ columns: [(heading: String, isNumeric: Bool)]) {
    header = columns.map(\.heading)
    isNumeric = columns.map(\.isNumeric)
  }

  mutating func add(_ cells: [String]) {
    precondition(cells.count == header.count, "\(cells.count) cells, \(header.count) columns")
    rows.append(cells)
  }

  /// One line for each row, below the headings; ends in a line feed.
  var text: String {
    let widths = header.indices.map { column in
      ([header] + rows).map { $0[column].count }.max()!
    }
    return ([header] + rows).map { row in
      let cells = row.enumerated().map { column, cell in
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        return isNumeric[column] ? padding + cell : cell + padding
      }
      let line = cells.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed()) + "\n"
    }.joined()
  }
}

/// Numbers for people: four significant digits, thousands set apart; `-` for nothing.
enum HumanNumber {
  static func text(_ value: Double?) -> String {
    guard let value else { return "-" }
    guard abs(value) >= 1000 else { return String(format: "%.4g", value) }
    let digits = String(format: "%.0f", abs(value))
    let grouped = digits.enumerated().map { index, digit in
      let remaining = digits.count - index
      return index > 0 && remaining % 3 == 0 ? ",\(digit)" : String(digit)
    }.joined()
    return value < 0 ? "-\(grouped)" : grouped
  }

  /// `low to high`.
  static func interval(_ low: Double?, _ high: Double?) -> String {
    guard let low, let high else { return "-" }
    return "\(text(low)) to \(text(high))"
  }
}
