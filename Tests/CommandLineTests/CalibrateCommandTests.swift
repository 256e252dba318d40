import Foundation
import TestSupport
import Testing

@Suite("moudsim calibrate", .timeLimit(.minutes(Sanitizer.minutes))) struct CalibrateCommandTests {
  private static let targets = """
    title: Figures
    scenario: small.yaml
    targets:
      - {name: requests, title: Requests, quantity: seeks_per_1000_out_of_treatment_per_month,
         value: 40, interval: [20, 80], use: calibration, source: respond2022}
      - {name: kept, title: Held back, quantity: admissions, value: 4, interval: [1, 9],
         use: validation, source: respond2022}

    """

  private static let calibration = """
    title: Small fit
    date: 2026-11-21
    parameters:
      seek.demandPerEntry.buprenorphine: {bounds: [0.5, 8]}
      overdose.perYear: evidence
    targets:
      - {file: targets.yaml}
    run: {replications: 2, checkReplications: 4, seed: 3}
    method: {points: 30, searches: 1, evaluations: 10, batch: 12, stages: 2, draws: 20}

    """

  private func write(_ program: Program, _ calibration: String = calibration) throws {
    try program.write(Self.targets, to: "targets.yaml")
    try program.write(calibration, to: "fit.yaml")
  }

  private func lines(_ program: Program, _ file: String) -> Int {
    let text = try? String(contentsOfFile: "\(program.folder)/\(file)", encoding: .utf8)
    return text?.split(separator: "\n").count ?? 0
  }

  @Test("Killed in the middle, it goes on: the same files, and no evaluation twice")
  func killed() throws {
    try Program.inFolder { program in
      try write(program)
      #expect(try program.run("calibrate", "fit.yaml", "--output", "whole").status == 0)
      let process = program.process(["calibrate", "fit.yaml", "--output", "part"])
      #expect(throws: Program.Killed.self) {
        try program.collect(process) {
          while process.isRunning, lines(program, "part.evaluations.log") < 12 { usleep(2000) }
          kill(process.processIdentifier, SIGKILL)
          process.waitUntilExit()
        }
      }
      #expect(!FileManager.default.fileExists(atPath: "\(program.folder)/part"))
      #expect(lines(program, "part.evaluations.log") >= 11)
      let again = try program.run("calibrate", "fit.yaml", "--output", "part", "--quiet")
      #expect(again.status == 0)
      #expect(again.output.contains("Posterior sample: "))
      for file in ["calibrated.yaml", "posterior.csv", "evaluations.csv", "fit.csv"] {
        let texts = try ["whole", "part"].map {
          try String(contentsOfFile: "\(program.folder)/\($0)/\(file)", encoding: .utf8)
        }
        #expect(texts[0] == texts[1], "\(file)")
      }
      #expect(lines(program, "part.evaluations.log") == lines(program, "whole.evaluations.log"))
    }
  }

  @Test("A held-back target is wrong input, told with its line; a bad share is wrong usage")
  func refused() throws {
    try Program.inFolder { program in
      try write(
        program,
        Self.calibration.replacing(
          "{file: targets.yaml}", with: "{file: targets.yaml, names: [kept]}"))
      let held = try program.run("calibrate", "fit.yaml")
      #expect(held.status == 65)
      #expect(held.errors.hasPrefix("fit.yaml:7:34: error: targets[0].names[0]: 'kept' is held"))
      let share = try program.run("calibrate", "fit.yaml", "--shard", "3/2")
      #expect(share.status == 64)
    }
  }

  @Test("The shipped calibration is read, and says what it would fit")
  func shipped() throws {
    try Program.inFolder { program in
      let outline = try program.run("calibrate", "massachusetts", "--dry-run")
      #expect(outline.status == 0)
      #expect(outline.output.contains("overdose.perYear"))
      #expect(outline.output.contains("ma-entry-methadone"))
    }
  }
}
