import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5))) struct PSACommandTests {
  private static let strategies = """
    strategies:
      - {name: usual, policies: []}
      - {name: naloxone, policies: [naloxone-distribution]}

    """

  private func inFolder(_ body: (Program) throws -> Void) throws {
    try Program.inFolder { program in
      try program.write(Program.scenario + Self.strategies, to: "small.yaml")
      try body(program)
    }
  }

  @Test("an analysis prints its tables, writes its files with a report, and exits with 0")
  func analysis() throws {
    try inFolder { program in
      let result = try program.run(
        "psa", "small.yaml", "--draws", "3", "--replications", "2", "--output", "psa", "--quiet")
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.errors.isEmpty)
      #expect(result.output.contains("\nProbability of being the best, by what a QALY is worth"))
      #expect(
        try program.names("psa") == [
          "acceptability.csv", "costs.csv", "costs_payer.csv", "costs_societal.csv", "draws.csv",
          "effects.csv", "incremental.csv", "information.csv", "manifest.json", "noise.csv",
          "params.csv", "report.html", "scenario.resolved.yaml",
        ])
      #expect(try program.text("psa/manifest.json").contains(#""name" : "report.html""#))
      let report = try program.text("psa/report.html")
      #expect(report.contains("<h1>Two small towns: how sure can we be?</h1>"))
      #expect(report.contains("moudsim psa small.yaml --draws 3 --replications 2"))
      #expect(report.contains("Uncertainty or chance?"))
      #expect(try program.names() == ["psa", "small.yaml"])
    }
  }

  @Test(
    "wrong use makes no folder",
    arguments: [
      (["psa", "small.yaml", "--draws", "1"], 64, "must be 2 or more"),
      (["psa", "small.yaml", "--replications", "0"], 64, "must be 1 or more"),
      (["psa", "small.yaml", "--scale", "0"], 64, "must be above 0"),
      (["psa", "small.yaml", "--method", "sobols"], 64, "sobol"),
      (["psa", "small.yaml", "--dry-run"], 0, ""),
    ] as [([String], Int32, String)])
  func wrong(arguments: [String], status: Int32, words: String) throws {
    try inFolder { program in
      let result = try program.run(arguments)
      #expect(result.status == status, "\(result.errors)")
      #expect(result.errors.contains(words) || words.isEmpty, "\(result.errors)")
      #expect(try program.names() == ["small.yaml"])
    }
  }
}
