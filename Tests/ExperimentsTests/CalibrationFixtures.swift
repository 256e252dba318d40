import Foundation

@testable import Experiments

/// A calibration small enough for a test: 40 people, a quarter of a year.
enum CalibrationFixtures {
  static let scenario = """
    title: Small
    communities: [{name: Ash, population: 40}]
    run: {horizonDays: 90, replications: 2}

    """

  static let targets = """
    title: Figures
    scenario: small.yaml
    targets:
      - {name: deaths, title: Overdoses, quantity: overdoses_per_100_person_years, value: 20,
         interval: [10, 40], use: calibration, source: respond2022}
      - {name: seeking, title: Requests, quantity: seeks_per_1000_out_of_treatment_per_month,
         value: 40, interval: [20, 80], use: calibration, source: respond2022}
      - {name: kept, title: Held back, quantity: admissions, value: 4, interval: [1, 9],
         use: validation, source: respond2022}
      - {name: bare, title: No interval, quantity: overdoses, value: 4, use: validation,
         source: respond2022}

    """

  static let calibration = """
    title: Small fit
    date: 2026-11-21
    parameters:
      overdose.perYear: evidence
      seek.demandPerEntry.buprenorphine: {bounds: [0.5, 8]}
    targets:
      - {file: targets.yaml}
    run: {replications: 1, checkReplications: 4, seed: 3}
    method: {points: 24, searches: 2, evaluations: 8, batch: 12, stages: 2, draws: 30}

    """

  static func folder(_ calibration: String = calibration) throws -> TemporaryFolder {
    try TemporaryFolder([
      "small.yaml": scenario, "targets.yaml": targets, "fit.yaml": calibration,
    ])
  }

  static func run(
    in folder: TemporaryFolder, output: String, threads: Int = 1, replaces: Bool = false,
    shard: String? = nil
  ) throws -> CalibrationRun {
    try CalibrationRun(
      CalibrationReader.read(path: folder.path + "/fit.yaml"),
      CalibrationRequest(
        output: "\(folder.path)/\(output)", replaces: replaces, threads: threads,
        shard: shard.flatMap(CalibrationRequest.Shard.init)))
  }

  /// The files whose bytes may not depend on how the calibration was carried out.
  static func results(_ folder: TemporaryFolder, _ output: String) throws -> [String] {
    try ["calibrated.yaml", "posterior.csv", "evaluations.csv", "fit.csv", "identifiability.csv"]
      .map { try String(contentsOfFile: "\(folder.path)/\(output)/\($0)", encoding: .utf8) }
  }
}
