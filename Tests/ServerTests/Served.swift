import Experiments
import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import TestSupport

@testable import WhatIfServer

/// A server on a free port of this machine for the length of a test.
struct Served {
  let client: TestClient
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
    let app = WhatIfServer.application(options, desk: desk, logger: logger)
    try await Gate.pass {
      try await app.test(.live) { framework in
        guard let port = framework.port else { preconditionFailure("a live server has a port") }
        // A client of our own: the framework's gives up after 20 seconds, whatever there is to do.
        try await TestClient.withClient(
          host: "localhost", port: port,
          configuration: .init(timeout: .seconds(20 * Sanitizer.patience))
        ) {
          try await body(Served(client: $0, port: port, desk: desk))
        }
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
    try await client.execute(
      .init(
        uri, method: method, authority: "localhost", headers: headers,
        body: body.map { ByteBuffer(string: $0) }))
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

/// What comes back: status, headers and body.
typealias Answer = TestClient.Response

extension Answer {
  /// The body as text.
  var text: String { body.map { String(buffer: $0) } ?? "" }

  /// The body as a JSON object.
  var object: [String: Any] {
    get throws { try Self.object(text) }
  }

  /// A text as a JSON object.
  static func object(_ text: String) throws -> [String: Any] {
    let parsed = try JSONSerialization.jsonObject(with: Data(text.utf8))
    guard let object = parsed as? [String: Any] else {
      throw Served.Unexpected(description: "no object: \(text.prefix(200))")
    }
    return object
  }

  /// `path: message` of each fault.
  var faults: [String] {
    get throws {
      (try object["faults"] as? [[String: Any]] ?? []).map {
        "\($0["path"] as? String ?? ""): \($0["message"] as? String ?? "")"
      }
    }
  }
}
