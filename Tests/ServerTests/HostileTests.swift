import Experiments
import Foundation
import Hummingbird
import Testing

@testable import WhatIfServer

/// Requests of people who mean no good; the fuzzer's seed is fixed, so a failure can be found again.
@Suite("Hostile requests", .serialized)
struct HostileTests {
  @Test("Broken requests leave nothing on the desk")
  func desk() async throws {
    try await Served.run {
      $0.waiting = 2
      $0.abandonedAfter = .milliseconds(200)
    } body: { server in
      let before = try await server.ask("/api/setting").text
      var generator = Dice(seed: 3)
      var statuses: [Int: Int] = [:]
      for _ in 0..<1000 {
        let answer = try await server.post("/api/runs", generator.broken(Self.sample))
        statuses[answer.status.code, default: 0] += 1
        _ = try answer.object
      }
      // Some are right by accident, and are run or wait: that is what must go away again.
      #expect(statuses.keys.allSatisfy { [200, 202, 400, 429].contains($0) }, "\(statuses)")
      #expect((statuses[202] ?? 0) > 0)
      let census = try #require(try await DeskTests.idle(server.desk))
      #expect(census.open == 0)
      #expect(census.finished <= statuses[202] ?? 0)
      #expect(try await server.ask("/api/setting").text == before)
      _ = try await server.finish(try await server.submit(Served.small))
    }
  }

  static let sample =
    #"{"community": "Lakeside", "people": 200, "years": 1, "places": {"otpPlaces": 1.5}, "#
    + #""policies": [{"name": "telehealth", "uptake": 0.4}], "evidenceFloor": "B", "seed": 5, "#
    + #""replications": 1}"#

  static let heads = [
    "GET /../../etc/passwd HTTP/1.1", "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1",
    "GET /page.css/../../../etc/passwd HTTP/1.1", "GET //etc/passwd HTTP/1.1",
    "GET /..%2f..%2fetc%2fpasswd HTTP/1.1", "GET /api/evidence/..%2f..%2fREADME HTTP/1.1",
    "GET /api/evidence/three-counties HTTP/1.1", "GET /index.html%00.css HTTP/1.1",
    "GET /api/runs/../../../etc/passwd/scenario.yaml HTTP/1.1", "GET * HTTP/1.1",
    "CONNECT evil.example:80 HTTP/1.1",
    "TRACE / HTTP/1.1", "PUT /page.js HTTP/1.1", "DELETE / HTTP/1.1",
  ]

  @Test("Tricks with paths reach no file", arguments: heads)
  func paths(head: String) async throws {
    try await Served.run { server in
      let answer = try await Wire.exchange(
        port: server.port, "\(head)\r\nHost: localhost\r\nConnection: close\r\n\r\n")
      let status = answer.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
      #expect(status == 0 || (400..<500).contains(status), "\(answer.prefix(200))")
      #expect(!answer.contains("root:"))
      #expect(try await server.ask("/healthz").text == "ok\n")
    }
  }

  @Test("Bytes that are no HTTP close the connection and nothing else")
  func noise() async throws {
    try await Served.run { server in
      var generator = Dice(seed: 2)
      for _ in 0..<200 {
        let wire = try Wire(port: server.port)
        wire.send(generator.noise() + "\r\n\r\n")
        // Closed without waiting for an answer.
      }
      for line in ["X-A: \(String(repeating: "a", count: 100_000))", "Content-Length: -1"] {
        let answer = try await Wire.exchange(
          port: server.port, "GET / HTTP/1.1\r\nHost: localhost\r\n\(line)\r\n\r\n")
        #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 4"), "\(answer.prefix(100))")
      }
      #expect(try await server.ask("/healthz").text == "ok\n")
    }
  }
}
