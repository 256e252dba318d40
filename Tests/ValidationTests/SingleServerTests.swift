import Randomness
import Statistics
import TestSupport
import Testing

@testable import moudsim_bench

/// M/M/1 on the engine, against its mean wait and against Lindley's recursion on the same random numbers.
///
/// 24 runs of 100,000 mean gaps; |z| < 4.417 (error rate 1e-5). The empty start takes 0.02 from the mean, a seventh
/// of its standard error. The smallest fault found half of the time: 0.6 mean gaps, 7 %.
@Suite("M/M/1")
struct SingleServerTests {
  private static let gaps = 100_000.0

  private static let seeds: [UInt64] = {
    var source = SplitMix64(seed: 1909)
    return (0..<24).map { _ in source.next() }
  }()

  /// Mean wait and arrivals of each run.
  private static let runs = seeds.map { seed in
    var model = SingleServerModel(until: gaps, seed: seed)
    model.run()
    return (wait: model.meanWait, arrivals: Int(model.arrivals), served: Int(model.served))
  }

  private static var waits: RunningMoments {
    var waits = RunningMoments()
    for run in runs { waits.add(run.wait) }
    return waits
  }

  /// Arrival rate 1, service rate 1.1: load / (1.1 - 1) = 9.0909 by Pollaczek and Khinchin.
  @Test("The mean wait is the exact one, and arrivals have their rate")
  func meanWait() {
    #expect(abs(SingleServerModel.expectedWait - 9.090909090909) < 1e-9)
    let test = MeanTest(Self.waits, expected: 9.090909090909)
    #expect(test.passes, "\(test)")
    #expect(test.standardError < 0.2)
    var arrivals = RunningMoments()
    for run in Self.runs { arrivals.add(Double(run.arrivals)) }
    let counted = MeanTest(
      observed: arrivals.mean ?? .nan, expected: Self.gaps,
      standardError: (Self.gaps / Double(Self.runs.count)).squareRoot(), count: Self.runs.count)
    #expect(counted.passes, "\(counted)")
  }

  @Test("control: the time in the system, and the wait of M/D/1, are told apart")
  func meanControl() {
    #expect(!MeanTest(Self.waits, expected: 10).passes)
    #expect(!MeanTest(Self.waits, expected: 4.545454545455).passes)
  }

  /// Each customer waits what is left of the wait and service of the one before (Lindley, 1952,
  /// doi:10.1017/S0305004100027638); two processes of the stream give gaps and services.
  private static func lindley(seed: UInt64, customers: Int, rate: Double) -> Double {
    let key = StreamKey(seed: seed, replication: 1)
    func draw(_ customer: Int, _ process: UInt32) -> Double {
      key.unitExponential(
        at: StreamAddress(patient: UInt32(customer), process: process, occurrence: 0))
    }
    var (wait, sum) = (0.0, 0.0)
    for customer in 1..<customers {
      wait = max(0, wait + draw(customer - 1, 1) / rate - draw(customer, 0))
      sum += wait
    }
    return sum / Double(customers)
  }

  /// The engine's dates are rounded up to 2^-20 units of eight gaps, which a busy time adds up.
  @Test("Each run waits as Lindley's recursion says; control: not at another rate")
  func samePath() {
    for (seed, run) in zip(Self.seeds, Self.runs).prefix(4) {
      let exact = Self.lindley(seed: seed, customers: run.served, rate: 1.1)
      #expect(abs(run.wait - exact) < 0.01, "\(run.wait), \(exact)")
      let other = Self.lindley(seed: seed, customers: run.served, rate: 1.101)
      #expect(abs(run.wait - other) > 0.01, "\(run.wait), \(other)")
    }
  }
}
