internal import Foundation

/// One field of a CSV row.
enum CSVField: Sendable, ExpressibleByStringLiteral {
  case text(String)
  case integer(Int)
  /// A number; nil, where it is not defined (nothing divided by nothing), leaves the field empty.
  case number(Double?)

  init(stringLiteral value: String) { self = .text(value) }
}

/// A CSV file that is written row by row: RFC 4180 quoting, UTF-8, lines end in LF.
///
/// Numbers are written with the fewest digits that read back to the same number. The hash of the
/// file is computed while it is written, so that no file is read again.
struct CSVFile: ~Copyable, Sendable {
  let path: String
  private let columns: Int
  private var descriptor: Int32
  private var buffer: [UInt8] = []
  private var leading: [UInt8] = []
  private var leadingCount = 0
  private var hash = SHA256()
  private var rows = 0

  private static let bufferSize = 1 << 16

  /// Creates a file that must not exist and writes its header.
  init(path: String, columns: [String]) throws(OutputError) {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard file >= 0 else {
      throw OutputError(path: path, message: "cannot be created: \(systemError()).")
    }
    self.path = path
    self.columns = columns.count
    descriptor = file
    buffer.reserveCapacity(Self.bufferSize + 1024)
    for (index, column) in columns.enumerated() {
      if index > 0 { buffer.append(UInt8(ascii: ",")) }
      Self.append(column, to: &buffer)
    }
    buffer.append(UInt8(ascii: "\n"))
  }

  deinit { if descriptor >= 0 { _ = Foundation.close(descriptor) } }

  /// Sets the fields that the rows to come start with.
  mutating func lead(_ fields: [CSVField]) {
    leading.removeAll(keepingCapacity: true)
    leadingCount = fields.count
    for field in fields {
      Self.append(field, to: &leading)
      leading.append(UInt8(ascii: ","))
    }
  }

  /// Writes a row: the leading fields and these.
  mutating func row(_ fields: [CSVField]) throws(OutputError) {
    precondition(
      leadingCount + fields.count == columns,
      "\(path): \(leadingCount + fields.count) fields for \(columns) columns")
    buffer.append(contentsOf: leading)
    for (index, field) in fields.enumerated() {
      if index > 0 { buffer.append(UInt8(ascii: ",")) }
      Self.append(field, to: &buffer)
    }
    buffer.append(UInt8(ascii: "\n"))
    rows += 1
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Appends bytes that are complete rows already, for example those of a part file.
  mutating func append(rows count: Int, _ bytes: [UInt8]) throws(OutputError) {
    buffer.append(contentsOf: bytes)
    rows += count
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Writes what is left, closes the file and tells what it holds.
  consuming func close() throws(OutputError) -> WrittenFile {
    try flush()
    let status = Foundation.close(descriptor)
    descriptor = -1
    guard status == 0 else {
      throw OutputError(path: path, message: "cannot be written: \(systemError()).")
    }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return WrittenFile(name: name, rows: rows, sha256: hash.finish())
  }

  private mutating func flush() throws(OutputError) {
    hash.update(buffer)
    try write(buffer, to: descriptor, path: path)
    buffer.removeAll(keepingCapacity: true)
  }

  /// Appends a field as it is written in a file.
  static func append(_ field: CSVField, to bytes: inout [UInt8]) {
    switch field {
    case .text(let text): append(text, to: &bytes)
    case .integer(let value): bytes.append(contentsOf: value.description.utf8)
    case .number(let value):
      if let value { bytes.append(contentsOf: shortest(value).utf8) }
    }
  }

  /// The shortest text that reads back to the same number; whole numbers without `.0`.
  static func shortest(_ value: Double) -> String {
    precondition(value.isFinite, "\(value) in a table")
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    let special = text.utf8.contains {
      $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n")
        || $0 == UInt8(ascii: "\r")
    }
    guard special else {
      bytes.append(contentsOf: text.utf8)
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }
}

/// A finished file of a run.
public struct WrittenFile: Sendable, Equatable, Encodable {
  /// Name within the run's folder.
  public var name: String
  /// Rows without the header; nil where the file is not a table.
  public var rows: Int?
  /// SHA-256 of its bytes, in hexadecimal digits.
  public var sha256: String
}
