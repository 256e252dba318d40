import Experiments
import Foundation
import Hummingbird
import HummingbirdTesting
import Testing
import WhatIfServer

/// Requests of people who mean no good; the fuzzer's seed is fixed, so a failure can be found again.
@Suite("Hostile requests", .serialized)
struct HostileTests {
  static let count = 10_000

  @Test("10,000 broken requests: refused each, the server lives, and nothing is left behind")
  func fuzz() async throws {
    try await Served.run {
      $0.waiting = 0
    } body: { server in
      let before = try await server.ask("/api/setting").text
      var generator = Dice(state: 1)
      var statuses: [Int: Int] = [:]
      for _ in 0..<Self.count {
        let answer: TestResponse
        switch generator.below(10) {
        case 0: answer = try await server.ask(generator.path())
        case 1: answer = try await server.ask("/api/evidence/\(generator.word())")
        case 2: answer = try await server.post("/api/life", generator.broken(Served.small))
        default: answer = try await server.post("/api/runs", generator.broken(Self.sample))
        }
        statuses[answer.status.code, default: 0] += 1
        if let type = answer.headers[.contentType], type.hasPrefix("application/json") {
          _ = try answer.object
        }
      }
      #expect(
        statuses.keys.allSatisfy { [200, 202, 400, 404, 405, 429].contains($0) }, "\(statuses)")
      #expect((statuses[400] ?? 0) > Self.count / 2)
      #expect(try await server.ask("/healthz").text == "ok\n")
      #expect(try await server.ask("/api/setting").text == before)
    }
  }

  static let sample =
    #"{"community": "Lakeside", "people": 2000, "years": 3, "places": {"otpPlaces": 1.5}, "#
    + #""policies": [{"name": "telehealth", "uptake": 0.4}], "evidenceFloor": "B", "seed": 5}"#

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
      var generator = Dice(state: 2)
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

/// Pseudo-random breakage (SplitMix64).
struct Dice {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }

  /// A word that may stand in a path.
  mutating func word() -> String {
    let letters = Array("abcz09-_.~%41$!*'();:@&=+,")
    return String((0..<(1 + below(30))).map { _ in letters[below(letters.count)] })
  }

  mutating func path() -> String {
    "/" + (0..<(1 + below(4))).map { _ in word() }.joined(separator: "/")
  }

  mutating func noise() -> String {
    String(
      String.UnicodeScalarView(
        (0..<(1 + below(300))).map { _ in
          Unicode.Scalar(UInt8(below(256)))
        }))
  }

  /// A JSON text with one to four pieces cut out, doubled, swapped or replaced.
  mutating func broken(_ text: String) -> String {
    let pieces = [
      "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u00", "null", "true", "1e999", "-1", "0.0000001",
      "99999999999999999999", "\u{0}", "\u{7F}", "é", "😀", "\n", "<script>", "../", "__proto__",
      "{\"a\":", String(repeating: "[", count: 40), String(repeating: "9", count: 400),
    ]
    var characters = Array(text.unicodeScalars)
    for _ in 0..<(1 + below(4)) {
      guard !characters.isEmpty else { break }
      let place = below(characters.count)
      switch below(4) {
      case 0: characters.removeSubrange(place..<min(characters.count, place + 1 + below(12)))
      case 1: characters.insert(contentsOf: pieces[below(pieces.count)].unicodeScalars, at: place)
      case 2: characters[place] = Unicode.Scalar(UInt8(below(128)))
      default: characters.insert(contentsOf: characters[place...].prefix(20), at: place)
      }
    }
    return String(String.UnicodeScalarView(characters))
  }
}
