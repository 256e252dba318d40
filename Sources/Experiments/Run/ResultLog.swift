internal import Foundation
internal import Synchronization

/// What was computed so far, in a file that only grows: work that was killed goes on here.
///
/// The first line names the form and the hash of everything that a result depends on; every other
/// line is one result under its key, written at once, with a check sum. A last line that was cut off is
/// removed when the file is opened; a faulty line elsewhere is an error. The file is locked while it
/// is open.
final class ResultLog: Sendable {
  /// The name of the form, and its version.
  private static let form = "moudsim-results 1"

  private struct State {
    var values: [String: [Double]]
    /// Results that were asked for and not in the file.
    var added = 0
    /// Results that were asked for and in the file.
    var found = 0
  }

  let path: String
  private let descriptor: Int32
  private let state: Mutex<State>

  /// Opens or creates a log.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - inputs: hash of everything that a result depends on.
  ///   - parts: further logs of the same inputs that are read and not written.
  ///   - replaces: whether a log of other inputs may be thrown away.
  init(path: String, inputs: String, parts: [String] = [], replaces: Bool = false)
    throws(OutputError)
  {
    let file = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard file >= 0 else {
      throw OutputError(path: path, message: "cannot be created: \(systemError()).")
    }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      _ = close(file)
      throw OutputError(
        path: path, message: "another process is writing it. Wait, or choose another --output.")
    }
    var values: [String: [Double]] = [:]
    do throws(OutputError) {
      for part in parts { values.merge(try Self.read(part, inputs: inputs).values) { $1 } }
      values.merge(try Self.prepare(file, path: path, inputs: inputs, replaces: replaces)) { $1 }
    } catch {
      _ = close(file)
      throw error
    }
    self.path = path
    descriptor = file
    state = Mutex(State(values: values))
  }

  deinit { _ = close(descriptor) }

  /// Results that were asked for: those that were in the file, and those that were added.
  var counts: (found: Int, added: Int) { state.withLock { ($0.found, $0.added) } }

  /// Results in the file.
  var size: Int { state.withLock { $0.values.count } }

  /// Keys of the results in the file, in no order.
  var points: [[Double]] {
    state.withLock { $0.values.keys.map(Self.numbers) }.compactMap(\.self)
  }

  /// A result: from the file, or else computed and written to it.
  func result(at point: [Double], compute: () throws -> [Double]) throws -> [Double] {
    let key = Self.text(point)
    let known = state.withLock { state in
      if state.values[key] != nil { state.found += 1 }
      return state.values[key]
    }
    if let known { return known }
    let result = try compute()
    let line = Array("\(Self.checked("\(key);\(Self.text(result))"))\n".utf8)
    try state.withLock { state in
      // One at a time: a line of any length does not mix with that of another thread.
      try write(line, to: descriptor, path: path)
      state.added += 1
      state.values[key] = result
    }
    return result
  }

  private static func header(_ inputs: String) -> String { "\(form) \(inputs)" }

  private static func checked(_ body: String) -> String {
    "\(SHA256.hex(of: body).prefix(8));\(body)"
  }

  private static func text(_ numbers: [Double]) -> String {
    numbers.map(NumberText.text).joined(separator: ",")
  }

  /// Reads the open file, cuts off what was not written to its end, and writes a missing header.
  private static func prepare(
    _ file: Int32, path: String, inputs: String, replaces: Bool
  ) throws(OutputError) -> [String: [Double]] {
    var content: (values: [String: [Double]], length: Int)
    do throws(OutputError) {
      content = try read(path, inputs: inputs)
    } catch {
      guard replaces else { throw error }
      content = ([:], 0)
    }
    guard ftruncate(file, off_t(content.length)) == 0 else {
      throw OutputError(path: path, message: "cannot be written: \(systemError()).")
    }
    if content.length == 0 {
      try write(Array("\(header(inputs))\n".utf8), to: file, path: path)
    }
    return content.values
  }

  /// The results of a file, and the length of its whole lines in bytes.
  private static func read(
    _ path: String, inputs: String
  ) throws(OutputError) -> (values: [String: [Double]], length: Int) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw OutputError(path: path, message: "cannot be read. Check its permissions.")
    }
    let text = String(decoding: data, as: UTF8.self)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let rest = lines.removeLast()
    guard let first = lines.first else { return ([:], 0) }
    guard first == header(inputs) else {
      throw OutputError(
        path: path,
        message: "holds results of other inputs, so they cannot be used. "
          + "Use --replace to begin anew, or --output for another folder.")
    }
    var values: [String: [Double]] = [:]
    for (number, line) in lines.enumerated().dropFirst() {
      guard let (key, result) = entry(line) else {
        throw OutputError(
          path: path,
          message: "line \(number + 1) is damaged. Delete the line, or use --replace to begin anew."
        )
      }
      values[key] = result
    }
    return (values, data.count - rest.utf8.count)
  }

  private static func entry(_ line: Substring) -> (key: String, result: [Double])? {
    let parts = line.split(separator: ";", omittingEmptySubsequences: false)
    guard parts.count == 3, checked("\(parts[1]);\(parts[2])") == line else { return nil }
    return numbers(parts[2]).map { (String(parts[1]), $0) }
  }

  private static func numbers(_ text: some StringProtocol) -> [Double]? {
    let numbers = text.split(separator: ",").map { Double($0) }
    return numbers.contains(nil) ? nil : numbers.compactMap(\.self)
  }
}
