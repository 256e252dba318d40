import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(Sanitizer.minutes))) struct RunCommandTests {
  private static let files = [
    "equity.csv", "events.csv", "manifest.json", "outcomes.csv", "patients.csv", "retention.csv",
    "scenario.resolved.yaml", "series.csv", "waits.csv",
  ]

  @Test("a run prints its results, writes its files, and exits with 0")
  func run() throws {
    try Program.inFolder { program in
      let result = try program.run("run", "small.yaml", "--threads", "2")
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.errors.isEmpty)
      #expect(result.output.hasPrefix("Two small towns\n2 replications, seed 7;"))
      #expect(result.output.hasSuffix("\nFiles: Output/small/seed7-r2\n"))
      #expect(try program.names("Output/small") == ["seed7-r2"])
      #expect(try program.names("Output/small/seed7-r2") == Self.files)
    }
  }

  @Test("an existing run is left alone with exit 73, and replaced when asked")
  func existing() throws {
    try Program.inFolder { program in
      try program.run("run", "small.yaml", "--output", "here")
      let manifest = try program.text("here/manifest.json")
      let second = try program.run("run", "small.yaml", "--output", "here")
      #expect(second.status == 73)
      #expect(second.output.isEmpty)
      #expect(
        second.errors == "error: here: exists already. Use --replace to overwrite it, "
          + "or --output for another folder.\n")
      #expect(try program.text("here/manifest.json") == manifest)
      let third = try program.run("run", "small.yaml", "--output", "here", "--replace")
      #expect(third.status == 0)
      #expect(try program.names() == ["here", "small.yaml"])
      #expect(try program.text("here/manifest.json").contains("--replace"))
    }
  }

  @Test("what is set on the command line is in the resolved scenario and in the run's name")
  func settings() throws {
    try Program.inFolder { program in
      let result = try program.run(
        "run", "small.yaml", "--replications", "1", "--seed", "99", "--set",
        "run.horizonDays=100", "--quiet")
      #expect(result.status == 0, "\(result.errors)")
      let resolved = try program.text("Output/small/seed99-r1/scenario.resolved.yaml")
      #expect(resolved.contains("99") && resolved.contains("100"))
      let series = try program.text("Output/small/seed99-r1/series.csv")
      #expect(series.contains(",4,91.3125,100,people,"))
    }
  }

  @Test("a resolved scenario runs again to the same files")
  func resolved() throws {
    try Program.inFolder { program in
      try program.run("run", "small.yaml", "--output", "first", "--threads", "1")
      let again = try program.run(
        "run", "first/scenario.resolved.yaml", "--output", "second", "--threads", "3")
      #expect(again.status == 0, "\(again.errors)")
      for file in Self.files where file != "manifest.json" {
        #expect(try program.text("first/\(file)") == program.text("second/\(file)"), "\(file)")
      }
    }
  }

  @Test(
    "bad input makes no folder",
    arguments: [
      (["run", "nonsense"], 65), (["run", "small.yaml", "--set", "run.replications=x"], 65),
      (["run", "small.yaml", "--set", "colour=red"], 65),
      (["run", "small.yaml", "--set", "x"], 64),
      (["run", "small.yaml", "--threads", "0"], 64), (["run", "small.yaml", "--seed", "-1"], 64),
      (["run", "small.yaml", "--replications", "0"], 64),
      (["run", "small.yaml", "--cohort", "absent.csv"], 65), (["run"], 64),
      (["run", "small.yaml", "--progress", "loud"], 64),
      (["run", "small.yaml", "--output", "small.yaml/run"], 73),
      (["run", "small.yaml", "--dry-run"], 0),
    ] as [([String], Int32)])
  func badInput(arguments: [String], status: Int32) throws {
    try Program.inFolder { program in
      let process = program.process(arguments)
      let result = try program.collect(process) { process.waitUntilExit() }
      #expect(result.status == status, "\(result.errors)")
      #expect(result.errors.isEmpty == (status == 0))
      #expect(try program.names() == ["small.yaml"])
    }
  }

  @Test("a dry run says what would run and where")
  func dryRun() throws {
    try Program.inFolder { program in
      let result = try program.run("run", "small.yaml", "--dry-run")
      #expect(result.output.contains("  replications  2 with seed 7: 4 tasks\n"))
      #expect(result.output.contains("  communities   2: Ash, Birch\n"))
      #expect(result.output.hasSuffix("  output        Output/small/seed7-r2\n"))
    }
  }

  @Test("Ctrl-C keeps the finished replications apart, says how to run again, and exits with 75")
  func interrupt() throws {
    try Program.inFolder { program in
      let process = program.process([
        "run", "small.yaml", "--replications", "200000", "--output", "long run", "--threads", "2",
      ])
      let result = try program.collect(process) {
        // The hidden folder appears once the handler is in place; the series grows with the run.
        let start = ContinuousClock.now
        while ContinuousClock.now - start < .seconds(60 * Sanitizer.patience) {
          let work = try program.names().first { $0.hasPrefix(".long run.writing-") }
          if let work, program.size("\(work)/series.csv") > 100_000 { break }
          Thread.sleep(forTimeInterval: 0.05)
        }
        process.interrupt()
        process.waitUntilExit()
      }
      #expect(result.status == 75, "\(result.errors)")
      #expect(try program.names() == ["long run.incomplete", "small.yaml"])
      let manifest = try program.text("long run.incomplete/manifest.json")
      #expect(manifest.contains(#""status" : "incomplete""#))
      #expect(result.output.contains("Files: long run.incomplete (incomplete)\n"))
      #expect(
        result.errors.contains(" of 200000 replications; they are in long run.incomplete. "))
      #expect(
        result.errors.hasSuffix(
          "Run again: moudsim run small.yaml --replications 200000 --output 'long run' "
            + "--threads 2\n"))
    }
  }

  @Test("what a killed run left is removed by the next of that name, which says so")
  func killed() throws {
    try Program.inFolder { program in
      let process = program.process([
        "run", "small.yaml", "--replications", "200000", "--output", "here", "--quiet",
      ])
      let work: () throws -> String? = {
        try program.names().first { $0.hasPrefix(".here.writing-") }
      }
      #expect(throws: Program.Killed.self) {
        try program.collect(process) {
          let start = ContinuousClock.now
          while try work() == nil, ContinuousClock.now - start < .seconds(60 * Sanitizer.patience) {
            Thread.sleep(forTimeInterval: 0.05)
          }
          Thread.sleep(forTimeInterval: 0.2)
          // A run beside it leaves what is being written alone.
          let beside = try program.run("run", "small.yaml", "--output", "here")
          #expect(beside.status == 0 && beside.errors.isEmpty, "\(beside.errors)")
          #expect(try work() != nil)
          kill(process.processIdentifier, SIGKILL)
          process.waitUntilExit()
        }
      }
      let left = try #require(try work())
      let again = try program.run("run", "small.yaml", "--output", "here", "--replace")
      #expect(again.status == 0)
      #expect(again.errors == "note: removed \(left), left by a run that was killed.\n")
      #expect(try program.names() == ["here", "small.yaml"])
    }
  }

  @Test("plain progress goes to standard error only")
  func progress() throws {
    try Program.inFolder { program in
      for style in ["plain", "bar", "none"] {
        let result = try program.run(
          "run", "small.yaml", "--progress", style, "--output", style)
        #expect(result.status == 0)
        #expect(!result.output.contains("tasks"))
        #expect(!result.output.contains("\u{1B}"))
      }
    }
  }

  @Test("whose lives a strategy changes is printed and written; without a strategy it is wrong use")
  func changedLives() throws {
    try Program.inFolder { program in
      try program.write(
        Program.scenario + "strategies: [{name: doses, policies: [take-home-doses]}]\n",
        to: "small.yaml")
      let result = try program.run(
        "run", "small.yaml", "--strategy", "doses", "--changed-lives", "--output", "here")
      #expect(result.status == 0, "\(result.errors)")
      #expect(
        result.output.contains("\nLives changed by the strategy in the first replication\n"))
      let rows = try program.text("here/changed_lives.csv").split(separator: "\n")
      #expect(rows.count == 1 + 2 * 4)
      #expect(rows[0].hasPrefix("strategy,community,reached,reason,lives,lives_changed,"))
      // Places are unlimited here, so nobody who is not reached is changed.
      let isChanged = { (row: Substring) in !row.hasSuffix(",0,0,0,0,0,0") }
      let others = rows.filter { $0.contains(",places,") || $0.contains(",other,") }
      #expect(others.count == 4 && !others.contains(where: isChanged))
      for arguments in [[], ["--strategy", "base"]] {
        let wrong = try program.run(
          ["run", "small.yaml", "--changed-lives", "--output", "there"] + arguments)
        #expect(wrong.status == 64)
        #expect(wrong.errors.contains("--changed-lives compares a strategy"))
      }
      #expect(try program.names() == ["here", "small.yaml"])
    }
  }
}
