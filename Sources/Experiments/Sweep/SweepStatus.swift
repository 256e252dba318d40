internal import Foundation

/// What the files of a sweep say about how far it is.
public struct SweepStatus: Sendable {
  /// Simulations that are finished, failed, missing.
  public let finished: Int
  /// Simulations that failed.
  public let failed: Int
  /// Simulations without a record.
  public let missing: Int
  /// Lines for people.
  public let text: String

  /// Whether the results can be merged.
  public let isComplete: Bool

  /// Reads all part files.
  ///
  /// - Throws: `Faults` where a file is damaged.
  public init(_ sweep: Sweep) throws(Faults) {
    var ledger = SweepLedger(sweep)
    var examples: [String] = []
    var lines: [(name: String, state: String)] = []
    for name in sweep.paths.partNames {
      let scan = try SweepPartScan.read(name.path, identity: sweep.manifest.identity) {
        record, _, _ in
        if case .failure(let bytes) = record.ending, examples.count < 5 {
          examples.append(String(decoding: bytes, as: UTF8.self))
        }
        return ledger.add(record)
      }
      let file = name.path.split(separator: "/").last.map(String.init) ?? name.path
      let state =
        name.isFinished
        ? "finished" : Self.isLocked(name.path) ? "being written" : "stopped"
      let records = "\(scan.records) record\(scan.records == 1 ? "" : "s")"
      lines.append((file, "\(state), \(records)"))
    }
    finished = ledger.count(.finished)
    failed = ledger.count(.failed)
    missing = ledger.count(.missing)
    isComplete = missing == 0 && (failed == 0 || sweep.manifest.failures == .keep)
    let progress = SweepProgress(sweep, ledger)
    var text = "\(sweep.manifest.title)\n"
    text += "  \(Self.size(sweep))\n"
    text += "  finished \(finished), failed \(failed), missing \(missing)\n"
    if missing > 0 { text += "  \(progress.sentences(naming: .missing))\n" }
    if failed > 0 { text += "  \(progress.sentences(naming: .failed))\n" }
    for example in examples { text += "    \(example)\n" }
    text += Self.table(lines)
    self.text = text
  }

  /// What is multiplied to give the number of runs.
  private static func size(_ sweep: Sweep) -> String {
    let (rows, strategies) = (sweep.rows.count, sweep.manifest.strategies.count)
    let (replications, runs) = (sweep.manifest.replications, sweep.runs)
    return "\(rows) row\(rows == 1 ? "" : "s") x "
      + "\(strategies) \(strategies == 1 ? "strategy" : "strategies") x "
      + "\(replications) replication\(replications == 1 ? "" : "s") = "
      + "\(runs) run\(runs == 1 ? "" : "s")"
  }

  private static func table(_ lines: [(name: String, state: String)]) -> String {
    let shown = lines.count > 40 ? lines.filter { !$0.state.hasPrefix("finished") } : lines
    let hidden = lines.count - shown.count
    return (hidden > 0 ? "  \(hidden) finished part files\n" : "")
      + shown.map { "  \($0.name): \($0.state)\n" }.joined()
  }

  /// Whether a process of this host, or of any where the file system tells, writes the file.
  private static func isLocked(_ path: String) -> Bool {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { _ = close(file) }
    return flock(file, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
  }
}
