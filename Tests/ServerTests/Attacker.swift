import Foundation
import HTTPTypes

/// A kind of hostile request.
enum Attack: String, CaseIterable {
  case brokenRun, brokenLife, oddPath, oddPolicy, pathTrick, oversized, noise, slow

  /// How many are sent when one in `divisor` is; the slow ones are always all sent, because what so many
  /// connections need at once is part of what is made once.
  func count(oneIn divisor: Int) -> Int { self == .slow ? share : share / divisor }

  /// How many of 10,000.
  private var share: Int {
    switch self {
    case .brokenRun: 5000
    case .brokenLife: 1500
    case .oddPath: 1000
    case .oddPolicy: 500
    case .pathTrick: 700
    case .oversized: 500
    case .noise: 600
    case .slow: 200
    }
  }

  /// What may come back: a status, or `closed` for a connection that was closed without one.
  var answers: Set<String> {
    switch self {
    // Broken texts may be right by accident: those are run, or wait, or find somebody.
    case .brokenRun, .brokenLife: ["200", "202", "400", "404", "429", "503"]
    case .oddPath, .oddPolicy: ["400", "404"]
    case .pathTrick: ["400", "404", "405", "421", "closed"]
    case .oversized: ["400", "413", "431", "closed"]
    case .noise: ["400", "closed"]
    case .slow: ["408"]
    }
  }
}

/// Somebody who sends hostile requests to a server, one after the other, and counts what comes back.
final class Attacker {
  let port: Int
  private var dice: Dice
  private var open: Box?
  /// Answers by attack.
  private(set) var answers: [Attack: [String: Int]] = [:]
  /// Texts that no answer should hold.
  private(set) var leaks: [String] = []

  /// A connection in a list.
  final class Box {
    let wire: Wire
    init(_ wire: consuming Wire) { self.wire = wire }
  }

  init(port: Int, seed: UInt64) {
    self.port = port
    dice = Dice(seed: seed)
  }

  /// Requests that were sent and answered, or refused by closing the connection.
  var count: Int { answers.values.reduce(0) { $0 + $1.values.reduce(0, +) } }

  /// Sends a share of all kinds, mixed, and then the slow ones together.
  ///
  /// - Parameter held: called with their number once all slow requests are sent and wait for answers.
  func attack(oneIn divisor: Int, held: (Int) -> Void = { _ in }) throws {
    var mix = Attack.allCases.filter { $0 != .slow }.flatMap {
      Array(repeating: $0, count: $0.count(oneIn: divisor))
    }
    for index in mix.indices.reversed() { mix.swapAt(index, dice.below(index + 1)) }
    for attack in mix { try send(attack) }
    open = nil
    try slow(Attack.slow.count(oneIn: divisor), held: held)
  }

  private func send(_ attack: Attack) throws {
    switch attack {
    case .brokenRun: try keep(attack, post("/api/runs", dice.broken(HostileTests.sample)))
    case .brokenLife: try keep(attack, post("/api/life", dice.broken(Served.small)))
    case .oddPath: try keep(attack, get(dice.path()))
    case .oddPolicy: try keep(attack, get("/api/evidence/\(dice.word())"))
    case .pathTrick:
      let head = HostileTests.heads[dice.below(HostileTests.heads.count)]
      try once(attack, "\(head)\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    case .oversized: try once(attack, oversized())
    case .noise: try once(attack, dice.noise() + "\r\n\r\n")
    case .slow: preconditionFailure("slow requests are sent together")
    }
  }

  private func get(_ path: String) -> String { "GET \(path) HTTP/1.1\r\nHost: localhost\r\n\r\n" }

  private func post(_ path: String, _ body: String) -> String {
    "POST \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
      + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
  }

  /// Too much: a body, a body in chunks, a length that is a lie, or a header.
  private func oversized() -> String {
    let head = "POST /api/runs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    let much = String(repeating: " ", count: 20_000)
    return switch dice.below(4) {
    case 0: "\(head)Content-Length: 20000\r\n\r\n\(much)"
    case 1: "\(head)Transfer-Encoding: chunked\r\n\r\n4e20\r\n\(much)\r\n"
    case 2: "\(head)Content-Length: 1000000000000\r\n\r\n\(much)"
    default: "\(head)X-Much: \(much)\r\n\r\n"
    }
  }

  /// Sends over the connection that is open, or another where the server has closed it.
  private func keep(_ attack: Attack, _ text: String) throws {
    for isLast in [false, true] {
      let connection = try open ?? Box(Wire(port: port))
      open = connection
      connection.wire.send(text)
      if let answer = connection.wire.answer() { return note(attack, answer) }
      open = nil
      if isLast { note(attack, nil) }
    }
  }

  private func once(_ attack: Attack, _ text: String) throws {
    let wire = try Wire(port: port)
    wire.send(text)
    // Noise may be the beginning of a request: nothing more comes.
    wire.finish()
    note(attack, wire.answer())
  }

  private func slow(_ count: Int, held: (Int) -> Void) throws {
    let waiting = try (0..<count).map { _ in
      let box = Box(try Wire(port: port))
      box.wire.send(
        "POST /api/runs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
          + "Content-Length: 100\r\n\r\n{")
      return box
    }
    held(count)
    for box in waiting { note(.slow, box.wire.answer()) }
  }

  private func note(_ attack: Attack, _ answer: Answer?) {
    answers[attack, default: [:]][answer.map { "\($0.status.code)" } ?? "closed", default: 0] += 1
    if let body = answer?.text, body.contains("root:") { leaks.append(body) }
  }
}
