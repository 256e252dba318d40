import Foundation
import TestSupport
import Testing

/// The program as it runs on its own: how it ends, and what it says.
@Suite("The program", .serialized)
struct ProgramTests {
  private static func watch(_ server: ServerProgram) throws -> Wire {
    let body = LimitTests.long(1)
    let ask = try Wire(port: server.port)
    ask.send(
      "POST /api/runs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        + "Content-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)")
    let answer = ask.receive()
    guard let start = answer.range(of: #""id":""#)?.upperBound else {
      throw Served.Unexpected(description: answer)
    }
    let id = answer[start...].prefix { $0 != "\"" }
    let wire = try Wire(port: server.port)
    wire.send("GET /api/runs/\(id)/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
    guard wire.receive(until: "retry:").contains("retry:") else {
      throw Served.Unexpected(description: "no stream")
    }
    return wire
  }

  /// The end of a chunked answer: whoever reads knows that nothing is missing.
  private static let lastChunk = "0\r\n\r\n"

  @Test(
    "asked to end, it stops its run, closes its streams properly and leaves with 0",
    arguments: [SIGTERM, SIGINT])
  func ends(signal: Int32) async throws {
    try await Gate.pass { try await OwnThread.run { try Self.end(by: signal) } }
  }

  private static func end(by signal: Int32) throws {
    let server = try ServerProgram()
    let wire = try Self.watch(server)
    let start = ContinuousClock.now
    let end = server.end(signal)
    #expect(end.status == 0)
    #expect(!end.wasKilled)
    // The run alone would take minutes.
    #expect(ContinuousClock.now - start < .seconds(25 * Sanitizer.patience))
    #expect(wire.receive().hasSuffix(Self.lastChunk))
    #expect(throws: Served.Unexpected.self) { _ = try Wire(port: server.port) }
    #expect(server.log.contains("runs stopped"))
    #expect(server.log.contains("route=/api/runs"))
  }

  @Test("control: killed, it leaves otherwise, and its streams are cut")
  func killed() async throws {
    try await Gate.pass { try await OwnThread.run(Self.killAndLook) }
  }

  private static func killAndLook() throws {
    let server = try ServerProgram()
    let wire = try Self.watch(server)
    let end = server.end(SIGKILL)
    #expect(end.wasKilled)
    #expect(!wire.receive().hasSuffix(Self.lastChunk))
    #expect(!server.log.contains("runs stopped"))
  }

  @Test("quiet, it writes no line for a request")
  func quiet() async throws {
    try await Gate.pass { try await OwnThread.run(Self.askQuietly) }
  }

  private static func askQuietly() throws {
    let server = try ServerProgram(["--quiet"])
    let wire = try Wire(port: server.port)
    wire.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    #expect(wire.receive().hasSuffix("ok\n"))
    _ = server.end()
    #expect(server.log == "")
  }
}
