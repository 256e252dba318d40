import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import WhatIfServer

/// More connections than the server may open files for.
@Suite("Exhaustion", .serialized)
struct ExhaustionTests {
  /// Open connections that ask for nothing.
  private final class Crowd {
    private var boxes: [Attacker.Box] = []

    init(_ count: Int, port: Int) throws {
      boxes = try (0..<count).map { _ in Attacker.Box(try Wire(port: port)) }
    }

    func leave() { boxes = [] }
  }

  private static let told = "all connections are taken"

  private static func ask(_ server: ServerProgram) throws -> Wire {
    let wire = try Wire(port: server.port)
    wire.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    return wire
  }

  @Test("with files for some of them it lives, says so, rests, and answers who waited")
  func crowd() async throws {
    try await Gate.pass { try await OwnThread.run(Self.crowded) }
  }

  private static func crowded() throws {
    let allowed = OpenFiles.here.own + 40
    let server = try ServerProgram(["--quiet"], openFiles: allowed)
    #expect(server.log.contains("connections=40 files=\(allowed)"), "\(server.log)")
    for _ in 1...3 {
      let crowd = try Crowd(100, port: server.port)
      let late = try ask(server)
      Thread.sleep(forTimeInterval: 1)
      let before = try #require(server.holdings)
      // Forty of the hundred are in, and no file is asked for that is not to be had.
      #expect((40...allowed).contains(before.descriptors), "\(before)")
      Thread.sleep(forTimeInterval: 3)
      let after = try #require(server.holdings)
      // Asking for files again and again took half a second; a sanitizer's own work is as much.
      let spent = after.processorSeconds - before.processorSeconds
      #expect(Sanitizer.isOn || spent < 0.15, "\(spent)")
      crowd.leave()
      #expect(late.answer()?.status == .ok)
      #expect(server.isRunning)
    }
    // Once for each crowd, and once more where those who waited come in as the others leave.
    #expect((1...6).contains(server.log.components(separatedBy: told).count - 1))
    #expect(server.end().status == 0)
  }

  @Test("control: with files for all of them it says nothing and lets nobody wait")
  func room() async throws {
    try await Gate.pass { try await OwnThread.run(Self.roomy) }
  }

  private static func roomy() throws {
    let server = try ServerProgram(["--quiet"], openFiles: 1024)
    let crowd = try Crowd(100, port: server.port)
    #expect(try ask(server).answer()?.status == .ok)
    #expect(try #require(server.holdings).descriptors > 100)
    crowd.leave()
    #expect(server.end().status == 0)
    #expect(server.log == "")
  }

  @Test("with too few files to begin, it says what to do")
  func tooFew() async throws {
    let needed = OpenFiles.here.own + OpenFiles.fewestConnections
    for allowed in [16, needed - 1] {
      try await Gate.pass {
        let fault = #expect(throws: ServerProgram.Silent.self) {
          _ = try ServerProgram(openFiles: allowed)
        }
        #expect(
          fault?.description.contains(
            "A process may open \(allowed) files here, and the server needs \(needed).") == true)
      }
    }
    try await Gate.pass { _ = try ServerProgram(openFiles: needed) }
  }

  @Test("The limit is the room, or what is wanted where that is less")
  func arithmetic() throws {
    #expect(try OpenFiles(allowed: 1024, own: 30).connections(wanted: 512) == 512)
    #expect(try OpenFiles(allowed: 100, own: 30).connections(wanted: 512) == 70)
    #expect(try OpenFiles(allowed: 46, own: 30).connections(wanted: 512) == 16)
    let fault = #expect(throws: OpenFiles.TooFew.self) {
      _ = try OpenFiles(allowed: 45, own: 30).connections(wanted: 512)
    }
    #expect(
      fault?.description == "A process may open 45 files here, and the server needs 46. "
        + "Allow more: ulimit -n 1024")
  }

  @Test("That all are taken is told once, and again after half of them have left")
  func telling() {
    let book = LogBook()
    var limit = ConnectionLimit(4, logger: book.logger)
    for _ in 1...4 { limit.connectionOpened() }
    #expect(!limit.isAcceptingNewConnections())
    for _ in 1...10 {
      limit.connectionClosed()
      #expect(limit.isAcceptingNewConnections())
      limit.connectionOpened()
    }
    #expect(book.lines.count == 1)
    for _ in 1...2 { limit.connectionClosed() }
    for _ in 1...2 { limit.connectionOpened() }
    #expect(book.lines.map(\.message) == Array(repeating: Self.told + ", more wait", count: 2))
  }
}
