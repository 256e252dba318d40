import Foundation
import TestSupport
import Testing

/// The command is killed or interrupted on its way, and run again.
@Suite("moudsim sensitivity, stopped", .timeLimit(.minutes(Sanitizer.minutes)))
struct SensitivityKillTests {
  private static let strategies = """
    strategies:
      - {name: usual, policies: []}
      - {name: doses, policies: [take-home-doses]}

    """
  private static let key = "policy.take-home-doses.uptake"
  private static let price = "policy.take-home-doses.cost.perPersonReached"

  /// Replications of each point.
  private static let count = 20

  /// A question: its arguments, its table, and how many results are there when it is killed.
  struct Question: CustomTestStringConvertible {
    let arguments: [String]
    let table: String
    let kill: Int
    var testDescription: String { arguments[0] }
  }

  static let questions = [
    Question(
      arguments: ["--range", "\(key)=0..1", "--input", key, "--input", "overdose.perYear"],
      table: "sensitivity.csv", kill: 35),
    Question(
      arguments: ["--two-way", key, "overdose.perYear", "--range", "\(key)=0..1", "--steps", "3"],
      table: "two_way.csv", kill: 50),
    Question(
      arguments: ["--threshold", "overdose.perYear"], table: "threshold.csv", kill: 50),
    Question(
      arguments: ["--threshold", price, "--from", "0", "--to", "1000"], table: "threshold.csv",
      kill: 8),
  ]

  private func inFolder(_ body: (Program) throws -> Void) throws {
    try Program.inFolder { program in
      try program.write(Program.scenario + Self.strategies, to: "small.yaml")
      try body(program)
    }
  }

  private func arguments(
    _ question: Question, _ output: String, threads: Int = 2
  ) -> [String] {
    [
      "sensitivity", "small.yaml", "--replications", "\(Self.count)", "--progress", "none",
      "--threads", "\(threads)", "--output", output,
    ] + question.arguments
  }

  /// Whole lines of a log beside the first; none where it does not exist yet.
  private func results(_ program: Program, _ log: String) -> Int {
    let text = try? program.text(log)
    return max(0, (text?.count { $0 == "\n" } ?? 0) - 1)
  }

  /// Replications in words such as `2 points and 3 replications of others`.
  private func replications(in text: String, after words: String) throws -> Int {
    let pattern = /([0-9]+) points?(?: and ([0-9]+) replications? of others)?\./
    try #require(text.hasPrefix(words), "\(text)")
    let match = try #require(try pattern.prefixMatch(in: text.dropFirst(words.count)))
    return try Self.count * #require(Int(match.1)) + (match.2.flatMap { Int($0) } ?? 0)
  }

  /// Starts the command, and sends it a signal when so many results are there.
  private func stop(
    _ program: Program, _ arguments: [String], _ signal: Int32, at count: Int
  ) throws -> Program.Result {
    let process = program.process(arguments)
    return try program.collect(process) {
      while process.isRunning, results(program, "part.points") < count { usleep(2000) }
      kill(process.processIdentifier, signal)
      process.waitUntilExit()
    }
  }

  @Test("killed, it says what was finished, and ends in the same bytes", arguments: questions)
  func killed(question: Question) throws {
    try inFolder { program in
      #expect(try program.run(arguments(question, "whole", threads: 1)).status == 0)
      #expect(throws: Program.Killed.self) {
        try stop(program, arguments(question, "part"), SIGKILL, at: question.kill)
      }
      let names = try program.names().filter { !$0.hasPrefix(".") }
      #expect(names == ["part.points", "small.yaml", "whole"])
      let kept = results(program, "part.points")
      #expect(kept >= question.kill)
      let again = try program.run(arguments(question, "part"))
      #expect(again.status == 0, "\(again.errors)")
      let told = try replications(in: again.errors, after: "note: finished by an earlier run: ")
      #expect(told == kept)
      #expect(try program.names() == ["part", "small.yaml", "whole"])
      for file in [question.table, "scenario.resolved.yaml"] {
        #expect(try program.text("part/\(file)") == program.text("whole/\(file)"), "\(file)")
      }
    }
  }

  @Test("interrupted, it says what is kept, where, and what to type; the same command goes on")
  func interrupted() throws {
    let question = Self.questions[2]
    try inFolder { program in
      let arguments = arguments(question, "part")
      let stopped = try stop(program, arguments, SIGINT, at: question.kill)
      #expect(stopped.status == 75 && stopped.output.isEmpty)
      let told = try replications(
        in: stopped.errors, after: "error: stopped; finished and kept in part.points: ")
      #expect(told >= question.kill && told == results(program, "part.points"))
      let command = (["moudsim"] + arguments).joined(separator: " ")
      #expect(stopped.errors.hasSuffix(". Run again: \(command)\n"), "\(stopped.errors)")
      let other = try program.run(arguments + ["--seed", "8"])
      #expect(other.status == 73 && other.errors.contains("part.points: holds results of other"))
      let again = try program.run(arguments)
      #expect(again.status == 0, "\(again.errors)")
      #expect(again.output.hasSuffix("\nFiles: part\n"))
    }
  }
}
