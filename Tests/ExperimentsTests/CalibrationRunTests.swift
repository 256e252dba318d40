import Foundation
import Statistics
import Testing
import TreatmentModel

@testable import Experiments

@Suite("A calibration that is stopped, shared out and repeated") struct CalibrationRunTests {
  private func stop(
    _ run: CalibrationRun, after evaluations: Int
  ) -> (any Error)? {
    let cancellation = Cancellation()
    do {
      _ = try run.execute(cancellation: cancellation) {
        if $0.finished >= evaluations { cancellation.cancel() }
      }
      return nil
    } catch {
      return error
    }
  }

  @Test("Stopped in every phase, it goes on and ends with the same bytes, with any threads")
  func resume() throws {
    let folder = try CalibrationFixtures.folder()
    let whole = try CalibrationFixtures.run(in: folder, output: "whole")
    let result = try #require(try whole.execute(cancellation: Cancellation()))
    let wanted = try CalibrationFixtures.results(folder, "whole")
    // First points, the check, the searches, the sample.
    for (number, evaluations) in [5, 20, 33, 50].enumerated() {
      let part = try CalibrationFixtures.run(
        in: folder, output: "part", threads: number % 2 == 0 ? 1 : 3)
      let error = stop(part, after: evaluations)
      let stopped = try #require(error as? CalibrationStopped)
      #expect(stopped.evaluations >= evaluations - 8 && stopped.evaluations < 60)
      #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/part"))
    }
    let part = try CalibrationFixtures.run(in: folder, output: "part", threads: 3)
    _ = try part.execute(cancellation: Cancellation())
    #expect(try CalibrationFixtures.results(folder, "part") == wanted)
    #expect(result.draws.count == 30)
    #expect(result.best.count == 2)
  }

  @Test("Shares of the first points make a log each, which the calibration reads")
  func shards() throws {
    let folder = try CalibrationFixtures.folder()
    let whole = try CalibrationFixtures.run(in: folder, output: "whole")
    _ = try whole.execute(cancellation: Cancellation())
    for shard in ["1/3", "2/3", "3/3"] {
      let run = try CalibrationFixtures.run(in: folder, output: "shared", shard: shard)
      #expect(try run.execute(cancellation: Cancellation()) == nil)
      let lines = try String(contentsOfFile: run.logPath, encoding: .utf8)
        .split(separator: "\n")
      #expect(lines.count == 9)
    }
    let run = try CalibrationFixtures.run(in: folder, output: "shared")
    _ = try run.execute(cancellation: Cancellation())
    #expect(
      try CalibrationFixtures.results(folder, "shared")
        == CalibrationFixtures.results(folder, "whole"))
    let own = try String(contentsOfFile: run.logPath, encoding: .utf8).split(separator: "\n")
    let all = try String(contentsOfFile: whole.logPath, encoding: .utf8).split(separator: "\n")
    #expect(own.count == all.count - 24)
  }

  @Test("Shares are written i/n")
  func shardText() {
    #expect(CalibrationRequest.Shard("2/8")?.number == 2)
    for text in ["0/8", "9/8", "2", "2/8/1", "a/b", "-1/2", ""] {
      #expect(CalibrationRequest.Shard(text) == nil)
    }
  }

  @Test(
    "A finished calibration is not overwritten; repeated, it takes every evaluation from the log")
  func repeated() throws {
    let folder = try CalibrationFixtures.folder()
    let first = try CalibrationFixtures.run(in: folder, output: "out")
    _ = try first.execute(cancellation: Cancellation())
    let wanted = try CalibrationFixtures.results(folder, "out")
    let length = try String(contentsOfFile: first.logPath, encoding: .utf8).count
    #expect(throws: OutputError.self) {
      try CalibrationFixtures.run(in: folder, output: "out")
    }
    let again = try CalibrationFixtures.run(in: folder, output: "out", replaces: true)
    _ = try again.execute(cancellation: Cancellation())
    #expect(try CalibrationFixtures.results(folder, "out") == wanted)
    #expect(try String(contentsOfFile: first.logPath, encoding: .utf8).count == length)
  }

  @Test("Evaluations of another seed are not taken for those of this one")
  func otherInputs() throws {
    let folder = try CalibrationFixtures.folder()
    let first = try CalibrationFixtures.run(in: folder, output: "out")
    _ = stop(first, after: 3)
    let other = CalibrationFixtures.calibration.replacing("seed: 3", with: "seed: 4")
    try other.write(toFile: "\(folder.path)/fit.yaml", atomically: true, encoding: .utf8)
    let second = try CalibrationFixtures.run(in: folder, output: "out")
    let error = #expect(throws: OutputError.self) {
      try second.execute(cancellation: Cancellation())
    }
    #expect(error?.description.contains("holds results of other inputs") == true)
    let replacing = try CalibrationFixtures.run(in: folder, output: "out", replaces: true)
    _ = try replacing.execute(cancellation: Cancellation())
  }

  @Test("The piece of a scenario that it writes can be extended, and carries values and priors")
  func fragment() throws {
    let folder = try CalibrationFixtures.folder()
    let run = try CalibrationFixtures.run(in: folder, output: "out")
    let result = try #require(try run.execute(cancellation: Cancellation()))
    let text = "extends: out/calibrated.yaml\n" + CalibrationFixtures.scenario
    try text.write(toFile: "\(folder.path)/child.yaml", atomically: true, encoding: .utf8)
    let child = try ScenarioReader.read(path: "\(folder.path)/child.yaml")
    let value = child.model.communities[0].parameters["overdose.perYear"]
    #expect(abs(value / result.best[0] - 1) < 5e-4)
    let input = try #require(
      child.uncertainInputs.first { $0.key == "seek.demandPerEntry.buprenorphine" })
    // The prior is uniform, so the fitted distribution is log-normal with the posterior's mean.
    let (meanLog, sdLog) = (input.distribution.arguments[0], input.distribution.arguments[1])
    #expect(abs(exp(meanLog + sdLog * sdLog / 2) / result.posterior.mean[1] - 1) < 1e-2)
    let report = CalibrationReport(run.file, result).text
    #expect(report.contains("Posterior sample: "))
    #expect(report.contains("overdose.perYear"))
  }

  @Test("The draws that it writes are read back as they are, for an uncertainty analysis")
  func jointDraws() throws {
    let folder = try CalibrationFixtures.folder()
    let run = try CalibrationFixtures.run(in: folder, output: "out")
    let result = try #require(try run.execute(cancellation: Cancellation()))
    let scenario = try ScenarioReader.read(path: "\(folder.path)/small.yaml")
    let draws = try PosteriorReader.read(
      path: "\(folder.path)/out/posterior.csv", for: scenario)
    #expect(draws.inputs.map(\.key) == ["overdose.perYear", "seek.demandPerEntry.buprenorphine"])
    #expect(draws.rows.count == 30)
    #expect(draws.rows == result.draws)
  }
}
