/// A table of a report: a caption, columns, and rows that begin with a heading.
struct ReportTable: Sendable, Equatable {
  /// A column: its heading, and whether it holds numbers.
  struct Column: Sendable, Equatable {
    /// The heading.
    var heading: ReportText
    /// Whether cells stand to the right, with digits of one width.
    var isNumeric: Bool

    /// Describes a column.
    init(_ heading: ReportText, isNumeric: Bool = false) {
      self.heading = heading
      self.isNumeric = isNumeric
    }

    /// A column of numbers.
    static func number(_ heading: ReportText) -> Column { Column(heading, isNumeric: true) }
  }

  /// What the table shows; read out before it.
  let caption: String
  /// The columns; the first holds the rows' headings.
  let columns: [Column]
  /// The cells, row by row.
  private(set) var rows: [[ReportText]] = []

  /// Starts a table with at least one column.
  init(_ caption: String, _ columns: [Column]) {
    precondition(!columns.isEmpty, "ReportTable '\(caption)': no columns")
    self.caption = caption
    self.columns = columns
  }

  /// Starts a table and adds rows.
  init(_ caption: String, _ columns: [Column], rows: [[ReportText]]) {
    self.init(caption, columns)
    for row in rows { add(row) }
  }

  /// Adds a row with a cell for each column.
  mutating func add(_ cells: [ReportText]) {
    precondition(
      cells.count == columns.count,
      "ReportTable '\(caption)': \(cells.count) cells, \(columns.count) columns")
    rows.append(cells)
  }
}
