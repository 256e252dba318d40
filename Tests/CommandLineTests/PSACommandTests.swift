import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(Sanitizer.minutes))) struct PSACommandTests {
  private static let strategies = """
    strategies:
      - {name: usual, policies: []}
      - {name: telehealth, policies: [{use: telehealth, uptake: 1}]}

    """
  /// People enough, and a price uncertain enough, for the choice to hang on it where a QALY is worth
  /// this much.
  private static let priced = """
    title: A price that decides
    supply: {fentanylShare: 0.5}
    communities:
      - {name: Ash, population: 200}
      - {name: Birch, population: 300}
    run: {horizonDays: 400, seed: 7}
    economics: {thresholds: [540000]}
    parameters:
      cost.health.buprenorphine: {value: 600, distribution: {uniform: [0, 12000]}}

    """

  private func inFolder(_ body: (Program) throws -> Void) throws {
    try Program.inFolder { program in
      try program.write(Program.scenario + Self.strategies, to: "small.yaml")
      try program.write(Self.priced + Self.strategies, to: "priced.yaml")
      try body(program)
    }
  }

  private func arguments(
    _ output: String, of file: String = "small.yaml", draws: Int = 12, threads: Int = 2
  ) -> [String] {
    [
      "psa", file, "--draws", "\(draws)", "--threads", "\(threads)", "--quiet",
      "--output", output,
    ]
  }

  private static let files = [
    "acceptability.csv", "costs.csv", "costs_payer.csv", "costs_societal.csv", "draws.csv",
    "effects.csv", "incremental.csv", "information.csv", "params.csv", "scenario.resolved.yaml",
  ]

  @Test("an analysis killed on the way goes on and ends in the bytes of one that was not")
  func killed() throws {
    try inFolder { program in
      #expect(try program.run(arguments("whole", draws: 80, threads: 1)).status == 0)
      var kills = 0
      var isDone = false
      while !isDone {
        let process = program.process(arguments("cut", draws: 80))
        do {
          let result = try program.collect(process) {
            // Longer each time, so that it ends on a machine of any speed.
            usleep(UInt32(200_000 + 300_000 * kills))
            if process.isRunning { kill(process.processIdentifier, SIGKILL) }
            process.waitUntilExit()
          }
          try #require(result.status == 0, "\(result.errors)")
          isDone = true
        } catch is Program.Killed {
          kills += 1
          // Killed after the last step that could be lost.
          isDone = try program.names().contains("cut")
        }
      }
      #expect(kills > 1)
      for file in Self.files {
        #expect(try program.text("cut/\(file)") == program.text("whole/\(file)"), "\(file)")
      }
    }
  }

  @Test("draws of another analysis are not taken for this one's")
  func otherDraws() throws {
    try inFolder { program in
      try program.write("moudsim-results 1 0123\n", to: "here.draws")
      let result = try program.run(arguments("here"))
      #expect(result.status == 73 && result.output.isEmpty)
      #expect(result.errors.contains("here.draws: holds results of other inputs"))
      #expect(try program.text("here.draws") == "moudsim-results 1 0123\n")
      #expect(try program.run(arguments("here") + ["--replace"]).status == 0)
    }
  }

  @Test("a folder may be named with a slash at its end; draws are kept beside it, not in it")
  func slash() throws {
    try inFolder { program in
      let result = try program.run(arguments("here/", draws: 2))
      #expect(result.status == 0, "\(result.errors)")
      #expect(try program.names() == ["here", "priced.yaml", "small.yaml"])
    }
  }

  @Test("wrong use is told before anything is drawn")
  func wrongUse() throws {
    try inFolder { program in
      #expect(try program.run(["psa", "small.yaml", "--draws", "1"]).status == 64)
      #expect(try program.run(["psa", "small.yaml", "--scale", "0"]).status == 64)
      let sobol = try program.run(["psa", "small.yaml", "--method", "sobol"])
      #expect(sobol.status == 65 && sobol.errors.contains("sobol takes at most 40 inputs"))
      #expect(try program.names() == ["priced.yaml", "small.yaml"])
    }
  }

  private static let posterior = """
    draw,overdose.perYear,seek.demandPerEntry.methadone
    1,0.02,2.5
    2,0.03,2
    3,0.04,1.5
    4,0.05,1

    """

  @Test("joint draws from a file are told beforehand, and used row by row")
  func posterior() throws {
    try inFolder { program in
      try program.write(Self.posterior, to: "posterior.csv")
      let joint = arguments("here", draws: 4) + ["--posterior", "posterior.csv"]
      let told = try program.run(joint + ["--dry-run"])
      #expect(told.status == 0)
      #expect(told.output.contains("  jointly       2 inputs together from posterior.csv (4 rows)"))
      let unnamed = try program.run(
        "psa", "small.yaml", "--draws", "4", "--posterior", "posterior.csv", "--dry-run")
      #expect(unnamed.output.contains("        Output/small/psa-posterior-seed7-d4-r"))
      #expect(try program.names() == ["posterior.csv", "priced.yaml", "small.yaml"])

      #expect(try program.run(joint).status == 0)
      let table = try program.text("here/params.csv").split(separator: "\n").map {
        $0.split(separator: ",")
      }
      let overdoses = try #require(table[0].firstIndex(of: "overdose.perYear"))
      let demand = try #require(table[0].firstIndex(of: "seek.demandPerEntry.methadone"))
      #expect(
        Set(table.dropFirst().map { "\($0[overdoses]),\($0[demand])" })
          == ["0.02,2.5", "0.03,2", "0.04,1.5", "0.05,1"])
      #expect(try program.text("here/report.html").contains("2 inputs together from posterior.csv"))
    }
  }

  @Test("faults of a file of joint draws are all told, and nothing is written")
  func faultyPosterior() throws {
    try inFolder { program in
      try program.write("draw,overdose.perYer\n1,x\n2\n", to: "posterior.csv")
      let result = try program.run(arguments("here") + ["--posterior", "posterior.csv"])
      #expect(result.status == 65 && result.output.isEmpty)
      #expect(
        result.errors == """
          posterior.csv:1:6: error: overdose.perYer: unknown parameter. Did you mean \
          'overdose.perYear'? All keys: moudsim parameters.
          posterior.csv:3:1: error: 1 cell. Expected 2 cells, as in the header.

          """)
      #expect(try program.names() == ["posterior.csv", "priced.yaml", "small.yaml"])
    }
  }

  /// What the independent program says of a folder, by name.
  private func recomputed(_ folder: String, rotated: Bool = false) throws -> [String: [Double]] {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "Reference/decision.py")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["python3", script.path, folder, "540000", "cost.health.buprenorphine"]
      + (rotated ? ["rotate"] : [])
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return Dictionary(
      uniqueKeysWithValues: text.split(separator: "\n").map { line in
        let words = line.split(separator: " ")
        return (String(words[0]), words.dropFirst().compactMap { Double($0) })
      })
  }

  @Test("CEAC, expected loss, EVPI and EVPPI agree with an independent program")
  func independent() throws {
    try inFolder { program in
      #expect(try program.run(arguments("psa", of: "priced.yaml", draws: 200)).status == 0)
      let folder = program.folder + "/psa"
      let found = try recomputed(folder)
      for name in ["probability", "expected_loss", "evpi"] {
        // Sums in another order: a few units in the last place of net benefits near 1e5.
        #expect(try #require(found[name]?.first) < 1e-8, "\(name)")
      }
      // A cubic for a straight line, chosen by another method: within two standard errors.
      let evppi = try #require(found["evppi"])
      #expect(abs(evppi[0] - evppi[1]) < 2 * evppi[2])
      #expect(evppi[1] > 3 * evppi[2], "the price matters")
      // The control: an input that belongs to other draws tells nothing.
      let wrong = try #require(try recomputed(folder, rotated: true)["evppi"])
      #expect(abs(wrong[0] - wrong[1]) > 2 * wrong[2])
    }
  }
}
