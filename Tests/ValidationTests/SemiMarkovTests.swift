import Foundation
import Statistics
import TestSupport
import Testing

@testable import moudsim_bench

/// The semi-Markov model without spread, against the renewal equation.
///
/// 40 times 5,000 patients; each share by its binomial error, |z| < 4.417 (error rate 1e-5). The smallest fault
/// found half of the time: 0.005 of the patients.
@Suite("Semi-Markov")
struct SemiMarkovTests {
  private static let draws: UInt32 = 40
  private static let patients = 5_000

  private static let model: SemiMarkovModel = {
    var model = SemiMarkovModel(patients: patients, spread: 0, seed: 1907)
    for draw in 0..<draws { model.run(draw: draw) }
    return model
  }()

  /// Shares by state at the end of years: `Benchmarks/models/semi_markov/renewal.py` (error below 3e-7).
  private static let renewal: [(year: Int, shares: [Double])] = [
    (1, [0.18364355, 0.12341289, 0.12368119, 0.05579458, 0.26600746, 0.24746031]),
    (2, [0.04231848, 0.07342024, 0.08132220, 0.08163571, 0.37314081, 0.34816255]),
    (3, [0.01051135, 0.03686017, 0.04543009, 0.07760243, 0.42880813, 0.40078783]),
    (5, [0.00073615, 0.00842263, 0.01302845, 0.04845358, 0.47998674, 0.44937245]),
    (10, [0.00000142, 0.00022327, 0.00061864, 0.00940065, 0.51091711, 0.47883890]),
  ]

  private static func test(year: Int, state: Int, expected: Double) -> MeanTest {
    let trials = Int(draws) * patients
    let share = model.shares[(year - 1) * SemiMarkovModel.states.count + state].mean ?? .nan
    return MeanTest(
      successes: Int((share * Double(trials)).rounded()), trials: trials, expected: expected)
  }

  @Test("Who is where is what the renewal equation says")
  func occupancy() {
    for (year, shares) in Self.renewal {
      #expect(abs(shares.reduce(0, +) - 1) < 1e-6)
      // Fewer than 40 patients are not normal.
      for (state, expected) in shares.enumerated() where expected > 2e-4 {
        let test = Self.test(year: year, state: state, expected: expected)
        #expect(test.passes, "year \(year), state \(state): \(test)")
      }
    }
  }

  /// Nobody comes back to the first state: its share is the survival under all four of its ways out.
  private static func firstState(year: Int, shape: Double) -> Double {
    exp(-[2.25, 2.5, 2.75, 3].reduce(0) { $0 + pow(Double(year) / $1, shape) })
  }

  @Test("The first state empties by the product of four Weibull survivals")
  func closedForm() {
    for year in 1...4 {
      let test = Self.test(
        year: year, state: 0, expected: Self.firstState(year: year, shape: 0.9))
      #expect(test.passes, "year \(year): \(test)")
    }
  }

  @Test("control: exponential stays, and years that are shifted by one, are told apart")
  func control() {
    // In the third year the two curves cross.
    for year in 1...2 {
      #expect(
        !Self.test(year: year, state: 0, expected: Self.firstState(year: year, shape: 1)).passes)
    }
    for state in 0..<SemiMarkovModel.states.count {
      #expect(!Self.test(year: 1, state: state, expected: Self.renewal[1].shares[state]).passes)
    }
  }
}
