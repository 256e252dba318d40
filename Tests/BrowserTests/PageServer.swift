import Foundation
import TestSupport

/// The program `moudsim-serve`, run as a person runs it, and a browser that uses its page.
enum PageServer {
  /// What happened when the page was used.
  struct Visit: Decodable {
    struct Chart: Decodable {
      let id: String
      let marks: Int
      let label: String
    }
    struct Life: Decodable {
      let summary: String
      let lists: [Int]
      let partings: Int
      let violations: [String]
    }
    struct Plan: Decodable {
      let linesBefore, linesAfter: Int
      let headlineChanged, curveMoved, linkChanged: Bool
      let uptake: String
    }
    struct Lesson: Decodable {
      let moved: Bool
      let places: String
    }
    struct Keyboard: Decodable {
      let skips, outlined, switched: Bool
    }
    struct Looks: Decodable {
      let sideways: Bool
      let violations: [String]
    }
    struct Hostile: Decodable {
      let shown, injected, foreign: Bool
    }
    let charts: [Chart]
    let streamed: [Int]
    let headline, help: String
    let seconds: [String?]
    let violations: [String]
    let life: Life
    let plan: Plan
    let linkRoundTrip: Bool
    let lesson: Lesson
    let keyboard: Keyboard
    let looks: Looks
    let hostile: Hostile
    let console: [String]
    let foreignRequests: [String]
  }

  /// Little enough for a program without optimisation.
  static let fragment =
    "people=1000&years=2&replications=4&policy.interim-dosing=0.8&policy.naloxone-distribution=0.5"

  /// The program beside the bundle of the tests.
  private static let program =
    URL(fileURLWithPath: Program.path).deletingLastPathComponent().appending(path: "moudsim-serve")

  /// Starts the server on a free port, uses its page, and ends the server politely.
  static func use() throws -> Visit {
    let server = Process()
    server.executableURL = program
    server.arguments = ["--port", "0", "--quiet"]
    let output = Pipe()
    server.standardOutput = output
    try server.run()
    defer {
      server.terminate()
      server.waitUntilExit()
    }
    var line = ""
    while !line.hasSuffix("\n") {
      let data = output.fileHandleForReading.availableData
      guard !data.isEmpty else { throw Browser.Missing(description: "the server ended: \(line)") }
      line += String(decoding: data, as: UTF8.self)
    }
    guard let address = line.split(whereSeparator: \.isWhitespace).last else {
      throw Browser.Missing(description: "no address in: \(line)")
    }
    let shots = Browser.shots + "/page"
    return try Browser.python(
      "use_page.py", [shots, String(address), fragment], as: Visit.self)
  }
}
