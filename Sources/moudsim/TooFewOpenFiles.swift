import Foundation

/// Where the system allows too few open files, the libraries of threads stop without a word; so that is
/// asked first.
struct TooFewOpenFiles: Error, CustomStringConvertible {
  let allowed: Int

  /// Tables, threads and their events in the largest of commands, with room to spare.
  static let needed = 64

  /// Throws where a process may open fewer than `needed` files.
  static func check() throws(TooFewOpenFiles) {
    let allowed = sysconf(Int32(_SC_OPEN_MAX))
    if allowed >= 0, allowed < needed { throw TooFewOpenFiles(allowed: allowed) }
  }

  var description: String {
    "error: a process may open \(allowed) files here, and moudsim needs \(Self.needed). "
      + "Allow more: ulimit -n 1024"
  }
}
