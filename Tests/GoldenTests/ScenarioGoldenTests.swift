import Foundation
import TestSupport
import Testing

@testable import Experiments

/// A small run of every shipped scenario, by the program as people use it.
@Suite("Golden runs", .timeLimit(.minutes(Sanitizer.minutes))) struct ScenarioGoldenTests {
  /// How a shipped scenario is made small.
  struct Run: CustomTestStringConvertible, Sendable {
    let scenario: String
    /// People and places are divided by it.
    var divisor = 1
    var arguments: [String] = []

    /// The last part of the scenario's name; names the golden files.
    var name: String { scenario.split(separator: "/").last.map(String.init) ?? scenario }
    var testDescription: String { scenario }
  }

  static let runs = [
    Run(
      scenario: "three-counties", divisor: 20,
      arguments: ["run.horizonYears=0.6", "run.warmUpDays=60", "outputs.patients=true"]),
    Run(
      scenario: "massachusetts", divisor: 100,
      arguments: ["run.horizonYears=0.6", "run.warmUpDays=60"]),
    Run(scenario: "trials/start", arguments: ["population.cohort=cohort.csv"]),
    Run(scenario: "trials/xbot", arguments: ["population.cohort=cohort.csv"]),
  ]

  /// Those of `strategies/` extend three-counties and add nothing to its run without policies.
  @Test("every shipped scenario has a golden run")
  func complete() {
    let scenarios = BuiltIn.scenarios.filter { !$0.hasPrefix("strategies/") }
    #expect(Self.runs.map(\.scenario).sorted() == scenarios)
  }

  @Test("what is printed, the main metrics and the bytes of all files", arguments: runs)
  func golden(run: Run) throws {
    try Program.inFolder { program in
      try FileManager.default.copyItem(
        atPath: Golden.path("cohort.csv"), toPath: "\(program.folder)/cohort.csv")
      let file = "\(run.name).yaml"
      try program.write(
        try ShippedScenario.text(run.scenario, dividedBy: run.divisor), to: file)
      let settings = (run.arguments + ["outputs.events=true"]).flatMap { ["--set", $0] }
      let result = try program.run(
        ["run", file, "--replications", "3", "--output", "run", "--quiet"] + settings)
      #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")

      try Golden.expect(result.output, is: "\(run.name).report.txt")
      try Golden.expect(
        try headline(program.text("run/outcomes.csv")), is: "\(run.name).outcomes.csv")
      let hashes = try program.names("run").filter { $0 != "manifest.json" }.map { name in
        // The resolved scenario names its cohort by the path from the root.
        let text = try program.text("run/\(name)").replacing(program.folder, with: "")
        return "\(SHA256.hex(of: text))  \(name)\n"
      }
      try Golden.expect(hashes.joined(), is: "\(run.name).sha256")
    }
  }

  /// The rows of the metrics that a run prints, for everybody in all communities.
  private func headline(_ table: String) -> String {
    let lines = table.split(separator: "\n")
    let names = Set(Metrics.headline.map(\.name))
    let rows = lines.dropFirst().filter { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      return fields[3] == "all" && fields[4] == "all" && names.contains(String(fields[5]))
    }
    return (lines.prefix(1) + rows).map { $0 + "\n" }.joined()
  }
}
