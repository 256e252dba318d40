internal import HummingbirdCore
internal import Logging

/// Takes as many connections at once as are allowed; more wait, with the system, until one is closed.
struct ConnectionLimit: AvailableConnectionsDelegate {
  private let most: Int
  private let logger: Logger
  private var open = 0
  private var hasTold = false

  init(_ most: Int, logger: Logger) {
    (self.most, self.logger) = (most, logger)
  }

  mutating func connectionOpened() {
    open += 1
    guard open >= most, !hasTold else { return }
    hasTold = true
    logger.warning("all connections are taken, more wait", metadata: ["connections": "\(most)"])
  }

  mutating func connectionClosed() {
    open -= 1
    // Told again after a rest only, not with each that comes and goes.
    if open <= most / 2 { hasTold = false }
  }

  func isAcceptingNewConnections() -> Bool { open < most }
}
