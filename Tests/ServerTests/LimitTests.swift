import Experiments
import Foundation
import Hummingbird
import TestSupport
import Testing

@testable import WhatIfServer

@Suite("Limits", .serialized)
struct LimitTests {
  /// A run that would take minutes.
  static func long(_ seed: Int) -> String {
    #"{"people": 20000, "years": 10, "replications": 25, "seed": \#(seed)}"#
  }

  @Test("Who asks too often is told when to come again")
  func rate() async throws {
    try await Served.run {
      $0.burst = 3
      $0.requestsPerSecond = 0.1
    } body: { server in
      var statuses: [Int] = []
      for _ in 0..<4 { statuses.append(try await server.post("/api/runs", "[]").status.code) }
      #expect(statuses == [400, 400, 400, 429])
      let refused = try await server.post("/api/runs", "[]")
      #expect(Int(refused.headers[.retryAfter] ?? "") ?? 0 > 0)
      #expect(try await server.ask("/").status == .ok)
    }
  }

  @Test("Tokens come back with time, for each client apart")
  func bucket() {
    let limiter = RateLimiter(burst: 2, perSecond: 0.5)
    let now = ContinuousClock.now
    #expect(limiter.wait("a", now: now) == nil)
    #expect(limiter.wait("a", now: now) == nil)
    #expect(limiter.wait("a", now: now) == 2)
    #expect(limiter.wait("b", now: now) == nil)
    #expect(limiter.wait("a", now: now + .seconds(2)) == nil)
    #expect(limiter.wait("a", now: now + .seconds(2)) == 2)
  }

  @Test("A full queue is a 429 with Retry-After, and equal requests still share")
  func queue() async throws {
    try await Served.run {
      $0.waiting = 1
    } body: { server in
      #expect(try await server.post("/api/runs", Self.long(1)).status == .accepted)
      #expect(try await server.post("/api/runs", Self.long(2)).status == .accepted)
      let refused = try await server.post("/api/runs", Self.long(3))
      #expect(refused.status == .tooManyRequests)
      #expect(Int(refused.headers[.retryAfter] ?? "") ?? 0 > 0)
      #expect(try await server.post("/api/runs", Self.long(2)).status == .ok)
    }
  }

  @Test("A run that nobody asks for is stopped")
  func abandoned() async throws {
    try await Served.run {
      // Less than the second between two questions; long enough to fetch a result of a busy machine.
      $0.abandonedAfter = .milliseconds(800)
    } body: { server in
      let id = try await server.submit(Self.long(4))
      try await until { try await server.ask("/api/runs/\(id)").status == .notFound }
      // The machine is free again.
      let next = try await server.submit(Served.small)
      _ = try await server.finish(next)
    }
  }

  /// Polls less often than the patience of the server, so that asking is not what keeps a run.
  private func until(_ condition: () async throws -> Bool) async throws {
    for _ in 0..<(60 * Sanitizer.patience) {
      try await Task.sleep(for: .seconds(1))
      if try await condition() { return }
    }
    Issue.record("it did not happen")
  }

  @Test("Closing the stream stops the run")
  func closed() async throws {
    try await Served.run {
      $0.leftAfter = .milliseconds(100)
    } body: { server in
      let id = try await server.submit(Self.long(5))
      let watcher = try await DeskTests.watch(server, id)
      #expect(watcher.head.contains("text/event-stream"))
      watcher.close()
      try await until { try await server.ask("/api/runs/\(id)").status == .notFound }
    }
  }

  @Test("A large body is refused, told or not, and a slow one is given up")
  func bodies() async throws {
    try await Served.run {
      $0.requestTime = .milliseconds(300)
    } body: { server in
      let large = try await server.post("/api/runs", String(repeating: " ", count: 20_000))
      #expect(large.status == .contentTooLarge)
      let slow = try await Wire.exchange(
        port: server.port,
        "POST /api/runs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
          + "Content-Length: 100\r\n\r\n{")
      #expect(slow.hasPrefix("HTTP/1.1 408 "))
    }
  }

  @Test("Streams are counted, and ended with the server")
  func streams() async throws {
    try await Served.run {
      $0.streams = 1
    } body: { server in
      let id = try await server.submit(Self.long(6))
      let watcher = try await DeskTests.watch(server, id)
      #expect(try await server.ask("/api/runs/\(id)/events").status == .tooManyRequests)
      watcher.close()
    }
  }

  @Test("Finished runs and lives leave memory, those asked for last stay")
  func shelf() {
    var shelf = Shelf<Int>()
    for (index, name) in ["a", "b", "c"].enumerated() { shelf.put(index, under: name, weight: 2) }
    #expect(shelf["a"] == 0)
    shelf.shrink(to: 4)
    #expect(shelf["b"] == nil)
    #expect(shelf["a"] == 0)
    #expect(shelf["c"] == 2)
  }
}
