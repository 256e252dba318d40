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

  /// Starts the server on a free port, uses its page, and ends the server politely.
  static func use() throws -> Visit {
    let server = try ServerProgram(["--quiet"])
    defer { _ = server.end() }
    let shots = Browser.shots + "/page"
    return try Browser.python(
      "use_page.py", [shots, server.address, fragment], as: Visit.self)
  }

  /// Seconds from the move of a slider, for each move.
  struct Times: Decodable {
    struct Move: Decodable {
      /// To the first curve drawn, to all curves of the first pair, to all curves of all pairs.
      let first, all, last: Double
    }
    /// Moves after which nothing is known of either future.
    let everything: [Move]
    /// Moves after which today's practice is known.
    let plan: [Move]

    /// A line for each kind of move.
    var text: String {
      [("people, nothing known", everything), ("a programme, today known", plan)].map {
        name, moves in
        moves.map {
          String(
            format: "slider of %@: first curve after %.2f s, all of the first pair %.2f s, "
              + "all of all pairs %.2f s", name, $0.first, $0.all, $0.last)
        }.joined(separator: "\n")
      }.joined(separator: "\n")
    }
  }

  /// Measures the page of 20,000 people, 5 years and two pairs of futures with the program as it was built for
  /// the tests: without optimisation twelve take minutes, and Benchmarks/serving.py measures them.
  static func times(moves: Int) throws -> Times {
    let server = try ServerProgram(["--quiet"])
    defer { _ = server.end() }
    return try Browser.python(
      "time_page.py", [server.address, String(moves), "replications=2"], as: Times.self)
  }
}
