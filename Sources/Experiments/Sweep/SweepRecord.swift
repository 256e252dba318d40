/// A line of a part file: how one simulation ended, and a checksum.
struct SweepRecord: Sendable {
  /// How it ended.
  enum Ending: Sendable, Equatable {
    /// The figures as they stand in a CSV row, commas between them.
    case figures([UInt8])
    /// The error and the command that repeats it, as two CSV fields.
    case failure([UInt8])
  }

  var row: UInt64
  var strategy: String
  var replication: Int
  var ending: Ending

  /// A record of figures.
  init(row: SweepRow, strategy: String, replication: Int, values: [Double?]) {
    var bytes: [UInt8] = []
    for (index, value) in values.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      CSVFile.append(.number(value), to: &bytes)
    }
    self.init(row.id, strategy, replication, .figures(bytes))
  }

  /// A record of a failure.
  init(row: SweepRow, strategy: String, replication: Int, error: String, command: String) {
    var bytes: [UInt8] = []
    let line = error.split(whereSeparator: \.isNewline).joined(separator: " ")
    CSVFile.append(.text(line), to: &bytes)
    bytes.append(UInt8(ascii: ","))
    CSVFile.append(.text(command), to: &bytes)
    self.init(row.id, strategy, replication, .failure(bytes))
  }

  private init(_ row: UInt64, _ strategy: String, _ replication: Int, _ ending: Ending) {
    self.row = row
    self.strategy = strategy
    self.replication = replication
    self.ending = ending
  }

  /// The line without its checksum.
  var bytes: [UInt8] {
    let (word, rest) =
      switch ending {
      case .figures(let bytes): ("ok", bytes)
      case .failure(let bytes): ("failed", bytes)
      }
    return Array("\(word),\(SweepRow.name(row)),\(strategy),\(replication),".utf8) + rest
  }

  /// Reads a line without its checksum; nil where it is none of ours.
  init?(_ line: ArraySlice<UInt8>) {
    let fields = line.split(
      separator: UInt8(ascii: ","), maxSplits: 4, omittingEmptySubsequences: false)
    guard fields.count == 5 else { return nil }
    let words = fields.prefix(4).map { String(decoding: $0, as: UTF8.self) }
    guard let row = UInt64(words[1], radix: 16), let replication = Int(words[3]) else { return nil }
    switch words[0] {
    case "ok": self.init(row, words[2], replication, .figures(Array(fields[4])))
    case "failed": self.init(row, words[2], replication, .failure(Array(fields[4])))
    default: return nil
    }
  }
}

/// Lines of part files: a text, a comma, its checksum, a line feed.
enum SweepLine {
  /// Bytes that the checksum adds.
  static let tail = 10

  static func sealed(_ bytes: [UInt8]) -> [UInt8] {
    bytes + [UInt8(ascii: ",")] + CRC32.hex(of: bytes) + [UInt8(ascii: "\n")]
  }

  /// The text of a line with its line feed; nil where the checksum is not its own.
  static func opened(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard line.count > tail, line.last == UInt8(ascii: "\n") else { return nil }
    let text = line.dropLast(tail)
    let seal = line.suffix(tail)
    guard seal.first == UInt8(ascii: ","),
      seal.dropFirst().dropLast().elementsEqual(CRC32.hex(of: text))
    else { return nil }
    return text
  }

  /// The first line of a part file.
  static func header(_ identity: String) -> [UInt8] { Array("part,1,\(identity)".utf8) }

  /// The last line of a finished part file.
  static func footer(records: Int, sha256: String) -> [UInt8] {
    Array("end,\(records),\(sha256)".utf8)
  }
}
