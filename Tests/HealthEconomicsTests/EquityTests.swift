import Foundation
import HealthEconomics
import Statistics
import Testing

@Suite("Equity")
struct EquityTests {
  private func distribution(_ groups: [(Double, Double)]) -> HealthDistribution {
    HealthDistribution(
      groups.enumerated().map { .init(name: "\($0)", population: $1.0, health: $1.1) })
  }

  /// The example of the R packages ineq and DescTools, which print 0.1796591 at 0.5.
  ///
  /// At 1 and 2 by numpy: 1 - exp(mean(log(x))) / mean(x) and
  /// 1 - 1 / (mean(x) * mean(1 / x)).
  @Test("Atkinson's index of ten incomes is that of R")
  func atkinson() {
    let incomes = [541.0, 1_463, 2_445, 3_438, 4_437, 5_401, 6_392, 8_304, 11_904, 22_261]
    let people = distribution(incomes.map { (1, $0) })
    #expect(abs(people.atkinsonIndex(aversion: 0.5) - 0.1796591) < 5e-8)
    #expect(isClose(people.atkinsonIndex(aversion: 1), 0.35182505973507494))
    #expect(isClose(people.atkinsonIndex(aversion: 2), 0.6290110545117581))
    #expect(people.atkinsonIndex(aversion: 0) == 0)
    // Near 1 the two formulas meet.
    let near = people.atkinsonIndex(aversion: 1 + 1e-6)
    #expect(abs(near - people.atkinsonIndex(aversion: 1)) < 1e-5)
  }

  /// Two groups of 3 : 1 with 60 and 80 years, by hand: at aversion 2 the harmonic mean
  /// 1 / (0.75 / 60 + 0.25 / 80) = 64; at 1, 60^0.75 x 80^0.25.
  @Test("Equally distributed equivalents by hand, weighted by people, up to extreme aversion")
  func equivalent() {
    let people = distribution([(300, 60), (100, 80)])
    #expect(people.mean == 65)
    #expect(isClose(people.equallyDistributedEquivalent(aversion: 2), 64))
    let geometric = pow(60, 0.75) * pow(80, 0.25)
    #expect(isClose(people.equallyDistributedEquivalent(aversion: 1), geometric))
    // Splitting a group changes nothing; nor does the size of the population.
    let split = distribution([(2, 60), (1, 60), (1, 80)])
    let aversion = 10.95
    #expect(
      isClose(
        split.equallyDistributedEquivalent(aversion: aversion),
        people.equallyDistributedEquivalent(aversion: aversion)))
    // In the limit only the worst-off group counts; at 5,000 plain powers would have vanished.
    let limit = people.equallyDistributedEquivalent(aversion: 5_000)
    #expect(abs(limit - 60) < 0.01 && limit > 60)
    #expect(people.inequality.slopeIndex != nil)
  }

  private func analysis(_ effects: [Double], cost: Double) -> DistributionalAnalysis {
    let groups = [("poor", 1_000.0, 60.0), ("middle", 1_000, 68), ("rich", 1_000, 75)]
    return DistributionalAnalysis(
      strata: zip(groups, effects).map { group, effect in
        .init(
          baseline: .init(name: group.0, population: group.1, health: group.2), effect: effect,
          cost: cost / 3, opportunityCostShare: 1 / 3.0)
      }, threshold: 20_000)
  }

  /// By hand: 3 million are 150 units of health elsewhere, 50 from each group.
  @Test("Net health benefits by stratum, shares and quadrants, by hand")
  func byHand() throws {
    let fair = analysis([200, 60, 10], cost: 3e6)
    #expect(zip(fair.netHealthBenefits, [150, 10, -40]).allSatisfy { isClose($0, $1) })
    #expect(isClose(fair.netHealthBenefit, 120))
    let shares = try #require(fair.sharesOfBenefit)
    #expect(zip(shares, [200, 60, 10]).allSatisfy { isClose($0, $1 / 270) })
    #expect(fair.after.groups.map(\.health)[0] == 60.15)
    #expect(fair.quadrant(aversion: 2) == .winWin && fair.equityImpact(aversion: 2) > 0)
    #expect(analysis([10, 60, 200], cost: 3e6).quadrant(aversion: 2) == .winLose)
    #expect(analysis([100, 20, 10], cost: 3e6).quadrant(aversion: 2) == .loseWin)
    #expect(analysis([10, 20, 100], cost: 3e6).quadrant(aversion: 2) == .loseLose)
    #expect(analysis([0, 0, 0], cost: 0).sharesOfBenefit == nil)
  }

  /// At aversion 2, harmonic means: by hand from 3 / (1/60 + 1/68 + 1/75), before and after.
  @Test("The equity-weighted benefit is the change of the equivalent for everybody")
  func weighted() {
    let fair = analysis([200, 60, 10], cost: 3e6)
    let before = 3 / (1 / 60.0 + 1 / 68.0 + 1 / 75.0)
    let after = 3 / (1 / 60.15 + 1 / 68.01 + 1 / 74.96)
    #expect(isClose(fair.equityWeightedBenefit(aversion: 2), 3_000 * (after - before), 1e-8))
    #expect(isClose(fair.equityWeightedBenefit(aversion: 0), 120, 1e-8))
    #expect(fair.equityImpact(aversion: 0) == 0 && fair.quadrant(aversion: 0) == .winWin)
    // Who is averse enough prefers a fair strategy that loses health on the whole.
    let losing = analysis([200, -40, -30], cost: 3e6)
    #expect(losing.netHealthBenefit < 0 && losing.equityWeightedBenefit(aversion: 0.5) < 0)
    #expect(losing.equityWeightedBenefit(aversion: 10.95) > 0)
  }

  @Test("Health of 0, shares that do not add up and negative aversion stop the program")
  func stops() async {
    await #expect(processExitsWith: .failure) {
      _ = HealthDistribution.Group(name: "a", population: 1, health: 0)
    }
    await #expect(processExitsWith: .failure) {
      let group = HealthDistribution.Group(name: "a", population: 1, health: 1)
      _ = DistributionalAnalysis(
        strata: [.init(baseline: group, effect: 1, cost: 1, opportunityCostShare: 0.5)],
        threshold: 1)
    }
    await #expect(processExitsWith: .failure) {
      let group = HealthDistribution.Group(name: "a", population: 1, health: 1)
      _ = HealthDistribution([group]).atkinsonIndex(aversion: -1)
    }
  }
}
