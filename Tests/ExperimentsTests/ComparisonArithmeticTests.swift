import Statistics
import Testing
import TreatmentModel

@testable import Experiments

@Suite("Arithmetic of comparisons")
struct ComparisonArithmeticTests {
  /// Strategy 4, 5, 8, 9 and comparator 5, 7, 9, 9.
  ///
  /// Differences -1, -2, -1, 0, mean -1, variance 2/3,
  /// standard error 1/sqrt(6); t with 3 degrees of freedom: 3.182446 (scipy 1.17.1), so -1 +- 1.299228.
  /// P(T < -sqrt 6) = 0.0458 (scipy: t.cdf(-6**.5, 3) = 0.04584).
  @Test(
    "a difference, its interval and the chance of being better agree with a calculation by hand")
  func estimate() throws {
    var estimate = ComparisonEstimate(direction: .lower)
    for (own, usual) in [(4.0, 5.0), (5, 7), (8, 9), (9, 9)] { estimate.add(own, usual) }
    #expect(estimate.difference == -1)
    let interval = try #require(estimate.interval)
    #expect(abs(interval.lower + 2.299228) < 1e-5 && abs(interval.upper - 0.299228) < 1e-5)
    #expect(estimate.shareBetter == 3.5 / 4)
    let better = try #require(estimate.probabilityBetter)
    #expect(better > 0.95 && better < 0.96)
    var other = estimate
    other.direction = .higher
    #expect(other.shareBetter == 0.5 / 4)
    #expect(abs(try #require(other.probabilityBetter) + better - 1) < 1e-12)
    other.direction = nil
    #expect(other.shareBetter == nil && other.probabilityBetter == nil)
    // Var A = 17/3, Var B = 11/3, by hand; (28/3) / (2/3) = 14.
    #expect(abs(try #require(estimate.varianceReduction) - 14) < 1e-12)
  }

  @Test("differences that never vary leave no doubt about their sign, and none about 0")
  func certain() {
    for (value, expected) in [(2.0, 1.0), (-2, 0), (0, 0.5)] {
      #expect(RunningMoments([value, value]).confidenceAboveZero == expected)
    }
    #expect(RunningMoments([1]).confidenceAboveZero == nil)
  }

  @Test("every metric with a direction exists, and none has two")
  func directions() {
    let names = Set(Metrics.all.map(\.name))
    #expect(Metric.higherIsBetter.subtracting(names) == [])
    #expect(Metric.lowerIsBetter.subtracting(names) == [])
    #expect(Metric.higherIsBetter.isDisjoint(with: Metric.lowerIsBetter))
    #expect(Metrics.named("overdose_deaths")?.direction == .lower)
    #expect(Metrics.named("overdose_deaths_on_treatment")?.direction == nil)
  }

  private func day(_ days: Int64) -> Int64 { days << 20 }

  @Test("lives are paired by hand: averted, caused, postponed, before observation, reached or not")
  func lives() {
    var tally = LifeTally(groups: 3)
    let observed: ClosedRange<Float> = 100...500
    func add(_ usual: LifeSummary, _ changed: LifeSummary, group: Int) {
      tally.add(usual, changed, groups: [0, group], observed: observed)
    }
    // Dies on day 300 of an overdose under the comparator only; 60 days more on medication.
    add(
      LifeSummary(deathDay: 300, medicationTicks: day(10), overdoses: 3, diedOfOverdose: true),
      LifeSummary(medicationTicks: day(70), overdoses: 1, wasReached: true), group: 1)
    // Dies of something else under both, 50 days earlier; not reached.
    add(LifeSummary(deathDay: 250), LifeSummary(deathDay: 200), group: 2)
    // Dies under the strategy only; not reached.
    add(LifeSummary(), LifeSummary(deathDay: 400, overdoses: 1, diedOfOverdose: true), group: 2)
    // The same life, reached; and one that ended in the warm-up.
    add(LifeSummary(overdoses: 2), LifeSummary(overdoses: 2, wasReached: true), group: 1)
    add(LifeSummary(deathDay: 50), LifeSummary(deathDay: 50), group: 1)
    let expected: [(LifeMeasure, Int64, Int64)] = [
      (.lives, 2, 2), (.livesChanged, 1, 2), (.deathsComparator, 1, 1), (.deathsStrategy, 0, 2),
      (.deathsAverted, 1, 0), (.deathsCaused, 0, 1), (.overdoseDeathsComparator, 1, 0),
      (.overdoseDeathsStrategy, 0, 1), (.daysLivedGained, day(200), 0),
      (.daysLivedLost, 0, day(150)), (.livesWithMoreMedication, 1, 0),
      (.livesWithLessMedication, 0, 0), (.medicationDaysGained, day(60), 0),
      (.medicationDaysLost, 0, 0), (.livesWithFewerOverdoses, 1, 0),
      (.livesWithMoreOverdoses, 0, 1), (.overdosesAverted, 2, 0), (.overdosesAdded, 0, 1),
    ]
    #expect(expected.count == LifeMeasure.allCases.count)
    for (measure, reached, others) in expected {
      #expect(tally.sum(measure, group: 0, reached: true) == reached, "\(measure.name)")
      #expect(tally.sum(measure, group: 0, reached: false) == others, "\(measure.name)")
    }
    #expect(tally.sum(.lives, group: 1, reached: true) == 2)
    #expect(tally.sum(.lives, group: 2, reached: false) == 2)
    #expect(LifeMeasure.medicationDaysGained.value(day(60)) == 60)
  }

  private func strategy(_ name: String, _ policies: [String]) -> ComparedStrategy {
    var model = RunFixtures.model(communities: 1)
    model.policies = policies.map {
      Policy(name: $0, reach: Reach(trigger: .everybody, who: Eligibility()), effects: [])
    }
    let file = BuiltIn.policy("telehealth")!
    return ComparedStrategy(
      name: name, title: name, model: model, files: policies.map { _ in file })
  }

  /// Deaths 10 with none, 8 with a, 7 with b, 4 with both: by hand a -2, b -3, sum -5, joint -6,
  /// interaction -1; main effects ((8 - 10) + (4 - 7)) / 2 and ((7 - 10) + (4 - 8)) / 2.
  @Test("effects of a factorial design agree with a calculation by hand")
  func factorial() throws {
    let strategies = [
      strategy("other", ["z"]), strategy("none", []), strategy("a", ["x"]),
      strategy("b", ["y", "w"]), strategy("a+b", ["x", "y", "w"]),
    ]
    let design = try #require(FactorialDesign(strategies))
    #expect(design.factors == ["a", "b"] && design.strategies == [1, 2, 3, 4])
    let values = [99.0, 10, 8, 7, 4]
    var results = InteractionResults(design)
    results.add(values.map { value in Metrics.all.map { _ in value } })
    let effects = try #require(results.effects(on: "deaths"))
    let found = effects.map { "\($0.kind) \($0.factors) \($0.moments.mean!)" }
    #expect(
      found == [
        "single a -2.0", "single b -3.0", "sum_of_singles a+b -5.0", "joint a+b -6.0",
        "interaction a+b -1.0", "main a -2.5", "main b -3.5", "pairwise a+b -1.0",
      ])
    #expect(results.effects(on: "nonsense") == nil)
    // A combination that is missing, or has other policies, is no design.
    #expect(FactorialDesign(Array(strategies.dropLast())) == nil)
    #expect(FactorialDesign(strategies.dropLast() + [strategy("a+b", ["x"])]) == nil)
  }

  @Test("three factors: the interaction is the joint effect less the sum of single ones")
  func threeFactors() throws {
    var strategies = [strategy("none", [])]
    for mask in 1..<8 {
      let names = ["a", "b", "c"].enumerated().filter { mask & (1 << $0.offset) != 0 }
        .map(\.element)
      strategies.append(strategy(names.joined(separator: "+"), names))
    }
    let design = try #require(FactorialDesign(strategies))
    #expect(design.factors == ["a", "b", "c"])
    // f = 2a + 3b + 5c + 7ab: the interaction of a, b and c together is 7, of a and c 0.
    let values = (0..<8).map { mask -> Double in
      let (a, b, c) = (Double(mask & 1), Double(mask >> 1 & 1), Double(mask >> 2))
      return 2 * a + 3 * b + 5 * c + 7 * a * b
    }
    var results = InteractionResults(design)
    results.add(values.map { value in Metrics.all.map { _ in value } })
    let effects = try #require(results.effects(on: "deaths"))
    func mean(_ kind: String, _ factors: String) -> Double? {
      effects.first { $0.kind == kind && $0.factors == factors }?.moments.mean
    }
    #expect(mean("interaction", "a+b+c") == 7 && mean("interaction", "a+c") == 0)
    #expect(mean("sum_of_singles", "a+b+c") == 10 && mean("joint", "a+b+c") == 17)
    #expect(mean("main", "a") == 5.5 && mean("pairwise", "a+b") == 7)
    #expect(mean("pairwise", "b+c") == 0)
  }

  /// Parts 1, 2, 3 of wholes 2, 5, 5: ratio 6/12; residuals x - t/2 are 0, -1/2, 1/2, variance 1/4;
  /// standard error sqrt(1/4 / 3) / 4.
  @Test("a stratum's share of benefit is a ratio of means, its error by the delta method")
  func share() throws {
    var pairs = PairedDifference()
    for (part, whole) in [(1.0, 2.0), (2, 5), (3, 5)] { pairs.add(part, whole) }
    // The interval of the whole, 4 +- 4.3, holds 0: nothing is told.
    #expect(EquityComparison.share(pairs) == nil)
    for (part, whole) in [(1.0, 2.0), (2, 5), (3, 5)] { pairs.add(part, whole) }
    let share = try #require(EquityComparison.share(pairs))
    #expect(abs(share.value - 0.5) < 1e-12)
    // Six values now: residuals' sum of squares 1, variance 1/5.
    #expect(abs(share.standardError - (1 / 5.0 / 6).squareRoot() / 4) < 1e-12)
  }

  @Test("goals of precision are read strictly")
  func goals() throws {
    let goal = try PrecisionGoal(argument: "overdose_deaths=2.5")
    #expect(goal.metric == "overdose_deaths" && goal.halfWidth == 2.5)
    for wrong in [
      "overdose_deaths", "=1", "overdose_death=1", "deaths=0", "deaths=x", "deaths=inf",
    ] {
      #expect(throws: PrecisionGoal.Misfit.self) { try PrecisionGoal(argument: wrong) }
    }
    #expect(FloorResults.complaint(about: "deaths") == nil)
    #expect(FloorResults.complaint(about: "seeks") != nil)
    #expect(FloorResults.complaint(about: "death") != nil)
  }
}
