import Foundation
import Testing

@testable import Experiments

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
