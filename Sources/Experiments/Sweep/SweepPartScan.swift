internal import Foundation

/// What a part file holds, found by reading all of it.
struct SweepPartScan: Sendable {
  /// Records with sound checksums.
  private(set) var records = 0
  /// Bytes up to the end of the last sound record.
  private(set) var soundBytes = 0
  /// Whether the last line closes the file, and agrees with it.
  private(set) var isFinished = false
  /// Whether something unreadable follows the last sound line.
  private(set) var isTorn = false
  /// The hash of the sound bytes so far.
  private(set) var hash = SHA256()
  private var fault: String?
  private var lines = 0

  /// Reads a part file and hands over its records with their places.
  ///
  /// Unreadable bytes at the end are what a process leaves that is killed while it writes; they
  /// are not handed over. A file of another sweep, and damage anywhere else, is a fault.
  ///
  /// - Parameters:
  ///   - visit: gets each record, and offset and length of its line.
  static func read(
    _ path: String, identity: String, visit: (SweepRecord, Int, Int) -> String?
  ) throws(Faults) -> SweepPartScan {
    var scan = SweepPartScan()
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.fault(path, "cannot be read: \(systemError()).") }
    defer { _ = close(descriptor) }
    var pending: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while scan.fault == nil {
      let count = Foundation.read(descriptor, &chunk, chunk.count)
      guard count >= 0 else { throw Self.fault(path, "cannot be read: \(systemError()).") }
      if count == 0 { break }
      pending += chunk[..<count]
      var start = 0
      while let end = pending[start...].firstIndex(of: UInt8(ascii: "\n")) {
        scan.take(pending[start...end], identity: identity, visit: visit)
        start = end + 1
      }
      pending.removeFirst(start)
    }
    if !pending.isEmpty { scan.isTorn = true }
    if let message = scan.fault { throw Self.fault(path, message) }
    return scan
  }

  private static func fault(_ path: String, _ message: String) -> Faults {
    Faults([Fault(file: path, path: "", message: message)])
  }

  private mutating func take(
    _ line: ArraySlice<UInt8>, identity: String, visit: (SweepRecord, Int, Int) -> String?
  ) {
    lines += 1
    guard let text = SweepLine.opened(line) else {
      isTorn = true
      return
    }
    guard !isTorn, !isFinished else {
      fault = fault ?? Self.damaged(lines - 1)
      return
    }
    if lines == 1 {
      if !text.elementsEqual(SweepLine.header(identity)) {
        fault = "the file belongs to another sweep. Delete it, then run resume."
      }
    } else if let record = SweepRecord(text) {
      records += 1
      fault = fault ?? visit(record, soundBytes, line.count)
    } else {
      isFinished = text.elementsEqual(
        SweepLine.footer(records: records, sha256: hash.finish()))
      if !isFinished { fault = Self.damaged(lines) }
      return
    }
    hash.update(Array(line))
    soundBytes += line.count
  }

  private static func damaged(_ line: Int) -> String {
    "the file is damaged at line \(line). Delete it; its runs are made again by resume."
  }
}
