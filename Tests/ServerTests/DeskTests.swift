import Experiments
import Foundation
import Hummingbird
import Synchronization
import TestSupport
import Testing

@testable import WhatIfServer

@Suite("The desk", .serialized)
struct DeskTests {
  /// Waits until nothing is computed, and returns what lies on the desk; nil if that never comes.
  static func idle(_ desk: RunDesk) async throws -> RunDesk.Census? {
    for _ in 0..<(600 * Sanitizer.patience) {
      let census = await desk.census
      if !census.isBusy, census.open == 0, census.streams == 0 { return census }
      try await Task.sleep(for: .milliseconds(100))
    }
    return nil
  }

  /// A stream of events that is held open.
  final class Watcher: Sendable {
    private let wire: Mutex<Attacker.Box?>
    /// What came first.
    let head: String

    init(_ server: Served, _ id: String) throws {
      let wire = try Wire(port: server.port)
      wire.send("GET /api/runs/\(id)/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
      head = wire.receive(until: "retry:")
      self.wire = Mutex(Attacker.Box(wire))
    }

    func close() { wire.withLock { $0 = nil } }
  }

  /// Holds a stream open, once its first bytes are there.
  static func watch(_ server: Served, _ id: String) async throws -> Watcher {
    try await OwnThread.run { try Watcher(server, id) }
  }

  @Test("Equal requests at the same time are one run; another is another")
  func shared() async throws {
    try await Served.run { server in
      let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<12 {
          group.addTask { try await server.post("/api/runs", LimitTests.long(1)).status.code }
        }
        return try await group.reduce(into: [Int]()) { $0.append($1) }
      }
      #expect(statuses.count { $0 == 202 } == 1)
      #expect(statuses.count { $0 == 200 } == 11)
      #expect(await server.desk.census.open == 1)
      #expect(try await server.post("/api/runs", LimitTests.long(2)).status == .accepted)
      #expect(await server.desk.census.open == 2)
    }
  }

  @Test("A run is stopped when its last watcher leaves, and not before")
  func watched() async throws {
    try await Served.run {
      $0.leftAfter = .milliseconds(100)
      $0.abandonedAfter = .milliseconds(100)
    } body: { server in
      let id = try await server.submit(LimitTests.long(3))
      let (stays, leaves) = (try await Self.watch(server, id), try await Self.watch(server, id))
      #expect(await server.desk.census.streams == 2)
      leaves.close()
      // One watcher is left: ten times the patience changes nothing.
      try await Task.sleep(for: .seconds(1))
      let census = await server.desk.census
      #expect(census == RunDesk.Census(open: 1, finished: 0, streams: 1, isBusy: true))
      stays.close()
      let after = try await Self.idle(server.desk)
      #expect(after == RunDesk.Census())
    }
  }

  @Test("What is finished is kept, up to the limit, and what is broken is not")
  func kept() async throws {
    try await Served.run {
      $0.keptRuns = 2
    } body: { server in
      for seed in 1...3 {
        let id = try await server.submit(
          #"{"people": 200, "years": 1, "replications": 1, "seed": \#(seed)}"#)
        _ = try await server.finish(id)
      }
      _ = try await server.post("/api/runs", "{")
      let census = try await Self.idle(server.desk)
      #expect(census?.finished == 2)
    }
  }
}
