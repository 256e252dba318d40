/// How to serve the what-if page.
public struct ServerOptions: Sendable {
  /// Address to listen on; only programs of this machine reach a loopback address.
  public var host: String
  /// Port to listen on; 0 takes a free one.
  public var port: Int
  /// Workers of a run, at least 1.
  public var threads: Int
  /// What clients may ask for.
  public var limits: ServerLimits

  /// Describes a server.
  public init(host: String, port: Int, threads: Int, limits: ServerLimits = ServerLimits()) {
    self.host = host
    self.port = port
    self.threads = threads
    self.limits = limits
  }

  /// Whether only programs of this machine can reach the server.
  public var isLoopback: Bool {
    ["localhost", "::1", "[::1]"].contains(host) || host.hasPrefix("127.")
  }
}

/// What clients may ask for; docs/serving.md tells them.
public struct ServerLimits: Sendable {
  /// Bytes of a request's body.
  public var requestBytes = 16 << 10
  /// Time in which a request's body must have arrived.
  public var requestTime = Duration.seconds(10)
  /// Time after which a connection that is used for nothing is closed.
  public var idleTime = Duration.seconds(30)
  /// Open connections.
  public var connections = 512
  /// Runs and lives that may wait while another is computed.
  public var waiting = 8
  /// Streams of events that may be open.
  public var streams = 200
  /// Requests for runs and lives that a client may make at once.
  public var burst = 20
  /// Requests for runs and lives that a client may make each second in the long run.
  public var requestsPerSecond = 4.0
  /// Replications that finished runs may keep in memory, both arms counted.
  public var keptReplications = 1000
  /// Finished runs that are kept.
  public var keptRuns = 48
  /// Lives that are kept.
  public var keptLives = 64
  /// Time after which a run that nobody asks for is stopped.
  public var abandonedAfter = Duration.seconds(10)
  /// Time after which a run whose last watcher has left is stopped.
  public var leftAfter = Duration.seconds(1)

  /// The limits of a page for a class.
  public init() {}
}
