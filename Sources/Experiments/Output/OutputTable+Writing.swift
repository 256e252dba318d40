extension OutputTable {
  /// Creates the file, with its header; `path` gives the path of a name.
  func open(file path: (String) -> String) throws(OutputError) -> CSVFile {
    try CSVFile(path: path(fileName), columns: columnNames)
  }

  /// Writes the file from its header to its last row; `path` gives the path of a name.
  func write(
    file path: (String) -> String, rows: (inout CSVFile) throws(OutputError) -> Void
  ) throws(OutputError) -> WrittenFile {
    var file = try open(file: path)
    try rows(&file)
    return try file.close()
  }
}
