import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(Sanitizer.minutes))) struct SensitivityCommandTests {
  private static let strategies = """
    strategies:
      - {name: usual, policies: []}
      - {name: doses, policies: [take-home-doses]}

    """
  private static let key = "policy.take-home-doses.uptake"

  private func inFolder(_ body: (Program) throws -> Void) throws {
    try Program.inFolder { program in
      try program.write(Program.scenario + Self.strategies, to: "small.yaml")
      try body(program)
    }
  }

  @Test(
    "each kind of analysis prints its table, writes its files, and exits with 0",
    arguments: [
      (
        ["--input", "cost.health.methadone", "--input", key, "--range", "\(key)=0..1"],
        "sensitivity.csv", "As given: "
      ),
      (
        ["--two-way", "cost.health.methadone", "cost.health.interim", "--steps", "2"],
        "two_way.csv", "Down: cost.health.methadone; across: cost.health.interim"
      ),
      (
        ["--threshold", key, "--from", "0.1", "--to", "0.9", "--metric", "overdoses"],
        "threshold.csv", "\(key): "
      ),
    ] as [([String], String, String)])
  func analyses(arguments: [String], file: String, words: String) throws {
    try inFolder { program in
      let result = try program.run(
        ["sensitivity", "small.yaml", "--quiet", "--output", "here"] + arguments)
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.errors.isEmpty)
      #expect(result.output.hasPrefix("Two small towns\n2 replications, seed 7, the same random"))
      #expect(result.output.contains(words), "\(result.output)")
      #expect(result.output.hasSuffix("\nFiles: here\n"))
      let files = try program.names("here")
      #expect(files == ["manifest.json", "scenario.resolved.yaml", file].sorted())
      let again = try program.run(["sensitivity", "small.yaml", "--output", "here"] + arguments)
      #expect(again.status == 73)
    }
  }

  @Test(
    "wrong use and wrong input make no folder",
    arguments: [
      (["nonsense"], 65, "nonsense"),
      (["small.yaml", "--strategy", "dozes"], 64, "Did you mean 'doses'?"),
      (["small.yaml", "--metric", "death"], 64, "Did you mean 'deaths'?"),
      (
        ["small.yaml", "--input", "cost.health.methadon"], 65,
        "Did you mean 'cost.health.methadone'?"
      ),
      (["small.yaml", "--input", key], 65, "it has no distribution"),
      (["small.yaml", "--threshold", key], 65, "it has no distribution"),
      (["small.yaml", "--threshold", key, "--from", "0", "--to", "2"], 65, "is outside 0...1"),
      (["small.yaml", "--threshold", key, "--from", "1", "--to", "0"], 64, "must be below --to"),
      (["small.yaml", "--threshold", key, "--from", "1"], 64, "Give both --from and --to"),
      (["small.yaml", "--from", "0", "--to", "1"], 64, "need --threshold"),
      (["small.yaml", "--threshold", key, "--input", key], 64, "Give one of --input"),
      (["small.yaml", "--two-way", key], 64, "takes two keys"),
      (["small.yaml", "--at", "x"], 64, "no '='"),
      (["small.yaml", "--at", "\(key)=3"], 65, "is outside 0...1"),
      (["small.yaml", "--range", "\(key)=3"], 64, "key=low..high"),
      (["small.yaml", "--steps", "1"], 64, "must be 2 or more"),
      (["small.yaml", "--replications", "0"], 64, "must be 1 or more"),
      (["small.yaml", "--scale", "0"], 64, "must be above 0"),
      (["small.yaml", "--dry-run"], 0, ""),
    ] as [([String], Int32, String)])
  func wrong(arguments: [String], status: Int32, words: String) throws {
    try inFolder { program in
      let result = try program.run(["sensitivity"] + arguments)
      #expect(result.status == status, "\(result.errors)")
      #expect(result.errors.contains(words) || words.isEmpty, "\(result.errors)")
      #expect(try program.names() == ["small.yaml"])
    }
  }

  @Test("a yearly budget names the best strategy and mix")
  func budget() throws {
    try inFolder { program in
      let result = try program.run(
        "compare", "small.yaml", "--budget", "5000", "--quiet", "--output", "here")
      #expect(result.status == 0, "\(result.errors)")
      #expect(
        result.output.contains("\nWith 5,000 a year more than usual costs the health sector\n"))
      #expect(result.output.contains("\nbest mix: "))
      #expect(result.output.contains("\nHealth and equality: "))
      #expect(try program.run("compare", "small.yaml", "--budget", "-1").status == 64)
    }
  }
}
