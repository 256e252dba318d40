import HealthEconomics
import Statistics
import TestSupport
import Testing

@testable import moudsim_bench

/// Sick-Sicker in continuous time, on the engine, against the exponential of its matrix of rates.
///
/// Krijkamp et al. (2018), doi:10.1177/0272989X18754513. 60,000 patients, the same under both strategies,
/// one seed; |z| < 4.417 (error rate 1e-5). The smallest fault found half of the time: 0.1 QALYs and 1 %
/// of the costs.
@Suite("Sick-Sicker")
struct SickSickerTests {
  private static let results = SickSickerModel.Strategy.all.map { strategy in
    var model = SickSickerModel(patients: 60_000, strategy: strategy, seed: 2018)
    return model.run()
  }

  @Test("Costs, QALYs and life years are the exact ones")
  func means() {
    let expected = [(14.19552, 91_690.38), (14.69244, 170_438.10)]
    for (result, (qalys, cost)) in zip(Self.results, expected) {
      let tests = [
        MeanTest(result.effect, expected: qalys), MeanTest(result.cost, expected: cost),
        MeanTest(result.lifeYears, expected: 24.6268),
      ]
      for test in tests { #expect(test.passes, "\(test)") }
    }
    #expect(Self.results[0].lifeYears == Self.results[1].lifeYears, "common random numbers")
  }

  /// The ratio's error is that of the mean of (cost difference - ratio x effect difference).
  @Test("The incremental ratio is the exact one, and pairing makes it precise")
  func ratio() throws {
    let (without, with) = (Self.results[0], Self.results[1])
    let exact = 158_471.05
    var (net, pairs) = (RunningMoments(), PairedDifference())
    for patient in with.costs.indices {
      let effect = with.effects[patient] - without.effects[patient]
      net.add(with.costs[patient] - without.costs[patient] - exact * effect)
      pairs.add(with.effects[patient], without.effects[patient])
    }
    let test = MeanTest(net, expected: 0)
    #expect(test.passes, "\(test)")
    let analysis = IncrementalAnalysis(
      zip(SickSickerModel.Strategy.all, Self.results).map {
        StrategyValue(name: $0.name, cost: $1.cost.mean ?? .nan, effect: $1.effect.mean ?? .nan)
      })
    let ratio = try #require(analysis.frontier.last?.ratio)
    #expect(abs(ratio / exact - 1) < 0.01, "\(ratio)")
    #expect(try #require(pairs.varianceRatio) > 10)
  }

  /// A published microsimulation of this model gives 182,000 or more, by an error of utilities.
  @Test("control: another ratio, and QALYs wrong by 2 %, are told apart")
  func control() {
    let (without, with) = (Self.results[0], Self.results[1])
    var net = RunningMoments()
    for patient in with.costs.indices {
      net.add(
        with.costs[patient] - without.costs[patient]
          - 182_000 * (with.effects[patient] - without.effects[patient]))
    }
    #expect(!MeanTest(net, expected: 0).passes)
    #expect(!MeanTest(without.effect, expected: 14.19552 * 1.02).passes)
  }
}
