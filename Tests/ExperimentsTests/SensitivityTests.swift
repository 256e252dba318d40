import Foundation
import Statistics
import TestSupport
import Testing
import TreatmentModel

@testable import Experiments

@Suite("Sensitivity of a decision to inputs", .timeLimit(.minutes(Sanitizer.minutes)))
struct SensitivityTests {
  static let text = """
    title: Two towns
    communities:
      - {name: Ash, population: 200, resources: {otpPlaces: 10, officePlaces: 20}}
      - {name: Birch, population: 100}
    supply: {fentanylShare: 0.7}
    run: {horizonDays: 400, warmUpDays: 60, replications: 4, seed: 7}
    outputs: {strata: [sex]}
    strategies:
      - {name: usual, policies: []}
      - {name: doses, policies: [take-home-doses]}
      - name: pgx
        policies: [{use: pgx-guided-dosing, as: pgx, effects: {dropoutHazard: 0.8}}]

    """
  private static let price = "policy.pgx.cost.perPersonReached"

  private func contrast(
    _ overrides: [String: String] = [:], strategy: String? = "pgx", metric: String? = nil
  ) throws -> SensitivityPlan.Contrast {
    try SensitivityPlan.Contrast(
      ComparisonRunTests.scenario(overrides, text: Self.text), strategy: strategy,
      metric: metric)
  }

  private func run(_ plan: SensitivityPlan, to folder: String, threads: Int = 2) throws
    -> SensitivityResults
  {
    let run = try SensitivityRun(plan, RunRequest(output: folder, threads: threads))
    return try #require(try run.execute(cancellation: Cancellation()).results)
  }

  /// Differences of `economics.csv` from `moudsim compare`: another way to the same numbers.
  private func compared(_ folder: String, _ overrides: [String: String] = [:]) throws
    -> [String: Double]
  {
    let comparison = try Comparison(
      ComparisonRunTests.scenario(overrides, text: Self.text), strategies: ["pgx"])
    let request = ComparisonRequest(
      RunRequest(output: "\(folder)/compare", threads: 2),
      consumers: [EconomicComparison(comparison)])
    _ = try ComparisonRun(comparison, request).execute(cancellation: Cancellation())
    let rows = try RunShippedTests.rows("\(folder)/compare/economics.csv").filter {
      $0["perspective"] == "health_sector" && $0["strategy"] == "pgx"
    }
    return Dictionary(
      uniqueKeysWithValues: rows.map { ($0["quantity"]!, Double($0["difference"]!)!) })
  }

  @Test("the threshold of a price is the one that arithmetic on economics.csv gives")
  func closedForm() throws {
    try RunFixtures.withFolder { folder in
      let economics = try compared(folder)
      let benefit = try #require(economics["net monetary benefit"])
      let programmes = try #require(economics["programmes"])
      // The programme costs 295 for each person reached and nothing else, so that net benefit is
      // B + (295 - x) N with N = programmes / 295.
      let expected = 295 + benefit / (programmes / 295)
      #expect(programmes > 0 && expected > 0)
      let plan = try SensitivityPlan.threshold(
        try contrast(), Self.price, ends: 0...3 * expected, replications: 4)
      let results = try run(plan, to: "\(folder)/threshold")
      guard case .threshold(_, let answer) = results.finding else {
        Issue.record("no threshold")
        return
      }
      let crossing = try #require(answer.crossing)
      #expect(abs(crossing - expected) < 1e-6 * max(1, abs(expected)))
      #expect(answer.isPositiveBelow && answer.crossings == 1)
      let rows = try RunShippedTests.rows("\(folder)/threshold/threshold.csv")
      #expect(
        rows.first?["row"] == "crossing" && rows.dropFirst().allSatisfy { $0["row"] == "point" })
      #expect(rows.first.flatMap { Double($0["value"]!) } == crossing)
      #expect(SensitivityReport(results).text.contains("\(Self.price): the difference is zero at "))
    }
  }

  @Test("a price changes no metric: the search for its threshold tells the metric, not money")
  func priceOfMetric() throws {
    try RunFixtures.withFolder { folder in
      let contrast = try contrast(metric: "overdoses")
      let key = "policy.pgx.uptake"
      let bars = try run(
        .oneWay(contrast, keys: [key], ranges: [key: 0...1], replications: 4),
        to: "\(folder)/bars")
      guard case .oneWay(let given, _) = bars.finding else {
        Issue.record("no bars")
        return
      }
      let results = try run(
        .threshold(contrast, Self.price, ends: 0...1000, replications: 4),
        to: "\(folder)/threshold")
      guard case .threshold(_, let answer) = results.finding else {
        Issue.record("no threshold")
        return
      }
      #expect(answer.crossing == nil && answer.points.count == ThresholdSearch.points)
      #expect(answer.points.allSatisfy { $0.value.mean == given.mean })
    }
  }

  @Test("a price far above its threshold is told to have no crossing")
  func noCrossing() throws {
    try RunFixtures.withFolder { folder in
      let plan = try SensitivityPlan.threshold(
        try contrast(), Self.price, ends: 1e8...2e8, replications: 4)
      let results = try run(plan, to: "\(folder)/none")
      let text = SensitivityReport(results).text
      #expect(text.contains("no crossing. The difference is below zero from 100,000,000 to"))
      #expect(text.contains("The interval never holds zero."))
      let row = try #require(try RunShippedTests.rows("\(folder)/none/threshold.csv").first)
      #expect(row["value"] == "" && row["crossings"] == "0")
    }
  }

  @Test("one-way: bars of prices are what arithmetic gives, the longest first")
  func tornado() throws {
    try RunFixtures.withFolder { folder in
      let economics = try compared(folder)
      let benefit = try #require(economics["net monetary benefit"])
      let reached = try #require(economics["programmes"]) / 295
      let ranges = [
        Self.price: 95.0...395.0, "policy.pgx.cost.perCommunityYear": 0.0...1e7,
      ]
      let plan = try SensitivityPlan.oneWay(
        try contrast(), keys: [Self.price, "policy.pgx.cost.perCommunityYear"], ranges: ranges,
        replications: 4)
      let results = try run(plan, to: "\(folder)/bars")
      guard case .oneWay(let given, let bars) = results.finding else {
        Issue.record("no bars")
        return
      }
      #expect(bars.map(\.range.key) == ["policy.pgx.cost.perCommunityYear", Self.price])
      #expect(abs(try #require(given.mean) - benefit) < 1e-6 * abs(benefit))
      let bar = bars[1]
      #expect(bar.range.given == 295)
      #expect(abs(try #require(bar.atLow.mean) - (benefit + 200 * reached)) < 1e-3)
      #expect(abs(try #require(bar.atHigh.mean) - (benefit - 100 * reached)) < 1e-3)
      #expect(abs(try #require(bar.swing.mean) + 300 * reached) < 1e-3)
      // Two communities for 400 days at 3 % a year, discounted continuously or by the year: near
      // 2 x 1.095 years.
      let years = -(try #require(bars[0].swing.mean)) / 1e7
      #expect(years > 2.1 && years < 2.2)
      let rows = try RunShippedTests.rows("\(folder)/bars/sensitivity.csv")
      #expect(
        rows.map { $0["end"]! } == [
          "given", "low", "high", "swing", "given", "low", "high", "swing",
        ])
    }
  }

  @Test(
    "a point of an input is what a scenario with that number gives, for any number of threads")
  func simulated() throws {
    try RunFixtures.withFolder { folder in
      let scenario = try ComparisonRunTests.scenario(text: Self.text)
      let other = try #require(
        scenario.uncertainInputs.first {
          !$0.key.hasPrefix("policy") && !$0.key.hasPrefix("population")
        })
      let number = other.quantile(0.9)
      let expected = try #require(
        try compared(folder, ["parameters.\(other.key)": "\(number)"])["net monetary benefit"])
      let plan = try SensitivityPlan.oneWay(
        try contrast(), keys: [other.key], ranges: [other.key: other.quantile(0.1)...number],
        replications: 4)
      for threads in [1, 3] {
        _ = try run(plan, to: "\(folder)/\(threads)", threads: threads)
      }
      let text = try RunFixtures.text("\(folder)/1/sensitivity.csv")
      let same = try RunFixtures.text("\(folder)/3/sensitivity.csv") == text
      #expect(same)
      let row = try #require(
        try RunShippedTests.rows("\(folder)/1/sensitivity.csv").first { $0["end"] == "high" })
      #expect(abs(try #require(Double(row["difference"]!)) - expected) < 1e-6 * abs(expected))
    }
  }

  @Test(
    "an effect of none and a policy that nobody takes up change nothing; the grid has all cells")
  func grid() throws {
    try RunFixtures.withFolder { folder in
      let keys = ["policy.pgx.uptake", "policy.pgx.days"]
      let plan = try SensitivityPlan.twoWay(
        try contrast(metric: "overdoses"), keys[0], keys[1], steps: 2,
        ranges: [keys[0]: 0.0...1.0, keys[1]: 1.0...400.0], replications: 4)
      _ = try run(plan, to: "\(folder)/grid")
      let rows = try RunShippedTests.rows("\(folder)/grid/two_way.csv")
      #expect(
        rows.map { [$0["value_1"]!, $0["value_2"]!] } == [
          ["0", "1"], ["0", "400"], ["1", "1"], ["1", "400"],
        ])
      #expect(rows.prefix(2).allSatisfy { $0["difference"] == "0" })
      #expect(rows.allSatisfy { $0["outcome"] == "overdoses" })
    }
  }

  @Test("what is wrong is named, with the nearest key")
  func errors() throws {
    let contrast = try contrast()
    func complaint(_ body: () throws -> Void) -> String {
      do {
        try body()
        return ""
      } catch {
        return "\(error)"
      }
    }
    let unknown = complaint {
      _ = try SensitivityPlan.threshold(contrast, "policy.pgx.uptak", ends: 0...1, replications: 1)
    }
    #expect(unknown.contains("no such input. Did you mean 'policy.pgx.uptake'?"))
    let noRange = complaint {
      _ = try SensitivityPlan.threshold(contrast, Self.price, replications: 1)
    }
    #expect(noRange.contains("no distribution"))
    let outside = complaint {
      _ = try SensitivityPlan.threshold(
        contrast, "policy.pgx.uptake", ends: 0...2, replications: 1)
    }
    #expect(outside.contains("is outside 0...1"))
    let twice = complaint {
      _ = try SensitivityPlan.twoWay(contrast, Self.price, Self.price, steps: 2, replications: 1)
    }
    #expect(twice.contains("given twice"))
    #expect(throws: PrecisionGoal.Misfit.self) { try self.contrast(metric: "overdosess") }
    #expect(throws: UnknownStrategy.self) { try self.contrast(strategy: "pgxx") }
    // Tested and found to do nothing: no number of it acts.
    let scenario = try ScenarioReader.read(path: "strategies/pgx")
    let shipped = try SensitivityPlan.Contrast(scenario)
    let null = complaint {
      _ = try SensitivityPlan.threshold(
        shipped, "policy.pgx-guided-dosing.dropoutHazard", ends: 0.5...1, replications: 1)
    }
    #expect(null.contains("graded N and not believed here"))
  }

  @Test("an effect that every use sets by hand can be varied, others keep the hand's number")
  func setByHand() throws {
    let scenario = try ComparisonRunTests.scenario(text: Self.text)
    let models = try scenario.models(with: ["policy.pgx.dropoutHazard": 0.6])
    #expect(models[3].policies[0].effects.map(\.value) == [0.6])
    let half = try scenario.models(with: [
      "policy.pgx.uptake": 0.5, "policy.pgx.days": 90, "policy.pgx.halfLifeDays": 30,
    ])
    #expect(half[3].policies[0].reach.uptake == 0.5 && half[3].policies[0].reach.days == 90)
    #expect(half[3].policies[0].timing.halfLifeDays == 30)
    #expect(scenario.inputKeys.contains("policy.take-home-doses.cost.perPersonMonth"))
  }
}
