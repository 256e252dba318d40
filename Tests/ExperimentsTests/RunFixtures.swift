import DiscreteEvents
import Foundation
import TreatmentModel

@testable import Experiments

/// Small models, outcomes made by hand, and folders to write in.
enum RunFixtures {
  /// A model of `communities` small communities over two years of 365.25 days, by sex.
  static func model(communities: Int = 2, horizonDays: Double = 730.5) -> Model {
    let names = ["Ash", "Birch, east", "Cedar", "Dogwood"]
    return Model(
      communities: (0..<communities).map { index in
        Community(
          name: names[index], population: 20, parameters: parameters,
          fentanylShare: Schedule(0.5), capacity: [:])
      }, cohort: .synthetic(open: false), horizonDays: horizonDays, intervalDays: 365.25,
      stratifications: [.sex])
  }

  static let parameters = BuiltIn.parameters.values

  static func scenario(
    _ model: Model = model(), replications: Int = 3, outputs: OutputPlan = OutputPlan(),
    references: [Reference] = []
  ) -> Scenario {
    Scenario(
      name: "small", title: "A small scenario", model: model,
      run: RunPlan(replications: replications, seed: 7), outputs: outputs, references: references,
      resolvedYAML: "title: A small scenario\n")
  }

  /// An empty folder that exists while `body` runs.
  static func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "moudsim-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder.path)
  }

  static func text(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  static func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }
}

extension Outcome {
  /// Adds to a column of `Measure` in a stratum cell.
  mutating func add(_ value: Int64, to column: Int, cell: Int = 0) {
    totals[cell * Measure.count + column] += value
  }

  /// Adds years of 365.25 days of person-time to a column.
  mutating func add(years: Double, to column: Int, cell: Int = 0) {
    add(Int64(years * 365.25 * Double(1 << 20)), to: column, cell: cell)
  }
}
