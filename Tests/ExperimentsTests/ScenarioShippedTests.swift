import Foundation
import Testing
import TreatmentModel

@testable import Experiments

@Suite("Shipped scenarios")
struct ScenarioShippedTests {
  /// Patients of the trials: public, but kept outside the package.
  private static let cohortPath = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "shared/data/ctn0094/baseline_and_retention.csv")
    .path

  private static var hasCohort: Bool { FileManager.default.fileExists(atPath: cohortPath) }

  @Test("Each can be named without its file, and reads without a fault")
  func all() throws {
    #expect(BuiltIn.scenarios.filter { !$0.contains("/") } == ["massachusetts", "three-counties"])
    #expect(
      BuiltIn.scenarios.filter { $0.hasPrefix("strategies/") } == [
        "strategies/access-package", "strategies/equity",
        "strategies/factorial-pgx-stigma-telehealth-peer", "strategies/peer", "strategies/pgx",
        "strategies/pgx-threshold",
        "strategies/pgx-threshold-open",
        "strategies/precision-package", "strategies/status-quo", "strategies/stigma",
        "strategies/stress-fentanyl", "strategies/telehealth",
      ])
    for name in BuiltIn.scenarios where !name.hasPrefix("trials/") {
      let read = try ScenarioReader.read(path: name)
      let again = try ScenarioReader.read(
        text: read.resolvedYAML, file: "resolved.yaml", evidence: .builtIn)
      #expect(again.resolvedYAML == read.resolvedYAML)
    }
  }

  @Test("The factorial of four programmes has 16 strategies")
  func factorial() throws {
    let read = try ScenarioReader.read(path: "strategies/factorial-pgx-stigma-telehealth-peer")
    #expect(read.strategies.count == 16)
    #expect(Set(read.strategies.map(\.name)).count == 16)
    #expect(read.strategies.last?.name == "pgx+stigma+telehealth+peer")
    #expect(read.strategies.last?.policies.count == 5)
  }

  @Test("Massachusetts has 14 counties and the people of its source")
  func massachusetts() throws {
    let model = try ScenarioReader.read(path: "massachusetts").model
    #expect(model.communities.count == 14)
    // Barocas 2018 counts 275,000; rounding by county loses one.
    #expect(model.communities.reduce(0) { $0 + $1.population } == 274_999)
  }

  @Test("The three counties have 20,000 people and finite places")
  func threeCounties() throws {
    let model = try ScenarioReader.read(path: "three-counties").model
    #expect(model.communities.reduce(0) { $0 + $1.population } == 20_000)
    #expect(model.communities.allSatisfy { $0.capacity[.otpPlaces] != nil })
    #expect(model.horizonDays == 5 * 365.25)
  }

  @Test("Trials say that they need the file of patients")
  func trialsWithoutCohort() {
    for name in ["trials/start", "trials/xbot"] {
      let faults = #expect(throws: Faults.self) { try ScenarioReader.read(path: name) }
      #expect(faults?.faults.count == 1)
      #expect(faults?.faults.first?.message.contains("--cohort FILE") == true)
    }
  }

  @Test(
    "START has 1,269 people, X:BOT 570, arm by arm as published", .enabled(if: hasCohort),
    arguments: [
      ("trials/start", [Medication.methadone: 529, .buprenorphine: 740]),
      ("trials/xbot", [.buprenorphine: 287, .naltrexoneXR: 283]),
    ])
  func trials(name: String, arms: [Medication: Int]) throws {
    let read = try ScenarioReader.read(path: name, cohort: Self.cohortPath)
    guard case .members(let members) = read.model.cohort else {
      Issue.record("no members")
      return
    }
    #expect(members.count == arms.values.reduce(0, +))
    for (medication, people) in arms {
      #expect(members.count { $0.medication == medication } == people)
    }
    #expect(members.allSatisfy { $0.age != nil && $0.sex != nil && $0.race != nil })
    #expect(read.model.startsAtInduction && read.model.horizonDays == 168)
    #expect(read.references.count == 6)
    let again = try ScenarioReader.read(
      text: read.resolvedYAML, file: "resolved.yaml", evidence: .builtIn)
    #expect(again.resolvedYAML == read.resolvedYAML)
  }
}
