import Foundation
import HTTPTypes
import TestSupport
import Testing

/// Hostile requests to the program as it runs on its own, and what they leave behind.
@Suite("A siege", .serialized)
struct SiegeTests {
  /// More than the noise of memory from one moment to the next, less than 1 KB for a request.
  static let megabytes = 8.0

  @Test("10,000 hostile requests change nothing and leave nothing, and the program lives")
  func siege() async throws {
    try await Gate.pass { try await OwnThread.run(Self.attack) }
  }

  private static func attack() throws {
    let server = try ServerProgram(["--rate", "100000", "--quiet"])
    let page = try Self.ask(server, "/api/setting")
    // What is made once is made: pages, buffers, and as many finished runs as are kept.
    for seed in 1...50 { try Self.settle(server, seed: seed) }
    try Attacker(port: server.port, seed: 1).attack(oneIn: 2 * Sanitizer.divisor)
    try Self.settle(server)
    let before = try #require(server.holdings)
    let files = try server.files()

    let attacker = Attacker(port: server.port, seed: 2)
    var held = 0
    try attacker.attack(oneIn: Sanitizer.divisor) { count in
      #expect(count == 200)
      // They are accepted one after the other.
      for _ in 0..<(10 * Sanitizer.patience) where held < 190 {
        Thread.sleep(forTimeInterval: 0.1)
        held = max(held, (server.holdings?.descriptors ?? 0) - before.descriptors)
      }
    }
    try Self.settle(server)
    let after = try #require(server.holdings)
    let report = Self.report(attacker, before, after, held)
    print(report)
    Attachment.record(report, named: "siege.txt")

    #expect(Sanitizer.isOn || attacker.count == 10_000)
    for attack in Attack.allCases {
      let answers = attacker.answers[attack] ?? [:]
      let sent = attack.count(oneIn: Sanitizer.divisor)
      #expect(answers.values.reduce(0, +) == sent, "\(attack): \(answers)")
      #expect(attack.answers.isSuperset(of: answers.keys), "\(attack): \(answers)")
    }
    #expect(attacker.leaks == [])
    // Control: two hundred connections that are held show.
    #expect(held >= 190)
    #expect(after.descriptors <= before.descriptors + 2)
    #expect(after.threads <= before.threads + 2)
    // A sanitizer remembers what was given back.
    #expect(Sanitizer.isOn || after.megabytes - before.megabytes < Self.megabytes)
    #expect(try server.files() == files)
    #expect(files == [])
    #expect(try Self.ask(server, "/api/setting") == page)
    #expect(server.end().status == 0)
  }

  @Test("control: memory and files that are held show in what is measured")
  func control() throws {
    let own = ProcessInfo.processInfo.processIdentifier
    let before = try #require(ServerProgram.Holdings(of: own))
    let leak = [UInt8](repeating: 1, count: 64 << 20)
    let handles = try (0..<100).map { _ in
      try FileHandle(forReadingFrom: URL(fileURLWithPath: "/dev/null"))
    }
    let after = try #require(ServerProgram.Holdings(of: own))
    #expect(after.megabytes - before.megabytes > Self.megabytes)
    #expect(after.descriptors >= before.descriptors + 90)
    #expect(leak.last == 1)
    #expect(handles.count == 100)
  }

  private static func ask(_ server: ServerProgram, _ path: String) throws -> String {
    let wire = try Wire(port: server.port)
    wire.send("GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    guard let answer = wire.answer(), answer.status == .ok else {
      throw Served.Unexpected(description: "no answer to \(path)")
    }
    return answer.text
  }

  /// Runs something to its end, before which everything else that waits must be finished or given up.
  private static func settle(_ server: ServerProgram, seed: Int = 0) throws {
    for _ in 0..<(600 * Sanitizer.patience) {
      let wire = try Wire(port: server.port)
      let body =
        #"{"people": 100, "years": 1, "replications": 1, "seed": \#(seed), "#
        + #""policies": [{"name": "telehealth"}]}"#
      wire.send(
        "POST /api/runs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
          + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
      let answer = wire.answer()
      Thread.sleep(forTimeInterval: 0.2)
      if let answer, [.ok, .accepted].contains(answer.status),
        let id = try answer.object["id"] as? String,
        (try? ask(server, "/api/runs/\(id)"))?.contains(#""complete":true"#) == true
      {
        return
      }
    }
    throw Served.Unexpected(description: "the server does not come to rest")
  }

  private static func report(
    _ attacker: Attacker, _ before: ServerProgram.Holdings, _ after: ServerProgram.Holdings,
    _ held: Int
  ) -> String {
    let lines = Attack.allCases.map { attack in
      let answers = (attacker.answers[attack] ?? [:]).sorted { $0.key < $1.key }
        .map { "\($0.value) x \($0.key)" }
      let sent = attack.count(oneIn: Sanitizer.divisor)
      return "  \(attack.rawValue): \(sent) sent: \(answers.joined(separator: ", "))"
    }
    return
      (["\(attacker.count) hostile requests"] + lines + [
        "  before: \(before)", "  after:  \(after)",
        "  while 200 were held: \(held) descriptors more",
      ]).joined(separator: "\n")
  }
}
