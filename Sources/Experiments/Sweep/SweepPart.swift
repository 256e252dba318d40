internal import Foundation

/// The file of a shard while its records are appended.
///
/// Its owner holds a lock on it, which the system gives back when the process ends, however it ends.
/// Every record is written whole, with a checksum; what a killed process left half-written is cut
/// off by the next one. A finished file gets a last line with its hash, is flushed and renamed.
struct SweepPart: ~Copyable, Sendable {
  private let paths: SweepPaths
  private let shard: SweepShard
  private var descriptor: Int32
  private var path: String
  private var hash = SHA256()
  private var records = 0
  private var bytes = 0
  private var flushed = ContinuousClock.now

  /// Time after which finished records are flushed to the disk.
  private static let pause = Duration.seconds(5)

  /// Opens and locks the file of a shard, or creates it, and reads what it holds.
  ///
  /// - Throws: `OutputError` where it cannot be written or another process works on the shard;
  ///   `Faults` where it is damaged.
  static func open(
    _ paths: SweepPaths, _ shard: SweepShard, identity: String,
    visit: (SweepRecord, Int, Int) -> String?
  ) throws -> SweepPart {
    var part = try SweepPart(paths, shard)
    let scan = try SweepPartScan.read(part.path, identity: identity, visit: visit)
    part.records = scan.records
    part.bytes = scan.soundBytes
    part.hash = scan.hash
    if scan.soundBytes == 0 || scan.isTorn { try part.cut() }
    if scan.soundBytes == 0 {
      try part.append(bytes: SweepLine.sealed(SweepLine.header(identity)))
    }
    return part
  }

  private init(_ paths: SweepPaths, _ shard: SweepShard) throws(OutputError) {
    let (descriptor, path) = try Self.lock(paths, shard)
    self.paths = paths
    self.shard = shard
    self.descriptor = descriptor
    self.path = path
  }

  deinit { if descriptor >= 0 { _ = close(descriptor) } }

  /// Whether the file was closed as finished by an earlier process.
  var isFinished: Bool { path == paths.part(shard) }

  private static func lock(
    _ paths: SweepPaths, _ shard: SweepShard
  ) throws(OutputError) -> (Int32, String) {
    var patience = 10
    while true {
      let finished = paths.part(shard)
      let path = exists(finished) ? finished : paths.writing(shard)
      let flags = path == finished ? O_RDWR : O_RDWR | O_CREAT
      let file = Foundation.open(path, flags | O_APPEND | O_CLOEXEC, 0o644)
      guard file >= 0 else {
        if errno == ENOENT, exists(paths.parts) { continue }
        throw OutputError(path: path, message: "cannot be written: \(systemError()).")
      }
      if flock(file, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
        _ = close(file)
        patience -= 1
        // Somebody who only looks holds the lock for a moment.
        if patience > 0 {
          usleep(20_000)
          continue
        }
        throw OutputError(
          path: path,
          message: "another process works on shard \(shard). Wait until it has ended, or stop it.")
      }
      // Another process may have renamed a file between these calls: the name is tried again.
      let isOvertaken = path != finished && exists(finished)
      if !isOvertaken, WorkFolder.stands(file, under: path) { return (file, path) }
      _ = close(file)
    }
  }

  /// Takes the last line off a finished file, so that records can be appended.
  mutating func reopen() throws(OutputError) {
    guard isFinished else { return }
    let writing = paths.writing(shard)
    guard rename(path, writing) == 0 else {
      throw OutputError(path: writing, message: "cannot be written: \(systemError()).")
    }
    path = writing
    try cut()
  }

  /// Appends a record.
  mutating func append(_ record: SweepRecord) throws(OutputError) {
    try append(bytes: SweepLine.sealed(record.bytes))
    records += 1
    if ContinuousClock.now - flushed > Self.pause { try flush() }
  }

  private mutating func append(bytes line: [UInt8]) throws(OutputError) {
    do throws(OutputError) {
      try write(line, to: descriptor, path: path)
    } catch {
      // A part of the line may stand there; the next process would cut it off, too.
      _ = ftruncate(descriptor, off_t(bytes))
      throw OutputError(
        path: error.path, message: error.message + " What is finished is kept: run it again.")
    }
    bytes += line.count
    hash.update(line)
  }

  private mutating func cut() throws(OutputError) {
    guard ftruncate(descriptor, off_t(bytes)) == 0 else {
      throw OutputError(path: path, message: "cannot be written: \(systemError()).")
    }
  }

  /// Makes sure that everything so far is on the disk.
  mutating func flush() throws(OutputError) {
    guard fsync(descriptor) == 0 else {
      throw OutputError(path: path, message: "cannot be written: \(systemError()).")
    }
    flushed = .now
  }

  /// Closes the file as finished.
  consuming func finish() throws(OutputError) {
    guard !isFinished else { return }
    let digest = hash
    try append(bytes: SweepLine.sealed(SweepLine.footer(records: records, sha256: digest.finish())))
    try flush()
    guard rename(path, paths.part(shard)) == 0 else {
      throw OutputError(path: path, message: "cannot be renamed: \(systemError()).")
    }
    FolderFlush.flush(paths.parts)
  }
}

/// Makes the names in a folder survive a loss of power.
enum FolderFlush {
  /// Flushes a folder; file systems that cannot do so do without.
  static func flush(_ path: String) {
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return }
    _ = fsync(folder)
    _ = close(folder)
  }
}
