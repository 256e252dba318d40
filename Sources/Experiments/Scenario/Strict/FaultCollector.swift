internal import Synchronization

/// Gathers everything that is wrong, so that a reader can go on after the first fault.
///
/// A reader returns nil for a value at fault and throws at its end: nothing half-read gets out.
final class FaultCollector: Sendable {
  private struct Gathered {
    var faults: [Fault] = []
    var inputs: [InputDigest] = []
    var files: [String] = []
  }

  /// More faults of one table than this are only counted.
  private static let listedFaults = 20

  private let gathered = Mutex(Gathered())

  /// What was reported so far.
  var faults: [Fault] { gathered.withLock(\.faults) }
  /// The files that were read so far, in this order.
  var inputs: [InputDigest] { gathered.withLock(\.inputs) }

  /// Notes that a file is being read: faults are told in this order of files.
  func meet(_ file: String) {
    gathered.withLock { if !$0.files.contains(file) { $0.files.append(file) } }
  }

  /// Notes the bytes of a file that was read.
  func note(_ bytes: [UInt8], of file: String) {
    let digest = InputDigest(name: file, sha256: SHA256.hex(of: bytes))
    gathered.withLock { $0.inputs.append(digest) }
  }

  /// Notes a file that another reader has read.
  func note(_ input: InputDigest) { gathered.withLock { $0.inputs.append(input) } }

  /// Adds a fault.
  func report(_ message: String, at place: Place, path: String) {
    let fault = Fault(
      file: place.file, line: place.line, column: place.column, path: path, message: message)
    gathered.withLock { $0.faults.append(fault) }
  }

  /// Adds the faults of another reader.
  func report(_ others: Faults) { gathered.withLock { $0.faults += others.faults } }

  /// Adds the first faults of a table, which may have one in every cell, and how many more there are.
  func report(faultsOf table: FaultCollector, file: String) {
    do throws(Faults) {
      try table.throwIfAny()
    } catch {
      report(Faults(Array(error.faults.prefix(Self.listedFaults))))
      let rest = error.faults.count - Self.listedFaults
      if rest > 0 { report("\(rest) more faults in this file.", at: Place(file: file), path: "") }
    }
  }

  /// Throws what was gathered: file by file in the order in which files were met, by place in each.
  func throwIfAny() throws(Faults) {
    let (faults, files) = gathered.withLock { ($0.faults, $0.files) }
    guard !faults.isEmpty else { return }
    var rank: [String: Int] = [:]
    for file in files + faults.map(\.file) where rank[file] == nil { rank[file] = rank.count }
    // The index breaks ties, because `sort` does not promise to be stable.
    let sorted = faults.enumerated().sorted { left, right in
      let leftKey = (rank[left.element.file] ?? 0, left.element.line ?? 0, left.element.column ?? 0)
      let rightKey = (
        rank[right.element.file] ?? 0, right.element.line ?? 0, right.element.column ?? 0
      )
      return leftKey == rightKey ? left.offset < right.offset : leftKey < rightKey
    }
    throw Faults(sorted.map(\.element))
  }
}
