internal import Foundation

/// The hidden folder that a run is written in: `.<run>.writing-<process>.<host>` beside the final one.
///
/// Its owner holds a lock on it, which the system gives back when the process ends, however it ends.
/// A folder of this host that can be locked is therefore left over, whatever process has its number
/// now. Folders of other hosts are left alone: not every shared file system tells them our locks.
struct WorkFolder: ~Copyable, Sendable {
  let path: String
  private let lock: Int32

  /// Creates the folder of this process.
  init(of run: String, in parent: String) throws(OutputError) {
    path = "\(parent)/\(Self.prefix(of: run))\(getpid()).\(Self.host)"
    while true {
      guard mkdir(path, 0o755) == 0 else {
        throw OutputError(
          path: "\(parent)/\(run)",
          message:
            "nothing can be written in \(parent): \(systemError()). Choose another --output.")
      }
      let file = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      // Without locks (some file systems have none) nobody removes the folder of another.
      if file < 0 || flock(file, LOCK_EX) != 0 || Self.stands(file, under: path) {
        lock = file
        return
      }
      // Another run took it for a leftover in the moment before it was locked.
      _ = close(file)
    }
  }

  deinit { if lock >= 0 { _ = close(lock) } }

  /// Removes the folders of earlier runs of that name on this host whose process is gone.
  ///
  /// - Returns: their paths, sorted.
  static func removeLeftovers(of run: String, in parent: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
    return names.filter { isWorkFolder($0, of: run) }.sorted().map { "\(parent)/\($0)" }
      .filter(removeIfLeftOver)
  }

  private static func removeIfLeftOver(_ path: String) -> Bool {
    let file = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { _ = close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_uid == geteuid(),
      flock(file, LOCK_EX | LOCK_NB) == 0, stands(file, under: path)
    else { return false }
    return (try? FileManager.default.removeItem(atPath: path)) != nil
  }

  private static func isWorkFolder(_ name: String, of run: String) -> Bool {
    guard name.hasPrefix(prefix(of: run)) else { return false }
    let parts = name.dropFirst(prefix(of: run).count).split(
      separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    return parts.count == 2 && Int32(parts[0]) != nil && parts[1] == host
  }

  private static func prefix(of run: String) -> String { ".\(run).writing-" }

  /// Whether a path still names the open folder.
  static func stands(_ file: Int32, under path: String) -> Bool {
    var opened = stat()
    var named = stat()
    return fstat(file, &opened) == 0 && lstat(path, &named) == 0
      && opened.st_ino == named.st_ino && opened.st_dev == named.st_dev
  }

  /// The name of this host, as far as it may stand in the name of a file.
  static let host: String = {
    var bytes = [CChar](repeating: 0, count: 256)
    guard gethostname(&bytes, bytes.count - 1) == 0 else { return "unknown" }
    let name = String(
      decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return String(name.prefix(64).map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
  }()
}
