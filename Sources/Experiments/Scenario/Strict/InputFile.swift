internal import Foundation

/// Reads text files, telling plainly what is wrong with those that cannot be read.
enum InputFile {
  /// The text of a file without its byte-order mark; nil after reporting at `place`, or in the file.
  static func text(at path: String, blame: Place, blamePath: String, collector: FaultCollector)
    -> String?
  {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      collector.report("there is no file '\(path)'.", at: blame, path: blamePath)
      return nil
    }
    if isDirectory.boolValue {
      collector.report("'\(path)' is a folder. Name a file in it.", at: blame, path: blamePath)
      return nil
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      collector.report(
        "'\(path)' cannot be read. Check its permissions.", at: blame, path: blamePath)
      return nil
    }
    let bytes = Array(data)
    collector.note(bytes, of: path)
    return text(of: bytes, file: path, collector: collector)
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
