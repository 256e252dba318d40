import Hummingbird
import Logging
import Synchronization
import Testing

/// Keeps what is logged.
final class LogBook: Sendable {
  /// A line of the log.
  struct Line: Sendable {
    let message: String
    let metadata: [String: String]
  }

  private let kept = Mutex<[Line]>([])

  /// All lines.
  var lines: [Line] { kept.withLock { $0 } }

  /// The lines about requests.
  var requests: [Line] { lines.filter { $0.message == "request" } }

  /// A logger that writes here.
  var logger: Logger { Logger(label: "test") { _ in Handler(book: self) } }

  private struct Handler: LogHandler {
    let book: LogBook
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      let all = metadata.merging(event.metadata ?? [:]) { $1 }
      book.kept.withLock {
        $0.append(
          Line(message: "\(event.message)", metadata: all.mapValues { "\($0)" }))
      }
    }
  }
}

@Suite("The log")
struct LogTests {
  @Test("each request is a line with method, route, status, time and client, and nothing else is")
  func lines() async throws {
    let book = LogBook()
    try await Served.run(logger: book.logger) { server in
      #expect(book.requests.isEmpty)
      _ = try await server.ask("/healthz")
      _ = try await server.ask("/api/evidence/telehelth")
      _ = try await server.ask("/secret-name/of/nothing?token=1")
      _ = try await server.post("/api/runs", "{")
    }
    let lines = book.requests.map(\.metadata)
    #expect(lines.map { $0["method"] } == ["GET", "GET", "GET", "POST"])
    #expect(lines.map { $0["status"] } == ["200", "404", "404", "400"])
    // The route is named, not what somebody wrote into the address.
    #expect(
      lines.map { $0["route"] } == ["/healthz", "/api/evidence/{policy}", "NotFound", "/api/runs"])
    for line in lines {
      #expect(Int(line["ms"] ?? "") != nil)
      #expect(["127.0.0.1", "::1"].contains(line["client"]))
      #expect(!line.values.contains { $0.contains("secret") || $0.contains("telehelth") })
    }
  }
}
