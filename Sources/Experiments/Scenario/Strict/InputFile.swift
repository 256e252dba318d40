internal import Foundation

/// Reads text files, telling plainly what is wrong with those that cannot be read.
enum InputFile {
  /// How much of a file is read at most, and what to do about a larger one.
  struct Limit {
    let bytes: Int
    private let advice: String

    /// YAML: no scenario comes near it.
    static let document = Limit(
      bytes: 4 << 20, advice: "Is it the right file? People belong into a cohort file.")
    /// A table that somebody brings along; it holds more than a million people.
    static let table = Limit(
      bytes: 64 << 20, advice: "Keep only the rows and columns that are used.")
    /// A file that this program has written.
    static let none = Limit(bytes: .max - 1, advice: "")

    /// What is said of a larger file.
    var message: String { "the file is larger than \(bytes >> 20) MiB. \(advice)" }
  }

  /// The text of a file without its byte-order mark; nil after reporting at `place`, or in the file.
  ///
  /// Never holds more than the limit and a byte, whatever the path names: `/dev/zero` has no end.
  static func text(
    at path: String, blame: Place, blamePath: String, limit: Limit = .document,
    collector: FaultCollector
  ) -> String? {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      collector.report("there is no file '\(path)'.", at: blame, path: blamePath)
      return nil
    }
    if isDirectory.boolValue {
      collector.report("'\(path)' is a folder. Name a file in it.", at: blame, path: blamePath)
      return nil
    }
    guard let bytes = bytes(at: path, upTo: limit.bytes + 1) else {
      collector.report(
        "'\(path)' cannot be read. Check its permissions.", at: blame, path: blamePath)
      return nil
    }
    guard bytes.count <= limit.bytes else {
      collector.report(limit.message, at: Place(file: path), path: "")
      return nil
    }
    collector.note(bytes, of: path)
    return text(of: bytes, file: path, collector: collector)
  }

  /// The first bytes of a file; nil where it cannot be read.
  private static func bytes(at path: String, upTo count: Int) -> [UInt8]? {
    guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? handle.close() }
    do {
      return Array(try handle.read(upToCount: count) ?? Data())
    } catch {
      return nil
    }
  }

  /// Decodes UTF-8 strictly.
  static func text(of bytes: [UInt8], file: String, collector: FaultCollector) -> String? {
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let content = hasMark ? bytes.dropFirst(3) : bytes[...]
    if let text = String(validating: content, as: UTF8.self) { return text }
    let valid = validPrefix(of: content)
    let lineStart = valid.lastIndex(of: 0x0A).map { $0 + 1 } ?? valid.startIndex
    let place = Place(
      file: file, line: 1 + valid.count { $0 == 0x0A },
      column: 1 + String(decoding: valid[lineStart...], as: UTF8.self).unicodeScalars.count)
    collector.report("the text is not UTF-8. Save the file as UTF-8.", at: place, path: "")
    return nil
  }

  /// The bytes before the first that is not UTF-8.
  private static func validPrefix(of bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var count = 0
    while case .scalarValue(let scalar) = decoder.decode(&iterator) {
      count += UTF8.width(scalar)
    }
    return bytes.prefix(count)
  }

  /// A path relative to the folder of a file.
  static func path(_ path: String, relativeTo file: String) -> String {
    if path.hasPrefix("/") { return path }
    let folder = (file as NSString).deletingLastPathComponent
    return folder.isEmpty ? path : (folder as NSString).appendingPathComponent(path)
  }

  /// A path from the root, without `.` and `..`.
  static func absolute(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.path
  }
}
