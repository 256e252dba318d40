import Foundation
import TestSupport
import Testing
import TreatmentModel

@testable import Experiments

/// Real lives: shipped scenarios, shortened, with everything written.
@Suite("Runs of shipped scenarios", .timeLimit(.minutes(Sanitizer.minutes))) struct RunShippedTests
{
  private static let warmUpDays = 60.0

  /// Three counties, a twentieth of the people, half a year.
  static func threeCounties(seed: UInt64 = 5) throws -> Scenario {
    try ScenarioReader.read(
      text: try ShippedScenario.text("three-counties", dividedBy: 20), file: "three-counties.yaml",
      overrides: [
        ScenarioOverride(key: "run.seed", value: "\(seed)"),
        ScenarioOverride(key: "run.horizonYears", value: "0.5"),
        ScenarioOverride(key: "run.warmUpDays", value: "\(warmUpDays)"),
        ScenarioOverride(key: "run.replications", value: "3"),
        ScenarioOverride(key: "outputs.events", value: "true"),
        ScenarioOverride(key: "outputs.patients", value: "true"),
      ])
  }

  /// The START emulation with invented people.
  static func trial() throws -> Scenario {
    try ScenarioReader.read(
      path: "trials/start", cohort: PackageRoot.path("Tests/GoldenTests/Golden/cohort.csv"),
      overrides: [
        ScenarioOverride(key: "run.replications", value: "2"),
        ScenarioOverride(key: "outputs.events", value: "true"),
        ScenarioOverride(key: "outputs.patients", value: "true"),
      ])
  }

  /// Runs a scenario into a folder.
  static func write(_ scenario: Scenario, to folder: String, threads: Int = 2) throws {
    let run = try ScenarioRun(scenario, RunRequest(output: folder, threads: threads))
    #expect(try run.execute(cancellation: Cancellation()).isComplete)
  }

  /// The rows of a table without quoted fields, by column.
  static func rows(_ path: String) throws -> [[String: String]] {
    let lines = try RunFixtures.text(path).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }

  /// The manifest without what the clock and the number of workers decide.
  private func timelessManifest(_ path: String) throws -> NSDictionary {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    var manifest = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    for key in ["started", "wall_seconds", "threads"] {
      #expect(manifest.removeValue(forKey: key) != nil)
    }
    return manifest as NSDictionary
  }

  @Test("1, 2 and 8 threads write the same bytes to every file; another seed writes others")
  func threads() throws {
    try RunFixtures.withFolder { folder in
      for threads in [1, 2, 8] {
        try Self.write(try Self.threeCounties(), to: "\(folder)/\(threads)", threads: threads)
      }
      try Self.write(try Self.threeCounties(seed: 6), to: "\(folder)/other")
      let names = try RunFixtures.names(in: "\(folder)/1").filter { $0 != "manifest.json" }
      #expect(
        names == [
          "equity.csv", "events.csv", "outcomes.csv", "patients.csv", "retention.csv",
          "scenario.resolved.yaml",
          "series.csv", "waits.csv",
        ])
      for threads in [2, 8] {
        for name in names {
          let same =
            try RunFixtures.text("\(folder)/\(threads)/\(name)")
            == RunFixtures.text("\(folder)/1/\(name)")
          #expect(same, "\(name), \(threads) threads")
        }
        #expect(
          try timelessManifest("\(folder)/\(threads)/manifest.json")
            == timelessManifest("\(folder)/1/manifest.json"))
      }
      for name in names {
        let same =
          try RunFixtures.text("\(folder)/other/\(name)") == RunFixtures.text("\(folder)/1/\(name)")
        #expect(!same, "\(name), another seed")
      }
    }
  }

  @Test("the events of a replication are those that its outcomes count")
  func conservation() throws {
    try RunFixtures.withFolder { folder in
      try Self.write(try Self.threeCounties(), to: "\(folder)/run")
      var told: [String: Int] = [:]
      for row in try Self.rows("\(folder)/run/events.csv") {
        let (day, community) = (Double(row["day"]!)!, row["community"]!)
        guard day >= Self.warmUpDays else { continue }
        told["\(community) \(row["event"]!)", default: 0] += 1
        told["all \(row["event"]!)", default: 0] += 1
      }
      var counted: [String: Int] = [:]
      for row in try Self.rows("\(folder)/run/outcomes.csv")
      where row["replication"] == "1" && row["stratum"] == "all" {
        counted["\(row["community"]!) \(row["metric"]!)"] = row["value"].flatMap { Int($0) }
      }
      let kinds =
        EventCount.allCases.map { ($0.name, $0.metricName) }
        + RiskCount.allCases.map { ($0.name, $0.metricName) }
      for community in ["all", "Harbor City", "Lakeside", "Pine Ridge"] {
        for (event, metric) in kinds {
          #expect(
            counted["\(community) \(metric)"] == told["\(community) \(event)"] ?? 0,
            "\(community), \(event)")
        }
      }
      // Not vacuous: these happen in any half a year.
      for event in ["seek", "admission_buprenorphine", "relapse", "overdose", "overdose_seen"] {
        #expect(told["all \(event)"] ?? 0 > 0, "\(event)")
      }
    }
  }

  @Test("patients.csv has one row for each person, with values that can be")
  func patients() throws {
    try RunFixtures.withFolder { folder in
      let scenario = try Self.threeCounties()
      try Self.write(scenario, to: "\(folder)/run")
      let people = try Self.rows("\(folder)/run/patients.csv")
      let events = try Self.rows("\(folder)/run/events.csv")
      for community in scenario.model.communities {
        let numbers = people.filter { $0["community"] == community.name }.compactMap {
          $0["patient"].flatMap { Int($0) }
        }
        #expect(numbers == Array(numbers.indices))
        #expect(numbers.count >= community.population)
        let entered = events.filter {
          $0["community"] == community.name && ["entry", "arrival"].contains($0["event"])
        }
        #expect(Set(entered.compactMap { $0["patient"] }) == Set(numbers.map(String.init)))
      }
      #expect(Set(people.map { $0["community"] }).count == 3)
      func names<Value: CaseIterable>(_: Value.Type) -> Set<String> {
        Set(Value.allCases.map { "\($0)" })
      }
      for (column, allowed) in [
        ("sex", names(Sex.self)), ("race", names(RaceEthnicity.self)),
        ("ancestry", names(Ancestry.self)),
        ("insurance", names(Insurance.self)),
      ] {
        let found = Set(people.compactMap { $0[column] })
        #expect(found.isSubset(of: allowed) && found.count > 1, "\(column): \(found)")
      }
      let flags = Traits.named.map { snakeCase($0.name) }
      for person in people {
        let age = try #require(person["age_years"].flatMap { Double($0) })
        let stigma = try #require(person["felt_stigma"].flatMap { Double($0) })
        #expect((11...110).contains(age) && (0...1).contains(stigma))
        #expect(flags.allSatisfy { ["0", "1"].contains(person[$0]) })
        for gene in ["cyp3a4_decreased", "abcb1_variant", "oprm1_g", "oprd1_c"] {
          #expect(["0", "1", "2"].contains(person[gene]), "\(gene)")
        }
        if person["pregnant"] == "1" { #expect(person["sex"] == "female") }
      }
    }
  }

  @Test("a trial's people are those of its file, with what the file says of them")
  func trialPatients() throws {
    try RunFixtures.withFolder { folder in
      try Self.write(try Self.trial(), to: "\(folder)/run")
      let people = try Self.rows("\(folder)/run/patients.csv")
      #expect(people.map { $0["person_id"] } == (1...40).map { "made-up-\($0)" })
      let file = try Self.rows(PackageRoot.path("Tests/GoldenTests/Golden/cohort.csv"))
      for (person, row) in zip(people, file) {
        #expect(person["age_years"] == row["age_years"] && person["sex"] == row["sex"])
        if row["race_ethnicity"] != "" { #expect(person["race"] == row["race_ethnicity"]) }
        if row["injects"] != "" { #expect(person["injects"] == row["injects"]) }
      }
    }
  }

  /// What `trace --json` prints.
  private struct Life: Decodable {
    struct Event: Decodable, Equatable {
      var day, dose_mg, dose_adequacy, tolerance: Double
      var event, care_state, medication, use_state: String

      /// A row of `events.csv`.
      init(_ row: [String: String]) {
        func number(_ column: String) -> Double { row[column].flatMap { Double($0) } ?? .nan }
        (day, dose_mg) = (number("day"), number("dose_mg"))
        (dose_adequacy, tolerance) = (number("dose_adequacy"), number("tolerance"))
        (event, care_state) = (row["event"]!, row["care_state"]!)
        (medication, use_state) = (row["medication"]!, row["use_state"]!)
      }
    }
    var patient, replication: Int
    var community: String
    var events: [Event]
  }

  @Test("a life that is traced is the life of the run", arguments: ["counties", "trial"])
  func trace(kind: String) throws {
    try RunFixtures.withFolder { folder in
      let scenario = kind == "trial" ? try Self.trial() : try Self.threeCounties()
      try Self.write(scenario, to: "\(folder)/run")
      let community = try #require(scenario.model.communities.last?.name)
      let rows = try Self.rows("\(folder)/run/events.csv").filter { $0["community"] == community }
      // The life with most events, and the first.
      let lives = Dictionary(grouping: rows) { $0["patient"]! }
      let longest = try #require(lives.max { $0.value.count < $1.value.count })
      #expect(longest.value.count > 5)
      for patient in ["0", longest.key] {
        let story = try LifeTrace.story(
          of: try #require(UInt32(patient)), in: scenario, community: community)
        let json = try JSONDecoder().decode(Life.self, from: Data(story.json.utf8))
        let told = try #require(lives[patient])
        #expect(json.community == community && json.replication == 1)
        #expect("\(json.patient)" == patient)
        #expect(json.events == told.map(Life.Event.init))
        #expect(story.text.hasPrefix("Patient \(patient) of \(community), replication 1: "))
        #expect(story.text.split(separator: "\n").count == told.count + 2)
      }
    }
  }
}
