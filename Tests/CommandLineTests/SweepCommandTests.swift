import Foundation
import TestSupport
import Testing

@Suite("Sweep commands", .timeLimit(.minutes(Sanitizer.minutes))) struct SweepCommandTests {
  @Test("plan, run, merge: ids first, rows in the order of the design, one row a run")
  func whole() throws {
    try SweepFixture.inFolder { program in
      let lines = try SweepFixture.whole(program).split(separator: "\n").map(String.init)
      #expect(lines.count == SweepFixture.runs + 1)
      #expect(
        lines[0] == "row,id,rate,ash,strategy,replication,overdoses,person_years,"
          + "retention.buprenorphine.day28")
      #expect(lines[1].hasPrefix("1,") && lines[1].contains(",0.02,10,base,1,"))
      #expect(lines[4].contains(",0.02,10,doses,1,"))
      #expect(lines[SweepFixture.runs].contains(",0.2,30,doses,3,"))
      #expect(
        try program.names("whole") == [
          "design.csv", "manifest.json", "parts", "results.csv", "scenario.yaml", "sweep.yaml",
        ])
      #expect(try program.names("whole/parts") == ["1-of-1.part"])
      // Base and strategy share the people: the same person-years where nobody's life is changed.
      let again = try program.run("sweep", "run", "whole")
      #expect(again.status == 0 && again.output.contains("72 runs, 0 of them now"))
    }
  }

  @Test("status counts what is multiplied; one of a kind is told as one")
  func size() throws {
    try SweepFixture.inFolder { program in
      try SweepFixture.plan(program, "many")
      let many = try program.run("sweep", "status", "many").output
      #expect(many.contains("  12 rows x 2 strategies x 3 replications = 72 runs\n"), "\(many)")
      let single = """
        title: One run
        scenario: small.yaml
        strategies: [base]
        replications: 1
        seed: 11
        metrics: [overdoses]
        design: {kind: grid}
        factors:
          - {key: parameters.overdose.perYear, name: rate, values: [0.02]}

        """
      try program.write(single, to: "sweep.yaml")
      try SweepFixture.plan(program, "one")
      #expect(try program.run("sweep", "run", "one").status == 0)
      let one = try program.run("sweep", "status", "one").output
      #expect(one.contains("  1 row x 1 strategy x 1 replication = 1 run\n"), "\(one)")
      #expect(one.contains("1-of-1.part: finished, 1 record\n"), "\(one)")
    }
  }

  @Test("a row is what run gives with the same keys")
  func sameAsRun() throws {
    try SweepFixture.inFolder { program in
      let lines = try SweepFixture.whole(program).split(separator: "\n")
      // Row 6 (rate 0.05, ash 30), base, replication 2.
      let cells = lines[5 * 6 + 2].split(separator: ",").map(String.init)
      #expect(cells[2...5] == ["0.05", "30", "base", "2"])
      try program.run(
        "run", "small.yaml", "--set", "parameters.overdose.perYear=0.05", "--set",
        "communities[Ash].population=30", "--seed", "11", "--output", "single")
      let outcomes = try program.text("single/outcomes.csv").split(separator: "\n")
      func value(_ metric: String) -> Substring? {
        outcomes.first { $0.hasPrefix("base,0,2,all,all,\(metric),") }?.split(separator: ",").last
      }
      #expect(value("overdoses") == cells[6][...])
      #expect(value("person_years") == cells[7][...])
      let row = try program.run(
        "sweep", "run", "whole", "--row", "6", "--replication", "2")
      #expect(row.output.hasPrefix("overdoses,\(cells[6])"))
    }
  }

  @Test("threads, shards, their order and the cut in the middle change no byte")
  func anyCut() throws {
    try SweepFixture.inFolder { program in
      let expected = try SweepFixture.whole(program)
      try SweepFixture.plan(program, "cut")
      for shard in ["3/5", "1/5", "5/5"] {
        let result = try program.run(
          "sweep", "run", "cut", "--shard", shard, "--threads", "1", "--quiet")
        #expect(result.status == 0, "\(result.errors)")
      }
      let early = try program.run("sweep", "merge", "cut")
      #expect(early.status == 75)
      #expect(early.errors.contains("in 2 of 5 shards: 2, 4; rows 1-12."), "\(early.errors)")
      #expect(early.errors.contains("Run: moudsim sweep resume cut"))
      // Another cut, with three threads, does what is left only.
      for shard in ["2/3", "1/3", "3/3"] {
        try program.run("sweep", "run", "cut", "--shard", shard, "--threads", "3")
      }
      let records = try program.names("cut/parts").reduce(0) { sum, name in
        try sum + program.text("cut/parts/\(name)").split(separator: "\n").count - 2
      }
      #expect(records == SweepFixture.runs)
      #expect(try program.run("sweep", "merge", "cut").status == 0)
      #expect(try program.text("cut/results.csv") == expected)
    }
  }

  @Test("a Slurm task takes its shard from the environment; gaps are refused")
  func arrayTask() throws {
    try SweepFixture.inFolder { program in
      try SweepFixture.plan(program, "array")
      func task(_ id: String, last: String) throws -> Program.Result {
        let process = program.process(["sweep", "run", "array"])
        process.environment?.merge([
          "SLURM_ARRAY_TASK_ID": id, "SLURM_ARRAY_TASK_COUNT": "4", "SLURM_ARRAY_TASK_MIN": "0",
          "SLURM_ARRAY_TASK_MAX": last,
        ]) { $1 }
        return try program.collect(process) { process.waitUntilExit() }
      }
      #expect(try task("2", last: "3").status == 0)
      #expect(try program.names("array/parts") == ["3-of-4.part"])
      let gap = try task("2", last: "9")
      #expect(gap.status == 65 && gap.errors.contains("Give --shard <i>/<n>."))
    }
  }

  @Test("expand adds rows and replications and keeps what is finished")
  func expand() throws {
    try SweepFixture.inFolder { program in
      let sobol = SweepFixture.sweep.replacing(
        "design: {kind: grid}", with: "design: {kind: sobol, points: 4, seed: 2}"
      ).replacing(", levels: 3", with: "")
      try program.write(sobol, to: "sweep.yaml")
      let first = try SweepFixture.whole(program, "grow").split(separator: "\n")
      #expect(first.count == 1 + 4 * 2 * 3)
      let more = try program.run(
        "sweep", "expand", "grow", "--points", "8", "--replications", "4")
      #expect(more.output.contains("rows 4 -> 8, runs 24 -> 64"), "\(more.errors)")
      let resumed = try program.run("sweep", "resume", "grow")
      #expect(resumed.output.contains("64 runs, 40 of them now"), "\(resumed.output)")
      try program.run("sweep", "merge", "grow")
      let grown = try program.text("grow/results.csv").split(separator: "\n")
      #expect(Set(first).isSubset(of: grown))
      // The same as if it had been planned so.
      try program.write(
        sobol.replacing("points: 4", with: "points: 8").replacing(
          "replications: 3", with: "replications: 4"), to: "sweep.yaml")
      #expect(try SweepFixture.whole(program).split(separator: "\n") == grown)
      let less = try program.run("sweep", "expand", "grow", "--replications", "4")
      #expect(less.status == 65 && less.errors.contains("and 4 are not more"))
    }
  }

  @Test("a row that fails is recorded with its error and command, and the others are run")
  func failures() throws {
    try SweepFixture.inFolder { program in
      let bad = SweepFixture.sweep.replacing("0.1, 0.2", with: "0.1, 7")
      try program.write(bad, to: "sweep.yaml")
      let refused = try program.run("sweep", "plan", "sweep.yaml", "--output", "bad")
      #expect(refused.status == 65)
      #expect(refused.errors.contains("row 10: overdose.perYear: 7 is outside 0.001...0.5."))
      #expect(refused.errors.contains("3 of 12 rows cannot be run."))
      #expect(try program.names() == ["small.yaml", "sweep.yaml"])

      try program.write(bad + "failures: keep\n", to: "sweep.yaml")
      try SweepFixture.plan(program, "bad")
      let run = try program.run("sweep", "run", "bad")
      #expect(run.status == 0 && run.output.contains("72 runs, 72 of them now, 18 failed"))
      let merged = try program.run("sweep", "merge", "bad")
      #expect(merged.status == 0)
      let failed = try program.text("bad/failures.csv").split(separator: "\n")
      #expect(failed.count == 1 + 18)
      #expect(failed[0] == "row,id,rate,ash,strategy,replication,error,command")
      #expect(
        failed[1].hasSuffix(
          ",7,10,base,1,overdose.perYear: 7 is outside 0.001...0.5.,"
            + "moudsim sweep run . --row 10 --strategy base --replication 1"))
      let whole = try program.text("bad/results.csv").split(separator: "\n")
      #expect(whole.count == 1 + 54)
      let command = try program.run("sweep", "run", "bad", "--row", "10")
      #expect(command.status == 65 && command.errors.contains("7 is outside 0.001...0.5."))
      #expect(try program.run("sweep", "status", "bad").output.contains("--row 10"))
    }
  }

  @Test("ids are those of yesterday, whatever the order of columns and the folder")
  func ids() throws {
    try SweepFixture.inFolder { program in
      try SweepFixture.plan(program, "first")
      let first = try program.text("first/design.csv").split(separator: "\n")
      let factors = SweepFixture.sweep.split(separator: "\n").suffix(2).map(String.init)
      let swapped = SweepFixture.sweep.split(separator: "\n").dropLast(2).map(String.init)
      try FileManager.default.createDirectory(
        atPath: program.folder + "/below", withIntermediateDirectories: false)
      try program.write(
        (swapped + factors.reversed()).joined(separator: "\n").replacing(
          "scenario: small", with: "scenario: ../small"), to: "below/other.yaml")
      try program.run("sweep", "plan", "below/other.yaml", "--output", "second")
      let second = try program.text("second/design.csv").split(separator: "\n")
      func ids(_ lines: [Substring]) -> Set<Substring> {
        Set(lines.dropFirst().map { $0.split(separator: ",")[1] })
      }
      #expect(ids(first) == ids(second) && ids(first).count == 12)
      #expect(first[1].hasPrefix("1,"), "\(first[1])")
    }
  }

  @Test("a changed design, scenario or input of a planned sweep is refused")
  func changed() throws {
    try SweepFixture.inFolder { program in
      try SweepFixture.plan(program, "plan")
      let design = try program.text("plan/design.csv")
      try program.write(design.replacing("0.05,20", with: "0.06,20"), to: "plan/design.csv")
      let one = try program.run("sweep", "run", "plan")
      #expect(one.status == 65 && one.errors.contains("not the one that was planned"))
      try program.write(design, to: "plan/design.csv")
      let scenario = try program.text("plan/scenario.yaml")
      try program.write(scenario.replacing("400", with: "401"), to: "plan/scenario.yaml")
      let two = try program.run("sweep", "run", "plan")
      #expect(two.status == 65 && two.errors.contains("has changed since the sweep was planned"))
      #expect(try program.run("sweep", "run", "absent").status == 65)
      let three = try program.run("sweep", "plan", "sweep.yaml", "--output", "plan")
      #expect(three.status == 73 && three.errors.contains("exists already"))
    }
  }

  @Test("a dry run tells numbers, time and disk, and writes nothing")
  func dryRun() throws {
    try SweepFixture.inFolder { program in
      let result = try program.run("sweep", "plan", "sweep.yaml", "--dry-run")
      #expect(result.status == 0)
      for word in ["simulations  72", "time         about ", "disk         about "] {
        #expect(result.output.contains(word), "\(result.output)")
      }
      #expect(try program.names() == ["small.yaml", "sweep.yaml"])
    }
  }
}
