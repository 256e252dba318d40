internal import Foundation

/// Puts the results of all shards together.
extension Sweep {
  /// What was merged.
  public struct Merged: Sendable {
    /// The tables that were written.
    public var files: [WrittenFile]
    /// Runs that were left out because they failed.
    public var failed: Int
  }

  /// Writes `results.csv` in the order of the design, and `failures.csv` where runs failed.
  ///
  /// The bytes depend on the design only: not on shards, threads, interruptions or order.
  ///
  /// - Throws: `SweepIncomplete` where runs are missing, `Faults` where files are damaged or
  ///   contradict each other, `OutputError`.
  public func merge() throws -> Merged {
    var index = SweepIndex(SweepLedger(self))
    for name in paths.partNames { try index.add(name.path, identity: manifest.identity) }
    try refuseIncomplete(index.ledger)
    let work = (results: "\(paths.results).writing", failures: "\(paths.failures).writing")
    defer {
      _ = unlink(work.results)
      _ = unlink(work.failures)
    }
    _ = unlink(work.results)
    _ = unlink(work.failures)
    var results = try CSVFile(path: work.results, columns: resultColumns)
    var failures = try CSVFile(path: work.failures, columns: failureColumns)
    try index.read { unit, ending in
      let lead = Self.lead(unit.row, rows[unit.row])
      let tail = ",\(manifest.strategies[unit.strategy]),\(unit.replication + 1)"
      switch ending {
      case .figures(let bytes): try results.append(figures: bytes, after: lead + tail.utf8, self)
      case .failure(let bytes):
        let line = lead + Array(tail.utf8) + [UInt8(ascii: ",")] + bytes + [UInt8(ascii: "\n")]
        try failures.append(rows: 1, line)
      }
    }
    var files = [try finish(try results.close(), from: work.results, to: paths.results)]
    let failed = index.ledger.count(.failed)
    let list = try failures.close()
    if failed > 0 {
      files.append(try finish(list, from: work.failures, to: paths.failures))
    } else {
      _ = unlink(paths.failures)
    }
    FolderFlush.flush(paths.folder)
    return Merged(files: files, failed: failed)
  }

  private var idColumns: [String] {
    ["row", "id"] + manifest.columns.map(\.name) + ["strategy", "replication"]
  }

  private var resultColumns: [String] {
    idColumns + (manifest.form == .wide ? manifest.metrics : ["metric", "value"])
  }

  private var failureColumns: [String] { idColumns + ["error", "command"] }

  private func finish(
    _ file: WrittenFile, from work: String, to path: String
  ) throws(OutputError) -> WrittenFile {
    let descriptor = open(work, O_RDONLY | O_CLOEXEC)
    defer { _ = close(descriptor) }
    guard descriptor >= 0, fsync(descriptor) == 0, rename(work, path) == 0 else {
      throw OutputError(path: path, message: "cannot be written: \(systemError()).")
    }
    var written = file
    written.name = path.split(separator: "/").last.map(String.init) ?? path
    return written
  }

  private func refuseIncomplete(_ ledger: SweepLedger) throws {
    let missing = ledger.count(.missing)
    let failed = ledger.count(.failed)
    guard missing > 0 || (failed > 0 && manifest.failures == .refuse) else { return }
    throw SweepIncomplete(
      description: "error: \(path): "
        + SweepProgress(self, ledger).sentences(naming: missing > 0 ? .missing : .failed)
        + " Run: moudsim sweep resume \(path)")
  }
}

/// A sweep of which something is missing; ends a command with status 75.
public struct SweepIncomplete: Error, Sendable, CustomStringConvertible {
  /// What is missing and what to do.
  public let description: String
}

extension CSVFile {
  /// Writes the figures of one run after the fields that name it, in the form of the sweep.
  fileprivate mutating func append(
    figures: [UInt8], after lead: [UInt8], _ sweep: Sweep
  ) throws(OutputError) {
    let comma = UInt8(ascii: ",")
    let end = UInt8(ascii: "\n")
    guard sweep.manifest.form == .long else {
      return try append(rows: 1, lead + [comma] + figures + [end])
    }
    let values = figures.split(separator: comma, omittingEmptySubsequences: false)
    for (metric, value) in zip(sweep.manifest.metrics, values) {
      try append(rows: 1, lead + [comma] + metric.utf8 + [comma] + value + [end])
    }
  }
}
