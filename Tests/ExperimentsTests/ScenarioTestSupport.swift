import Foundation
import Testing

@testable import Experiments

/// A small world to read scenarios against: few parameters, two sources.
enum SmallEvidence {
  static let bibliographyText = """
    sources:
      - key: smith2020
        citation: Smith A. A trial. Journal 2020;1:1.
        doi: 10.1000/abc
      - key: jones2021
        citation: Jones B. A cohort. Journal 2021;2:2.
        url: https://example.org/jones
        licence: public domain
        note: Abstract only.

    """

  static let parametersText = """
    parameters:
      - {key: population.male, value: 0.6, unit: share, range: [0, 1], distribution: {beta: [6, 4]},
         grade: C, source: smith2020, how: table}
      - {key: population.race.white, value: 0.6, unit: share, range: [0, 1],
         distribution: {fixed: []}, grade: C, source: smith2020, how: table}
      - {key: population.race.black, value: 0.4, unit: share, range: [0, 1],
         distribution: {fixed: []}, grade: C, source: [smith2020, jones2021], how: table}
      - {key: dropout.shape.methadone, value: 0.7, unit: dimensionless, range: [0.1, 3],
         distribution: {normal: [0.7, 0.1]}, grade: A, source: jones2021, how: calculated,
         note: Shape | of the curve}
      - {key: supply.fentanylShare, value: 0.89, unit: share, range: [0, 1],
         distribution: {fixed: []}, grade: X, source: assumption, how: assumption}

    """

  static func load() throws -> EvidenceBase {
    let bibliography = try Bibliography.read(bibliographyText, file: "bibliography.yaml")
    let parameters = try ParameterFile.read(
      parametersText, file: "parameters.yaml", bibliography: bibliography)
    return EvidenceBase(parameters: parameters, bibliography: bibliography)
  }
}

/// The shortest scenario that can be read.
let smallScenario = """
  title: Small
  communities:
    - {name: Town, population: 100}
  run: {horizonDays: 365}

  """

/// Reads a scenario named `s.yaml`.
func scenario(
  _ text: String, file: String = "s.yaml", cohort: String? = nil,
  overrides: [ScenarioOverride] = []
) throws -> Scenario {
  try ScenarioReader.read(
    text: text, file: file, cohort: cohort, overrides: overrides, evidence: SmallEvidence.load())
}

/// The faults of a scenario, one text each; fails the test where there are none.
func faults(
  _ text: String, file: String = "s.yaml", cohort: String? = nil,
  overrides: [ScenarioOverride] = [], sourceLocation: SourceLocation = #_sourceLocation
) -> [String] {
  do {
    _ = try scenario(text, file: file, cohort: cohort, overrides: overrides)
    Issue.record("read without a fault", sourceLocation: sourceLocation)
    return []
  } catch let faults as Faults {
    return faults.faults.map(\.description)
  } catch {
    Issue.record("\(error)", sourceLocation: sourceLocation)
    return []
  }
}

/// `smallScenario` with lines added at its end.
func small(_ lines: String) -> String { smallScenario + lines + "\n" }

/// A folder of files that is gone after the test.
final class TemporaryFolder {
  let path: String

  init(_ files: [String: String] = [:]) throws {
    path = NSTemporaryDirectory() + "moudsim-" + UUID().uuidString
    for (name, text) in files { try write(Data(text.utf8), to: name) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ data: Data, to name: String) throws {
    let file = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
  }
}
