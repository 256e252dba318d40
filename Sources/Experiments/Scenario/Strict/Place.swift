/// Where a value stands in an input.
struct Place: Sendable, Equatable {
  /// Path as the user gave it.
  var file: String
  /// Line and column, counted from 1; nil where the whole file is meant.
  var line: Int?
  var column: Int?

  /// Names a place.
  init(file: String, line: Int? = nil, column: Int? = nil) {
    self.file = file
    self.line = line
    self.column = column
  }
}
