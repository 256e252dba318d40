import HealthEconomics
import Randomness
import Statistics
import TestSupport
import Testing

@Suite("Uncertainty of parameters and Monte Carlo noise")
struct NestedSampleTests {
  /// Parameter effect of variance 4, replication effect of variance 1 if shared, noise of variance 9.
  private func values(draws: Int, replications: Int, shared: Bool, sample: UInt32) -> [[Double]] {
    let key = StreamKey(seed: 2007, replication: sample)
    func normal(_ deviation: Double, _ owner: Int, _ process: UInt32, _ occurrence: Int) -> Double {
      key.normal(
        mean: 0, standardDeviation: deviation,
        at: StreamAddress(
          patient: UInt32(owner), process: process, occurrence: UInt32(occurrence)))
    }
    return (0..<draws).map { draw in
      (0..<replications).map { replication in
        20 + normal(2, draw, 0, 0) + normal(3, draw, 1, replication)
          + (shared ? normal(1, 0, 2, replication) : 0)
      }
    }
  }

  private func sample(_ values: [[Double]], _ design: VarianceComponents.Design) -> NestedSample {
    let zeros = values.map { $0.map { _ in 0.0 } }
    return NestedSample(
      strategies: ["A", "B"], costs: [zeros, values.map { $0.map { -$0 } }],
      effects: [zeros, zeros], design: design)
  }

  /// 400 samples of 12 draws x 6 replications; |z| < 4.417 (error rate 1e-5).
  ///
  /// The smallest fault found half of the time: 0.5 in the variance between draws, of 4.
  @Test(
    "Components of the difference in net benefit are those that made it",
    arguments: [false, true])
  func components(shared: Bool) throws {
    var (between, noise, common) = (RunningMoments(), RunningMoments(), RunningMoments())
    var (means, errors) = (RunningMoments(), RunningMoments())
    for index in 1...400 {
      let values = values(draws: 12, replications: 6, shared: shared, sample: UInt32(index))
      let nested = sample(values, shared ? .crossed : .nested)
      let result = nested.netMonetaryBenefitComponents(of: 1, comparedWith: 0, at: 0)
      between.add(result.between)
      noise.add(result.residual)
      if shared { common.add(result.shared) }
      means.add(result.mean)
      errors.add(result.varianceOfMean)
    }
    for (moments, expected) in [(between, 4.0), (noise, 9)] {
      let test = MeanTest(moments, expected: expected)
      #expect(test.passes, "\(test)")
    }
    // Variance of the mean: 4 / 12 + 9 / 72, and 1 / 6 more where replications are shared.
    let variance = 4 / 12.0 + 9 / 72.0 + (shared ? 1 / 6.0 : 0)
    #expect(MeanTest(errors, expected: variance).passes, "\(errors)")
    #expect(try abs(#require(means.variance) / variance - 1) < 0.32)
    if shared { #expect(MeanTest(common, expected: 1).passes) }
  }

  @Test("control: shared random numbers analysed as nested hide part of the uncertainty")
  func control() {
    var (between, errors) = (RunningMoments(), RunningMoments())
    for index in 1...400 {
      let values = values(draws: 12, replications: 6, shared: true, sample: UInt32(index))
      let result = VarianceComponents(values, design: .nested)
      between.add(result.between)
      errors.add(result.varianceOfMean)
    }
    // 4 - 1 / 6 is too close to 4 to be told apart; the error of the mean is not.
    #expect(!MeanTest(errors, expected: 4 / 12.0 + 9 / 72.0 + 1 / 6.0).passes)
  }

  @Test("The means of draws keep some noise; costs and effects have components of their own")
  func means() {
    let nested = sample([[1, 3], [5, 7]], .nested)
    #expect(nested.means.costs == [[0, 0], [-2, -6]])
    let cost = nested.costComponents(of: 1)
    #expect(cost.mean == -4 && cost.between == 7 && cost.noiseOfGroupMeans == 1)
    #expect(nested.effectComponents(of: 1).between == 0)
  }
}
