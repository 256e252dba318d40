internal import Foundation
internal import NIOCore

/// The files that the system allows a process to open: a connection is one, and where none is left the library of
/// connections asks for one again and again, without a word.
public struct OpenFiles: Sendable {
  /// How many are allowed.
  public let allowed: Int
  /// How many the server has open besides its connections, with room to spare.
  public let own: Int

  /// Fewer connections than this serve nobody: a browser alone opens six.
  static let fewestConnections = 16

  /// Describes a system.
  public init(allowed: Int, own: Int) {
    (self.allowed, self.own) = (allowed, own)
  }

  /// What this process has.
  public static var here: OpenFiles {
    let allowed = sysconf(Int32(_SC_OPEN_MAX))
    // Each loop of events has three.
    return OpenFiles(
      allowed: allowed < 0 ? .max : allowed, own: 24 + 3 * NIOSingletons.groupLoopCountSuggestion)
  }

  /// The connections that there is room for, at most `wanted`.
  ///
  /// - Throws: `TooFew` where that is too few to serve a page.
  public func connections(wanted: Int) throws(TooFew) -> Int {
    let room = allowed - own
    guard room >= Self.fewestConnections else {
      throw TooFew(allowed: allowed, needed: own + Self.fewestConnections)
    }
    return min(wanted, room)
  }

  /// The system does not allow enough of them to begin.
  public struct TooFew: Error, CustomStringConvertible {
    let allowed: Int
    let needed: Int

    /// What to do, for people.
    public var description: String {
      "A process may open \(allowed) files here, and the server needs \(needed). "
        + "Allow more: ulimit -n 1024"
    }
  }
}
