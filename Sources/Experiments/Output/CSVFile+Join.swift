internal import Foundation

extension CSVFile {
  /// Appends the rows of a file with the same header, then removes that file.
  mutating func append(rowsOf part: String) throws(OutputError) {
    let file = open(part, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      throw OutputError(path: part, message: "cannot be read: \(systemError()).")
    }
    defer { _ = Foundation.close(file) }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    var isInHeader = true
    var isQuoted = false
    while true {
      let count = read(file, &chunk, chunk.count)
      guard count >= 0 else {
        throw OutputError(path: part, message: "cannot be read: \(systemError()).")
      }
      if count == 0 { break }
      var bytes = chunk[..<count]
      if isInHeader {
        guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { continue }
        bytes = bytes[(end + 1)...]
        isInHeader = false
      }
      var rows = 0
      for byte in bytes {
        if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
        if byte == UInt8(ascii: "\n"), !isQuoted { rows += 1 }
      }
      try append(rows: rows, Array(bytes))
    }
    _ = unlink(part)
  }
}
