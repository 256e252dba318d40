import Foundation
import Statistics
import TestSupport
import Testing
import TreatmentModel

@testable import Experiments

@Suite("Comparisons", .timeLimit(.minutes(Sanitizer.minutes))) struct ComparisonRunTests {
  static let text = """
    title: Two towns
    communities:
      - {name: Ash, population: 120, resources: {otpPlaces: 6, officePlaces: 10}}
      - {name: Birch, population: 60}
    supply: {fentanylShare: 0.7}
    run: {horizonDays: 300, warmUpDays: 60, replications: 3, seed: 7}
    outputs: {strata: [sex, rurality]}
    factorial:
      naloxone: [naloxone-distribution]
      telehealth: [telehealth]

    """

  static func scenario(_ overrides: [String: String] = [:], text: String = text) throws -> Scenario
  {
    try ScenarioReader.read(
      text: text, file: "towns.yaml",
      overrides: overrides.sorted { $0.key < $1.key }.map {
        ScenarioOverride(key: $0.key, value: $0.value)
      })
  }

  private func run(
    _ comparison: Comparison, to folder: String, threads: Int = 2, goals: [PrecisionGoal] = [],
    most: Int = 1000, floors: String? = nil, isDetailed: Bool = false,
    consumers: [any ComparisonConsumer] = []
  ) throws -> ComparisonRun.Ending {
    let request = ComparisonRequest(
      RunRequest(output: folder, threads: threads), goals: goals, mostReplications: most,
      floorMetric: floors, isDetailed: isDetailed, consumers: consumers)
    return try ComparisonRun(comparison, request).execute(cancellation: Cancellation())
  }

  @Test("the comparator is what was named, else the first without policies, else base")
  func comparator() throws {
    let scenario = try Self.scenario()
    let all = try Comparison(scenario)
    #expect(
      all.strategies.map(\.name) == ["none", "naloxone", "telehealth", "naloxone+telehealth"])
    #expect(all.reference.name == "none" && all.others == [1, 2, 3])
    let named = try Comparison(scenario, strategies: ["telehealth"], comparator: "naloxone")
    #expect(named.strategies.map(\.name) == ["naloxone", "telehealth"])
    #expect(named.reference.name == "naloxone")
    #expect(
      try Comparison(scenario, strategies: ["telehealth"]).strategies.map(\.name) == [
        "none", "telehealth",
      ])
    let text = Self.text.split(separator: "\n").dropLast(3).joined(separator: "\n")
    let lonely = try Self.scenario(
      text: text + "\nstrategies: [{name: doses, policies: [take-home-doses]}]\n")
    #expect(try Comparison(lonely).strategies.map(\.name) == ["base", "doses"])
    #expect(throws: UnknownStrategy.self) { try Comparison(scenario, strategies: ["telehealt"]) }
    #expect(throws: NothingToCompare.self) { try Comparison(scenario, strategies: ["none"]) }
    #expect(throws: Faults.self) { try Comparison(try Self.scenario(text: text)) }
  }

  @Test("1, 2 and 8 threads write the same bytes; another seed writes others")
  func threads() throws {
    try RunFixtures.withFolder { folder in
      let comparison = try Comparison(try Self.scenario())
      for threads in [1, 2, 8] {
        let ending = try run(
          comparison, to: "\(folder)/\(threads)", threads: threads, floors: "overdose_deaths")
        #expect(ending.isComplete)
      }
      _ = try run(
        Comparison(try Self.scenario(["run.seed": "8"])), to: "\(folder)/other",
        floors: "overdose_deaths")
      let names = try RunFixtures.names(in: "\(folder)/1").filter { $0 != "manifest.json" }
      #expect(
        names == [
          "comparisons.csv", "curves.csv", "equity.csv", "equity_comparisons.csv", "floors.csv",
          "interactions.csv", "lives.csv", "outcomes.csv", "reach.csv", "retention.csv",
          "scenario.resolved.yaml", "waits.csv",
        ])
      for name in names {
        let text = try RunFixtures.text("\(folder)/1/\(name)")
        for threads in ["2", "8"] {
          let same = try RunFixtures.text("\(folder)/\(threads)/\(name)") == text
          #expect(same, "\(name), \(threads) threads")
        }
        // Few die in two small towns, so that rankings by deaths may be the same.
        if name == "floors.csv" { continue }
        let other = try RunFixtures.text("\(folder)/other/\(name)") == text
        #expect(!other, "\(name), another seed")
      }
    }
  }

  @Test("with every detail, each strategy's rows are those that a run of it alone writes")
  func asRun() throws {
    try RunFixtures.withFolder { folder in
      let scenario = try Self.scenario()
      _ = try run(try Comparison(scenario), to: "\(folder)/all", isDetailed: true)
      let alone = try ScenarioRun(
        scenario.choosing("telehealth"), RunRequest(output: "\(folder)/one", threads: 1))
      _ = try alone.execute(cancellation: Cancellation())
      for name in ["outcomes", "series", "retention", "waits", "reach", "equity"] {
        func rows(_ path: String) throws -> [Substring] {
          try RunFixtures.text("\(folder)/\(path)/\(name).csv").split(separator: "\n")
            .filter { $0.hasPrefix("telehealth,") }
        }
        let (one, all) = (try rows("one"), try rows("all"))
        let same = one == all
        #expect(same && !one.isEmpty, "\(name)")
      }
    }
  }

  @Test("curves are the means of the series, and differences from the comparator's")
  func curves() throws {
    try RunFixtures.withFolder { folder in
      _ = try run(try Comparison(try Self.scenario()), to: folder + "/all", isDetailed: true)
      let metrics: Set = ["people_in_treatment", "overdoses", "person_years"]
      var sums: [String: Double] = [:]
      for row in try RunShippedTests.rows("\(folder)/all/series.csv")
      where row["community"] == "all" && metrics.contains(row["metric"]!) {
        sums["\(row["strategy"]!) \(row["metric"]!) \(row["interval"]!)", default: 0] +=
          Double(row["value"]!)! / 3
      }
      var checked = 0
      for row in try RunShippedTests.rows("\(folder)/all/curves.csv")
      where metrics.contains(row["metric"]!) {
        let place = "\(row["metric"]!) \(row["interval"]!)"
        let (own, usual) = (sums["\(row["strategy"]!) \(place)"]!, sums["none \(place)"]!)
        #expect(abs(Double(row["mean"]!)! - own) < 1e-9)
        #expect(abs(Double(row["difference"]!)! - (own - usual)) < 1e-9)
        checked += 1
      }
      #expect(checked == sums.count && checked == 4 * 3 * 10)
    }
  }

  @Test("without detail outcomes are those of all communities together")
  func lean() throws {
    try RunFixtures.withFolder { folder in
      let comparison = try Comparison(try Self.scenario(), strategies: ["telehealth"])
      _ = try run(comparison, to: "\(folder)/lean")
      _ = try run(comparison, to: "\(folder)/whole", isDetailed: true)
      for name in ["outcomes", "reach"] {
        let whole = try RunFixtures.text("\(folder)/whole/\(name).csv").split(separator: "\n")
        let lean = try RunFixtures.text("\(folder)/lean/\(name).csv").split(separator: "\n")
        #expect(lean == whole.filter { !$0.contains(",Ash,") && !$0.contains(",Birch,") })
        #expect(lean.count < whole.count)
      }
    }
  }

  @Test("differences and lives agree with the rows of the strategies", arguments: ["telehealth"])
  func arithmetic(strategy: String) throws {
    try RunFixtures.withFolder { folder in
      let ending = try run(try Comparison(try Self.scenario()), to: "\(folder)/all")
      var deaths: [String: Double] = [:]
      for row in try RunShippedTests.rows("\(folder)/all/outcomes.csv")
      where row["metric"] == "deaths" && row["community"] == "all" && row["stratum"] == "all" {
        deaths[row["strategy"]!, default: 0] += Double(row["value"]!)! / 3
      }
      let row = try #require(
        try RunShippedTests.rows("\(folder)/all/comparisons.csv").first {
          $0["strategy"] == strategy && $0["metric"] == "deaths" && $0["community"] == "all"
            && $0["stratum"] == "all"
        })
      let difference = try #require(Double(row["difference"]!))
      #expect(abs(difference - (deaths[strategy]! - deaths["none"]!)) < 1e-9)
      let results = ending.results
      let index = try #require(results.comparison.strategies.firstIndex { $0.name == strategy })
      func lives(_ measure: LifeMeasure) -> Double {
        results.lives.mean(of: measure, strategy: index) ?? .nan
      }
      #expect(abs(lives(.deathsStrategy) - deaths[strategy]!) < 1e-9)
      #expect(abs(lives(.deathsComparator) - deaths["none"]!) < 1e-9)
      let years = try #require(
        results.difference(of: "person_years_on_treatment", strategy: index)?.difference)
      let days = lives(.medicationDaysGained) - lives(.medicationDaysLost)
      #expect(abs(days / 365.25 - years) < 1e-6)
      let overdoses = try #require(
        results.difference(of: "overdoses", strategy: index)?.difference)
      #expect(abs(lives(.overdosesAdded) - lives(.overdosesAverted) - overdoses) < 1e-9)
      let last = try #require(results.curves.cumulative("overdose_deaths", strategy: index)?.last)
      let total = try #require(
        results.difference(of: "overdose_deaths", strategy: index)?.difference)
      #expect(abs(try #require(last.difference.mean) - total) < 1e-9)
      #expect(last.day == 300)
    }
  }

  @Test("replications are added until the goal is met, ten at a time, or to the most allowed")
  func precision() throws {
    try RunFixtures.withFolder { folder in
      let comparison = try Comparison(try Self.scenario(), strategies: ["telehealth"])
      let wide = try PrecisionGoal(argument: "person_years=1e6")
      let first = try run(comparison, to: "\(folder)/wide", goals: [wide])
      #expect(first.results.replications == 3 && first.isComplete)
      let never = try PrecisionGoal(argument: "person_years_on_treatment=1e-9")
      let most = try run(comparison, to: "\(folder)/never", goals: [never], most: 15)
      #expect(most.results.replications == 15 && most.isComplete && most.planned == 15)
      #expect(!never.isReached(by: most.results, minimum: 2))
      // Batches are the same replications as one run of as many.
      let whole = try run(
        Comparison(try Self.scenario(["run.replications": "15"]), strategies: ["telehealth"]),
        to: "\(folder)/whole")
      #expect(whole.results.replications == 15)
      for name in ["comparisons.csv", "outcomes.csv", "lives.csv"] {
        let same =
          try RunFixtures.text("\(folder)/never/\(name)")
          == RunFixtures.text("\(folder)/whole/\(name)")
        #expect(same, "\(name)")
      }
    }
  }

  @Test(
    "with everything believed ranks are those of the comparison; with grade A only, nothing acts")
  func floors() throws {
    try RunFixtures.withFolder { folder in
      let ending = try run(
        try Comparison(try Self.scenario()), to: "\(folder)/run", floors: "overdose_deaths")
      let floors = try #require(ending.results.floors)
      #expect(floors.entries.count == 5 * 4)
      for strategy in 0..<4 {
        let usual = try #require(floors.entry(.x, strategy: strategy))
        let known = ending.results.difference(of: "overdose_deaths", strategy: strategy)
        #expect(usual.estimate == known)
        let strict = try #require(floors.entry(.a, strategy: strategy))
        if strategy > 0 { #expect(strict.estimate.difference == 0) }
        #expect(strict.rank == 1 && strict.believed == 0)
      }
    }
  }

  /// What a consumer of another part of the program would do.
  private struct Recorder: ComparisonConsumer {
    var replications: [UInt32] = []
    var deaths: [Int64] = []
    var finished = false

    mutating func add(_ replication: ComparedReplication) {
      replications.append(replication.number)
      #expect(replication.outcomes.count == 4 && replication.outcomes[0].count == 2)
      deaths += replication.totals.map { total in
        RiskWindow.allCases.reduce(0) { sum, window in
          let column = Measure.count(of: .overdoseDeath, in: window)
          return sum
            + stride(from: column, to: total.totals.count, by: Measure.count)
            .reduce(0) { $0 + total.totals[$1] }
        }
      }
    }

    mutating func finish(
      _ results: ComparisonResults, file path: (String) -> String
    ) throws -> [WrittenFile] {
      finished = results.replications == replications.count
      return [try write("hello\n", toNewFile: path("extra.txt"))]
    }
  }

  @Test("a consumer sees every replication in order and may write files of its own")
  func consumers() throws {
    try RunFixtures.withFolder { folder in
      let ending = try run(
        try Comparison(try Self.scenario()), to: "\(folder)/run", threads: 3,
        consumers: [Recorder()])
      let recorder = try #require(ending.consumers.first as? Recorder)
      #expect(recorder.replications == [1, 2, 3] && recorder.finished)
      #expect(recorder.deaths.count == 12 && recorder.deaths.reduce(0, +) > 0)
      #expect(try RunFixtures.text("\(folder)/run/extra.txt") == "hello\n")
      #expect(try RunFixtures.text("\(folder)/run/manifest.json").contains("extra.txt"))
    }
  }
}
