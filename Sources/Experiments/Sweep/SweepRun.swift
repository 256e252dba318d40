internal import Foundation
import TreatmentModel

/// Runs a share of a sweep.
extension Sweep {
  /// How a share ended.
  public struct Ending: Sendable {
    /// Simulations of the share.
    public var total: Int
    /// Those that were finished before.
    public var before: Int
    /// Those that were run now.
    public var now: Int
    /// Those of all that failed.
    public var failed: Int
    /// Whether nothing of the share is left.
    public var isComplete: Bool
  }

  /// Runs what a share still lacks and appends it to the share's file.
  ///
  /// - Parameters:
  ///   - shard: the share.
  ///   - threads: number of workers.
  ///   - retriesFailures: whether runs that failed are made again.
  ///   - cancellation: stops after the runs at hand.
  ///   - progress: called after every run.
  /// - Throws: `OutputError` where the file cannot be written or another process works on the share;
  ///   `Faults` where a file of the sweep is damaged.
  public func run(
    _ shard: SweepShard, threads: Int, retriesFailures: Bool, cancellation: Cancellation,
    progress: @Sendable (RunProgress) -> Void = { _ in }
  ) throws -> Ending {
    var ledger = SweepLedger(self)
    var part = try SweepPart.open(paths, shard, identity: manifest.identity) { record, _, _ in
      ledger.add(record)
    }
    try addOthers(to: &ledger, shard, all: retriesFailures)
    let open = ledger.open(
      in: shard, chunk: manifest.chunk, retriesFailures: retriesFailures)
    if !open.isEmpty { try part.reopen() }
    let units = ledger.units
    let state = try TaskPool(tasks: open.count, threads: threads).reduce(
      into: SweepShardState(part: part), cancellation: cancellation, progress: progress,
      worker: { SweepWorker(self) },
      perform: { task, worker in worker.perform(units.unit(open[task])) },
      combine: { state, _, record in try state.append(record) })
    let failed = retriesFailures ? 0 : ledger.failed(in: shard, chunk: manifest.chunk)
    return try state.finish(
      total: size(of: shard, units), open: open.count, failedBefore: failed)
  }

  /// Reads the files of other shards: they matter where the sweep was cut in another way.
  private func addOthers(
    to ledger: inout SweepLedger, _ shard: SweepShard, all: Bool
  ) throws(Faults) {
    for name in paths.partNames
    where name.shard != shard && (name.shard.count != shard.count || all) {
      _ = try SweepPartScan.read(name.path, identity: manifest.identity) { record, _, _ in
        ledger.add(record)
      }
    }
  }

  /// Runs that a share still lacks.
  public func openRuns(_ shard: SweepShard, retriesFailures: Bool) throws(Faults) -> Int {
    var ledger = SweepLedger(self)
    for name in paths.partNames where name.shard == shard {
      _ = try SweepPartScan.read(name.path, identity: manifest.identity) { record, _, _ in
        ledger.add(record)
      }
    }
    try addOthers(to: &ledger, shard, all: retriesFailures)
    return ledger.open(in: shard, chunk: manifest.chunk, retriesFailures: retriesFailures).count
  }

  /// Whether rows that cannot be run are left out and listed.
  public var keepsFailures: Bool { manifest.failures == .keep }

  private func size(of shard: SweepShard, _ units: SweepUnits) -> Int {
    (0..<units.count).count { index in
      let unit = units.unit(index)
      return shard.holds(row: unit.row, replication: unit.replication, chunk: manifest.chunk)
    }
  }

  /// Runs one simulation without writing anything; rows and replications count from 1.
  ///
  /// - Throws: `Faults` where there is no such run, or it fails.
  public func repeated(
    row: Int, strategy: String?, replication: Int
  ) throws(Faults) -> [(name: String, value: Double?)] {
    func fault(_ message: String) -> Faults {
      Faults([Fault(file: paths.folder, path: "", message: message)])
    }
    let name = strategy ?? manifest.strategies[0]
    guard (1...rows.count).contains(row) else {
      throw fault("there is no row \(row). Rows: 1 to \(rows.count).")
    }
    guard let index = manifest.strategies.firstIndex(of: name) else {
      throw fault(
        "there is no strategy '\(name)' in the sweep. Strategies: "
          + "\(manifest.strategies.joined(separator: ", ")).")
    }
    var worker = SweepWorker(self)
    do throws(SweepRowFault) {
      let values = try worker.figures(
        SweepUnit(row: row - 1, strategy: index, replication: replication - 1))
      return Array(zip(manifest.metrics, values)).map { (name: $0, value: $1) }
    } catch {
      throw fault("row \(row): \(error.message)")
    }
  }
}

extension SweepLedger {
  /// Failed simulations of a shard.
  func failed(in shard: SweepShard, chunk: Int) -> Int {
    states.indices.count { index in
      guard states[index] == .failed else { return false }
      let unit = units.unit(index)
      return shard.holds(row: unit.row, replication: unit.replication, chunk: chunk)
    }
  }
}

/// The file of a shard, and how many records were appended to it.
private struct SweepShardState: ~Copyable, Sendable {
  private var part: SweepPart
  private var records = 0
  private var failed = 0

  init(part: consuming SweepPart) { self.part = part }

  mutating func append(_ record: SweepRecord) throws(OutputError) {
    try part.append(record)
    records += 1
    if case .failure = record.ending { failed += 1 }
  }

  /// Closes the file, as finished where nothing is missing.
  consuming func finish(
    total: Int, open: Int, failedBefore: Int
  ) throws(OutputError) -> Sweep.Ending {
    let ending = Sweep.Ending(
      total: total, before: total - open, now: records, failed: failedBefore + failed,
      isComplete: records == open)
    if ending.isComplete { try part.finish() } else { try part.flush() }
    return ending
  }
}
