import Foundation
import TestSupport

/// A small sweep in the folder of a program.
enum SweepFixture {
  /// Twelve rows of two small towns, two strategies, three replications.
  static let sweep = """
    title: Small sweep
    scenario: small.yaml
    strategies: [base, doses]
    replications: 3
    seed: 11
    metrics: [overdoses, person_years, retention.buprenorphine.day28]
    design: {kind: grid}
    factors:
      - {key: parameters.overdose.perYear, name: rate, values: [0.02, 0.05, 0.1, 0.2]}
      - {key: "communities[Ash].population", name: ash, range: [10, 30], levels: 3, whole: true}

    """

  /// Number of runs of `sweep`.
  static let runs = 72

  /// Runs `body` with a program whose folder holds `sweep.yaml` and the scenario that it names.
  static func inFolder<Value>(_ body: (Program) throws -> Value) throws -> Value {
    try Program.inFolder { program in
      try program.write(
        Program.scenario
          + """
          strategies:
            - {name: doses, policies: [higher-buprenorphine-dose]}

          """, to: "small.yaml")
      try program.write(sweep, to: "sweep.yaml")
      return try body(program)
    }
  }

  /// Plans the sweep into a folder.
  static func plan(_ program: Program, _ folder: String) throws {
    let result = try program.run("sweep", "plan", "sweep.yaml", "--output", folder)
    precondition(result.status == 0, result.errors)
  }

  /// Plans, runs and merges the sweep in one piece, and returns the results.
  static func whole(_ program: Program, _ folder: String = "whole") throws -> String {
    try plan(program, folder)
    for command in ["run", "merge"] {
      let result = try program.run("sweep", command, folder)
      precondition(result.status == 0, result.errors)
    }
    return try program.text("\(folder)/results.csv")
  }
}
