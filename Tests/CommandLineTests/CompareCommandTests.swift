import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(Sanitizer.minutes))) struct CompareCommandTests {
  private static let strategies = """
    strategies:
      - {name: usual, policies: []}
      - {name: naloxone, policies: [naloxone-distribution]}
      - {name: doses, policies: [take-home-doses]}

    """

  private func inFolder(_ body: (Program) throws -> Void) throws {
    try Program.inFolder { program in
      try program.write(Program.scenario + Self.strategies, to: "small.yaml")
      try body(program)
    }
  }

  @Test("a comparison prints its tables, writes its files, and exits with 0")
  func compare() throws {
    try inFolder { program in
      let result = try program.run(
        "compare", "small.yaml", "--threads", "2", "--evidence-floors", "--quiet")
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.errors.isEmpty)
      #expect(result.output.hasPrefix("Two small towns\n2 replications, seed 7, the same random"))
      #expect(result.output.contains("\nDifference from usual (overdose deaths "))
      #expect(result.output.contains("\nRanking by overdose_deaths when only evidence"))
      #expect(result.output.hasSuffix("\nFiles: Output/small/compare-seed7-r2\n"))
      #expect(
        try program.names("Output/small/compare-seed7-r2") == [
          "budget.csv", "comparisons.csv", "curves.csv", "distributional.csv", "economics.csv",
          "equity.csv", "equity_comparisons.csv", "floors.csv", "incremental.csv", "lives.csv",
          "manifest.json", "outcomes.csv", "reach.csv", "report.html", "retention.csv",
          "scenario.resolved.yaml", "waits.csv",
        ])
      let manifest = try program.text("Output/small/compare-seed7-r2/manifest.json")
      #expect(manifest.contains(#""comparator" : "usual""#))
      #expect(!manifest.contains(#""strategy" :"#))
      #expect(manifest.contains(#""name" : "report.html""#))
      let report = try program.text("Output/small/compare-seed7-r2/report.html")
      #expect(report.contains("<h1>Two small towns</h1>"))
      #expect(report.contains("moudsim compare small.yaml --threads 2 --evidence-floors --quiet"))
    }
  }

  @Test("detail is written when asked for, a report is not when not wanted")
  func choices() throws {
    try inFolder { program in
      let result = try program.run(
        "compare", "small.yaml", "--strategy", "doses", "--detail", "--no-report", "--output", "x")
      #expect(result.status == 0)
      let names = try program.names("x")
      #expect(names.contains("series.csv") && !names.contains("report.html"))
    }
  }

  @Test("a comparison that exists is left alone with exit 73, and replaced when asked")
  func existing() throws {
    try inFolder { program in
      let arguments = ["compare", "small.yaml", "--strategy", "doses", "--output", "here"]
      #expect(try program.run(arguments).status == 0)
      let second = try program.run(arguments)
      #expect(second.status == 73 && second.output.isEmpty)
      #expect(second.errors.hasPrefix("error: here: exists already. Use --replace"))
      #expect(try program.run(arguments + ["--replace"]).status == 0)
      #expect(try program.names() == ["here", "small.yaml"])
    }
  }

  @Test(
    "wrong use and wrong input make no folder",
    arguments: [
      (["compare"], 64, "Missing expected argument"),
      (["compare", "nonsense"], 65, "nonsense"),
      (["compare", "small.yaml", "--strategy", "dozes"], 64, "Did you mean 'doses'?"),
      (["compare", "small.yaml", "--comparator", "dozes"], 64, "Did you mean 'doses'?"),
      (["compare", "small.yaml", "--strategy", "usual"], 64, "compared with itself"),
      (["compare", "small.yaml", "--precision", "deaths"], 64, "metric=half-width"),
      (["compare", "small.yaml", "--precision", "death=1"], 64, "Did you mean 'deaths'?"),
      (["compare", "small.yaml", "--precision", "deaths=-1"], 64, "not a positive number"),
      (["compare", "small.yaml", "--max-replications", "1"], 64, "must be 2 or more"),
      (["compare", "small.yaml", "--floor-metric", "seeks"], 64, "neither more nor less"),
      (["compare", "small.yaml", "--replications", "0"], 64, "must be 1 or more"),
      (["compare", "small.yaml", "--threads", "0"], 64, "must be 1 or more"),
      (["compare", "trials/start"], 65, ""),
      (["compare", "small.yaml", "--output", "small.yaml/run"], 73, "cannot be created"),
      (["compare", "small.yaml", "--dry-run"], 0, ""),
    ] as [([String], Int32, String)])
  func wrong(arguments: [String], status: Int32, words: String) throws {
    try inFolder { program in
      let result = try program.run(arguments)
      #expect(result.status == status, "\(result.errors)")
      #expect(result.errors.contains(words) || words.isEmpty, "\(result.errors)")
      #expect(try program.names() == ["small.yaml"])
    }
  }

  @Test("a scenario without strategies is wrong input, with its place")
  func withoutStrategies() throws {
    try Program.inFolder { program in
      let result = try program.run("compare", "small.yaml")
      #expect(result.status == 65)
      #expect(result.errors.contains("strategies: the scenario has no strategies to compare."))
    }
  }

  @Test("a dry run says what would be compared and where")
  func dryRun() throws {
    try inFolder { program in
      let result = try program.run(
        "compare", "small.yaml", "--dry-run", "--strategy", "doses", "--comparator", "naloxone")
      #expect(result.output.contains("  compared      naloxone, doses\n"))
      #expect(result.output.contains("  comparator    naloxone\n"))
      #expect(
        result.output.hasSuffix(
          "  output        Output/small/compare-naloxone,doses-seed7-r2\n"))
    }
  }

  @Test("Ctrl-C keeps the finished replications apart, says how to run again, and exits with 75")
  func interrupt() throws {
    try inFolder { program in
      let process = program.process([
        "compare", "small.yaml", "--replications", "200000", "--output", "long", "--quiet",
      ])
      let result = try program.collect(process) {
        let start = ContinuousClock.now
        while ContinuousClock.now - start < .seconds(120 * Sanitizer.patience) {
          let work = try program.names().first { $0.hasPrefix(".long.writing-") }
          if let work, program.size("\(work)/outcomes.csv") > 100_000 { break }
          Thread.sleep(forTimeInterval: 0.05)
        }
        process.interrupt()
        process.waitUntilExit()
      }
      #expect(result.status == 75, "\(result.errors)")
      #expect(try program.names() == ["long.incomplete", "small.yaml"])
      #expect(
        try program.text("long.incomplete/manifest.json").contains(#""status" : "incomplete""#))
      #expect(result.output.contains("Files: long.incomplete (incomplete)\n"))
      #expect(result.errors.contains(" of 200000 replications; they are in long.incomplete. "))
    }
  }
}
