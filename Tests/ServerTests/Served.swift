import Foundation
import HTTPTypes
import Logging
import ServiceLifecycle
import TestSupport

@testable import WhatIfServer

/// A server on a free port of this machine for the length of a test.
struct Served {
  let port: Int
  /// Where its runs lie.
  let desk: RunDesk

  static let json: HTTPFields = [.contentType: "application/json"]
  /// A run of a second or less.
  static let small =
    #"{"people":300,"years":1,"replications":2,"policies":[{"name":"telehealth"}]}"#

  /// Serves while `body` runs; limits are those of tests, wide unless changed.
  static func run(
    _ change: (inout ServerLimits) -> Void = { _ in }, logger: Logger = silent,
    body: @escaping @Sendable (Served) async throws -> Void
  ) async throws {
    var options = ServerOptions(host: "127.0.0.1", port: 0, threads: 2)
    options.limits.burst = 100_000
    // The connection of a test waits while its run is watched over another.
    options.limits.idleTime *= Sanitizer.patience
    change(&options.limits)
    let desk = RunDesk(limits: options.limits, threads: options.threads)
    let (ports, listens) = AsyncStream.makeStream(of: Int.self)
    let app = WhatIfServer.application(options, desk: desk, logger: logger) { listens.yield($0) }
    try await Gate.pass {
      let services = ServiceGroup(configuration: .init(services: [app], logger: logger))
      try await withThrowingTaskGroup { group in
        group.addTask {
          defer { listens.finish() }
          try await services.run()
        }
        if let port = await ports.first(where: { _ in true }) {
          try await body(Served(port: port, desk: desk))
          await services.triggerGracefulShutdown()
        }
        try await group.waitForAll()
      }
    }
  }

  /// Writes nothing but what must not be missed.
  static var silent: Logger {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    return logger
  }

  /// Asks, and returns the answer whatever it is.
  func ask(
    _ uri: String, _ method: HTTPRequest.Method = .get, headers: HTTPFields = [:],
    body: String? = nil
  ) async throws -> Answer {
    var lines = ["\(method.rawValue) \(uri) HTTP/1.1", "Host: localhost", "Connection: close"]
    lines += headers.map { "\($0.name): \($0.value)" }
    if let body { lines.append("Content-Length: \(body.utf8.count)") }
    let request = lines.joined(separator: "\r\n") + "\r\n\r\n" + (body ?? "")
    // On a thread of its own: the server may need the one that asks.
    let port = port
    return try await OwnThread.run {
      let wire = try Wire(port: port)
      wire.send(request)
      guard let answer = wire.answer(toHead: method == .head) else {
        throw Unexpected(description: "no whole answer to \(method) \(uri)")
      }
      return answer
    }
  }

  /// Asks for a run or a life.
  func post(_ uri: String, _ body: String) async throws -> Answer {
    try await ask(uri, .post, headers: Self.json, body: body)
  }

  /// The id of a run that is asked for.
  func submit(_ body: String) async throws -> String {
    let answer = try await post("/api/runs", body)
    guard let id = try answer.object["id"] as? String else {
      throw Unexpected(description: "no id in \(answer.text)")
    }
    return id
  }

  /// The last result of a run, from its events.
  func finish(_ id: String) async throws -> String {
    // The connection ends with the stream.
    let text = try await Wire.exchange(
      port: port, "GET /api/runs/\(id)/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
    guard let range = text.range(of: "event: final\ndata: ") else {
      throw Unexpected(description: "no final event in \(text.prefix(300))")
    }
    return String(text[range.upperBound...].prefix { $0 != "\n" })
  }

  /// An answer that a test cannot go on with.
  struct Unexpected: Error, CustomStringConvertible {
    let description: String
  }
}
