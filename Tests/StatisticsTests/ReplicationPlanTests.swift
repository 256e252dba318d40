import Statistics
import TestSupport
import Testing

@Suite("Replications needed")
struct ReplicationPlanTests {
  /// Moments with a given mean and variance, from two values.
  private func pilot(mean: Double, variance: Double) -> RunningMoments {
    let half = (variance / 2).squareRoot()
    return RunningMoments([mean - half, mean + half])
  }

  /// The first n from 2 with `t.isf(alpha / 2, n - 1) * sqrt(S2 / n) <= h`, scipy 1.17.1.
  @Test("A pilot foretells the number that a direct search finds")
  func foretold() throws {
    let known: [(Double, Double, Double, Int)] = [
      (1, 0.5, 0.95, 18), (4, 0.1, 0.95, 1_540), (0.2, 0.25, 0.95, 15), (100, 1, 0.95, 387),
      (1, 0.5, 0.90, 13),
    ]
    try withEvery("case", in: known) { variance, halfWidth, level, count in
      let plan = ReplicationPlan(
        .halfWidth(halfWidth), level: level, minimum: 2, maximum: 100_000)
      try #require(plan.replications(fromPilot: pilot(mean: 3, variance: variance)) == count)
    }
    // Relative: 5 % of a mean of 20 is a half-width of 20 * 0.05 / 1.05.
    let relative = ReplicationPlan(.relativeError(0.05), minimum: 2, maximum: 1_000)
    let found = relative.replications(fromPilot: pilot(mean: 20, variance: 25))
    #expect(found == 109)
    // Without the division by 1.05 it would be 99 (scipy): the adjustment must be visible.
    #expect(found != 99)
  }

  @Test("The minimum holds, and a number above the maximum is nil")
  func bounds() {
    let calm = pilot(mean: 1, variance: 1e-6)
    #expect(ReplicationPlan(.halfWidth(1), maximum: 50).replications(fromPilot: calm) == 10)
    let wild = pilot(mean: 1, variance: 100)
    #expect(ReplicationPlan(.halfWidth(1), maximum: 386).replications(fromPilot: wild) == nil)
    #expect(ReplicationPlan(.halfWidth(1), maximum: 387).replications(fromPilot: wild) == 387)
  }

  @Test("The sequential rule stops at the half-width, not before and not below the minimum")
  func sequential() throws {
    let results = RunningMoments(RunningMomentsTests.law)
    let halfWidth = try #require(results.confidenceInterval(level: 0.9)).halfWidth
    func reached(_ precision: ReplicationPlan.Precision, minimum: Int = 10) -> Bool {
      ReplicationPlan(precision, level: 0.9, minimum: minimum, maximum: 99).isReached(by: results)
    }
    #expect(reached(.halfWidth(halfWidth)))
    #expect(!reached(.halfWidth(halfWidth * 0.999)))
    #expect(!reached(.halfWidth(halfWidth), minimum: 11))
    // By hand: the half-width over the mean, 0.24 / 1.343 = 0.178, is e / (1 + e) at e = 0.2161.
    let ratio = halfWidth / 1.343
    let error = ratio / (1 - ratio)
    #expect(reached(.relativeError(error * 1.0001)))
    #expect(!reached(.relativeError(error * 0.9999)))
    #expect(!reached(.relativeError(ratio * 1.0001)), "without the adjustment it would stop here")
    let empty = ReplicationPlan(.relativeError(0.1), maximum: 99)
    #expect(!empty.isReached(by: RunningMoments()))
  }
}
