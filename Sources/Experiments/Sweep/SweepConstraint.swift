/// A comparison that a row must meet, such as `low < high`.
struct SweepConstraint: Sendable, Equatable {
  /// A side of it.
  enum Side: Sendable, Equatable {
    /// Index of a column.
    case column(Int)
    case number(Double)
  }

  /// Ways to compare.
  enum Comparison: String, CaseIterable, Sendable {
    // Longer signs first: the text is searched in this order.
    case atMost = "<="
    case atLeast = ">="
    case different = "!="
    case less = "<"
    case more = ">"
    case equal = "="

    func holds(_ left: Double, _ right: Double) -> Bool {
      switch self {
      case .atMost: left <= right
      case .atLeast: left >= right
      case .different: left != right
      case .less: left < right
      case .more: left > right
      case .equal: left == right
      }
    }
  }

  var left: Side
  var comparison: Comparison
  var right: Side

  /// Reads a constraint on columns; nil after reporting what is wrong with it.
  init?(_ cursor: Cursor, columns: [SweepColumn]) {
    guard let text = cursor.text() else { return nil }
    let words = text.split(separator: " ").map(String.init)
    guard words.count == 3, let comparison = Comparison(rawValue: words[1]) else {
      cursor.fault(
        "\(cursor.value.found) is no constraint. Write two sides and one of "
          + "\(Comparison.allCases.map(\.rawValue).joined(separator: " ")) between spaces, "
          + "like 'low < high'.")
      return nil
    }
    guard let left = Self.side(words[0], cursor, columns),
      let right = Self.side(words[2], cursor, columns)
    else { return nil }
    self.left = left
    self.comparison = comparison
    self.right = right
  }

  private static func side(_ word: String, _ cursor: Cursor, _ columns: [SweepColumn]) -> Side? {
    if let number = try? NumberText.double(word) { return .number(number) }
    if let index = columns.firstIndex(where: { $0.name == word || $0.key == word }) {
      return .column(index)
    }
    let names = columns.map(\.name)
    cursor.fault(
      "'\(word)' is no column. \(NearestName.question(word, among: names))"
        + "Columns: \(names.joined(separator: ", ")).")
    return nil
  }

  /// Whether a row meets it; a value that is no number meets none.
  func holds(for values: [String]) -> Bool {
    func number(_ side: Side) -> Double? {
      switch side {
      case .number(let number): number
      case .column(let index): try? NumberText.double(values[index])
      }
    }
    guard let left = number(left), let right = number(right) else { return false }
    return comparison.holds(left, right)
  }
}

/// A column of a design: the key that is set and what the column is called.
struct SweepColumn: Sendable, Equatable, Codable {
  var key: String
  var name: String
}
