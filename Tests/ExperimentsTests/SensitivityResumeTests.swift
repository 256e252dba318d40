import Foundation
import TestSupport
import Testing
import TreatmentModel

@testable import Experiments

/// Stopped analyses are run again.
@Suite("A sensitivity analysis goes on", .timeLimit(.minutes(Sanitizer.minutes)))
struct SensitivityResumeTests {
  private static let price = "policy.pgx.cost.perPersonReached"
  private static let effect = "policy.pgx.dropoutHazard"

  /// The kinds of questions; that of a price needs other simulations than that of an effect.
  enum Question: CaseIterable {
    case oneWay, twoWay, threshold, priceThreshold
  }

  private static func plan(
    _ question: Question, _ overrides: [String: String] = [:], replications: Int = 4,
    scale: Double = 1, strategy: String = "pgx", fixed: Scenario.Inputs = [:], high: Double = 1
  ) throws -> SensitivityPlan {
    let scenario = try ComparisonRunTests.scenario(overrides, text: SensitivityTests.text)
    func contrast(_ metric: String? = nil) throws -> SensitivityPlan.Contrast {
      try SensitivityPlan.Contrast(
        scenario.scaled(by: scale), strategy: strategy, metric: metric)
    }
    switch question {
    case .oneWay:
      // Points with other prices share the simulations of the first point.
      return try .oneWay(
        contrast(), keys: [price, effect, "policy.pgx.uptake"],
        ranges: [price: 0...500, effect: 0.5...high, "policy.pgx.uptake": 0.2...0.9],
        fixed: fixed, replications: replications)
    case .twoWay:
      return try .twoWay(
        contrast("overdoses"), effect, "policy.pgx.days", steps: 2,
        ranges: [effect: 0.5...high, "policy.pgx.days": 30...400], fixed: fixed,
        replications: replications)
    case .threshold:
      return try .threshold(
        contrast(), effect, ends: 0.5...high, fixed: fixed, replications: replications)
    case .priceThreshold:
      return try .threshold(
        contrast(), price, ends: 0...1e6 * high, fixed: fixed, replications: replications)
    }
  }

  /// Runs a plan, and stops it after so many tasks.
  private func run(
    _ plan: SensitivityPlan, to folder: String, threads: Int = 1, replaces: Bool = false,
    after tasks: Int = .max
  ) throws -> SensitivityRun.Ending {
    let cancellation = Cancellation()
    return try SensitivityRun(
      plan, RunRequest(output: folder, replaces: replaces, threads: threads)
    ).execute(cancellation: cancellation) { if $0.finished >= tasks { cancellation.cancel() } }
  }

  /// What a folder holds beside the manifest, which tells the time.
  private func texts(_ folder: String) throws -> [String: String] {
    let names = try RunFixtures.names(in: folder).filter { $0 != "manifest.json" }
    return try Dictionary(
      uniqueKeysWithValues: names.map { ($0, try RunFixtures.text("\(folder)/\($0)")) })
  }

  @Test(
    "stopped again and again it ends in the same bytes and simulates nothing twice",
    arguments: Question.allCases)
  func resume(question: Question) throws {
    try RunFixtures.withFolder { folder in
      let plan = try Self.plan(question)
      let whole = try run(plan, to: "\(folder)/whole")
      #expect(whole.resumed.isEmpty && whole.folder == "\(folder)/whole")
      // Of a search, the first stop is among its nine first points, the second in what follows.
      let stops = question == .threshold ? [5, 38] : [1, 3]
      #expect(whole.simulated > stops[1])
      var simulated = 0
      var before = KeptPoints(whole: 0, others: 0)
      for stop in stops {
        let part = try run(plan, to: "\(folder)/part", after: stop)
        #expect(part.results == nil && part.folder == nil)
        simulated += part.simulated
        #expect(simulated == stop)
        #expect(part.kept.whole * plan.replications + part.kept.others == stop)
        #expect(part.resumed == before)
        before = part.kept
        #expect(try RunFixtures.names(in: folder) == ["part.points", "whole"])
      }
      let rest = try run(plan, to: "\(folder)/part", threads: 3)
      #expect(rest.resumed == before && rest.kept == whole.kept)
      #expect(rest.simulated == whole.simulated - simulated)
      #expect(try texts("\(folder)/part") == texts("\(folder)/whole"))
      #expect(try RunFixtures.names(in: folder) == ["part", "whole"])
    }
  }

  @Test("without the log everything is simulated again", arguments: Question.allCases)
  func withoutLog(question: Question) throws {
    try RunFixtures.withFolder { folder in
      let plan = try Self.plan(question)
      let part = try run(plan, to: "\(folder)/part", after: 3)
      #expect(part.simulated == 3)
      try FileManager.default.removeItem(atPath: "\(folder)/part.points")
      let all = try run(plan, to: "\(folder)/part", threads: 2)
      #expect(all.resumed.isEmpty)
      #expect(all.simulated == all.kept.whole * plan.replications && all.kept.others == 0)
    }
  }

  @Test("a search goes beyond the points that it begins with, so that its memory is needed")
  func search() throws {
    try RunFixtures.withFolder { folder in
      let ending = try run(Self.plan(.threshold), to: "\(folder)/whole", threads: 2)
      guard case .threshold(_, let answer) = ending.results?.finding else {
        Issue.record("no threshold")
        return
      }
      #expect(answer.crossing != nil && answer.points.count > ThresholdSearch.points + 1)
      #expect(ending.kept == KeptPoints(whole: answer.points.count, others: 0))
      #expect(ending.simulated == 4 * answer.points.count)
    }
  }

  @Test("a log of another analysis is refused and left alone, and replaced when that is asked for")
  func otherPlan() throws {
    try RunFixtures.withFolder { folder in
      _ = try run(Self.plan(.twoWay), to: "\(folder)/part", after: 3)
      let kept = try RunFixtures.text("\(folder)/part.points")
      let other = try Self.plan(.twoWay, ["run.seed": "8"])
      let error = #expect(throws: OutputError.self) { try run(other, to: "\(folder)/part") }
      #expect(error?.description.contains("part.points: holds results of other inputs") == true)
      #expect(try RunFixtures.text("\(folder)/part.points") == kept)
      let anew = try run(other, to: "\(folder)/part", replaces: true)
      #expect(anew.resumed.isEmpty && anew.simulated == 16)
      _ = try run(other, to: "\(folder)/whole")
      #expect(try texts("\(folder)/part") == texts("\(folder)/whole"))
    }
  }

  @Test("every change of the plan is another analysis; the same plan read again is none")
  func identity() throws {
    for question in Question.allCases {
      let plans = [
        try Self.plan(question), try Self.plan(question, ["run.seed": "8"]),
        try Self.plan(question, replications: 5), try Self.plan(question, scale: 0.5),
        try Self.plan(question, ["parameters.overdose.perYear": "0.3"]),
        try Self.plan(question, fixed: ["policy.take-home-doses.uptake": 0.4]),
        try Self.plan(question, fixed: ["policy.take-home-doses.uptake": 0.5]),
        try Self.plan(question, high: 0.9),
      ]
      #expect(Set(plans.map(\.identity)).count == plans.count)
      #expect(try Self.plan(question).identity == plans[0].identity)
    }
    let all = try Question.allCases.map { try Self.plan($0).identity }
    #expect(Set(all).count == all.count)
    // The same question of another strategy.
    let keys = ["policy.take-home-doses.uptake"]
    let two = try ["pgx", "doses"].map { strategy in
      try SensitivityPlan.oneWay(
        SensitivityPlan.Contrast(
          ComparisonRunTests.scenario(text: SensitivityTests.text), strategy: strategy),
        keys: keys, ranges: [keys[0]: 0...1], replications: 4
      ).identity
    }
    #expect(two[0] != two[1])
  }

  @Test("a last line that was cut off is simulated again; a damaged one is named")
  func damaged() throws {
    try RunFixtures.withFolder { folder in
      let plan = try Self.plan(.priceThreshold)
      _ = try run(plan, to: "\(folder)/whole")
      _ = try run(plan, to: "\(folder)/part", after: 3)
      let log = try RunFixtures.text("\(folder)/part.points")
      try String(log.dropLast(20)).write(
        toFile: "\(folder)/part.points", atomically: true, encoding: .utf8)
      let rest = try run(plan, to: "\(folder)/part")
      #expect(rest.resumed == KeptPoints(whole: 0, others: 2) && rest.simulated == 2)
      #expect(try texts("\(folder)/part") == texts("\(folder)/whole"))

      try log.replacing(";0,1;", with: ";0,2;").write(
        toFile: "\(folder)/other.points", atomically: true, encoding: .utf8)
      let error = #expect(throws: OutputError.self) { try run(plan, to: "\(folder)/other") }
      #expect(error?.description.contains("other.points: line 2 is damaged") == true)
    }
  }

  @Test("the log stands beside a folder that was named with a slash at its end")
  func slash() throws {
    let run = try SensitivityRun(Self.plan(.twoWay), RunRequest(output: "here/", threads: 1))
    #expect(run.log == "here.points")
  }

  @Test("what accounts are read from comes back number by number, and is short")
  func series() throws {
    let scenario = try ComparisonRunTests.scenario(text: SensitivityTests.text)
    let models = try scenario.models(with: [:]).suffix(2)
    let sides = models.map { model in
      var simulation = Simulation(model)
      return model.communities.indices.map {
        simulation.run(community: $0, replication: 1, seed: 7)
      }
    }
    let numbers = SeriesNumbers.numbers(sides.flatMap(\.self))
    let back = SeriesNumbers.outcomes(numbers, models: Array(models))
    #expect(back.map { $0.map(\.series) } == sides.map { $0.map(\.series) })
    #expect(back.map { $0.map(\.policySeries) } == sides.map { $0.map(\.policySeries) })
    #expect(sides[1].contains { $0.policySeries.contains { $0 > 0 } })
    let all = sides.flatMap(\.self).reduce(0) { $0 + $1.series.count + $1.policySeries.count }
    #expect(numbers.count < all)
  }
}
