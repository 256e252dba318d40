import CGSL
import Randomness
import TestSupport
import Testing

/// Counts of 100,000 draws against the probabilities of GSL's `gsl_ran_*_pdf`.
///
/// The classes are 0, 1, ... up to a last one that holds the rest. The smallest fault caught is a
/// probability wrong by about 2 % of itself in a class of 5,000; each control is wrong by 5 % or so.
@Suite("Discrete draws")
struct DiscreteDrawTests {
  private static let key = StreamKey(seed: 42, replication: 1)
  private let count = 100_000

  private func address(_ index: Int) -> StreamAddress {
    StreamAddress(patient: UInt32(index), process: 9, occurrence: 2)
  }

  /// Returns the counts of the classes `0...last`, where the last holds every larger value too.
  private func counts(last: Int, draw: (inout RandomStream) -> Int) -> [Int] {
    var stream = RandomStream(key: Self.key)
    var counts = [Int](repeating: 0, count: last + 1)
    for index in 0..<count {
      stream.point(at: address(index))
      counts[min(draw(&stream), last)] += 1
    }
    return counts
  }

  private func probabilities(last: Int, pdf: (UInt32) -> Double) -> [Double] {
    let all = (0..<last).map { pdf(UInt32($0)) }
    return all + [1 - all.reduce(0, +)]
  }

  private func judge(
    _ name: String, _ counts: [Int], right: (UInt32) -> Double, wrong: (UInt32) -> Double
  ) {
    let last = counts.count - 1
    let good = ChiSquare(observed: counts, probabilities: probabilities(last: last, pdf: right))
    #expect(good.passes, "\(name): \(good)")
    let bad = ChiSquare(observed: counts, probabilities: probabilities(last: last, pdf: wrong))
    #expect(!bad.passes, "\(name) with a wrong parameter must fail: \(bad)")
  }

  @Test("Poisson counts have their probabilities, small mean and large")
  func poisson() {
    judge(
      "poisson 4", counts(last: 12) { $0.poisson(mean: 4) },
      right: { gsl_ran_poisson_pdf($0, 4) }, wrong: { gsl_ran_poisson_pdf($0, 4.1) })
    judge(
      "poisson 30", counts(last: 20) { max($0.poisson(mean: 30) - 20, 0) },
      right: { k in
        k == 0 ? gsl_cdf_poisson_P(20, 30) : gsl_ran_poisson_pdf(k + 20, 30)
      },
      wrong: { k in
        k == 0 ? gsl_cdf_poisson_P(20, 30.3) : gsl_ran_poisson_pdf(k + 20, 30.3)
      })
    var stream = RandomStream(key: Self.key)
    #expect(stream.poisson(mean: 0) == 0)
  }

  @Test("Binomial and negative binomial counts have their probabilities")
  func binomials() {
    judge(
      "binomial", counts(last: 8) { $0.binomial(trials: 10, probability: 0.3) },
      right: { gsl_ran_binomial_pdf($0, 0.3, 10) }, wrong: { gsl_ran_binomial_pdf($0, 0.31, 10) })
    judge(
      "negative binomial",
      counts(last: 15) { $0.negativeBinomial(successes: 2.5, probability: 0.4) },
      right: { gsl_ran_negative_binomial_pdf($0, 0.4, 2.5) },
      wrong: { gsl_ran_negative_binomial_pdf($0, 0.41, 2.5) })
    var stream = RandomStream(key: Self.key)
    #expect(stream.binomial(trials: 0, probability: 0.5) == 0)
    #expect(stream.binomial(trials: 9, probability: 0) == 0)
    #expect(stream.binomial(trials: 9, probability: 1) == 9)
    #expect(stream.negativeBinomial(successes: 3, probability: 1) == 0)
  }

  @Test("Multinomial counts sum to the trials and each class is binomial")
  func multinomial() {
    var stream = RandomStream(key: Self.key)
    var counts = [Int](repeating: 0, count: 3)
    for index in 0..<1_000 {
      stream.point(at: address(index))
      let drawn = stream.multinomial(trials: 100, weights: [2, 0, 5])
      #expect(drawn.reduce(0, +) == 100 && drawn[1] == 0)
      for (part, number) in drawn.enumerated() { counts[part] += number }
    }
    let right = MeanTest(successes: counts[0], trials: 100_000, expected: 2 / 7.0)
    #expect(right.passes, "\(right)")
    #expect(!MeanTest(successes: counts[0], trials: 100_000, expected: 0.3).passes)
  }

  @Test("An alias table draws classes by weight, never one without weight, from one uniform")
  func aliasTable() {
    let weights = [5.0, 0, 1, 2.5, 0.5, 1]
    let table = AliasTable(weights: weights)
    #expect(table.count == 6)
    var counts = [Int](repeating: 0, count: 6)
    var stream = RandomStream(key: Self.key)
    for index in 0..<count {
      let drawn = table.sample(Self.key, at: address(index))
      counts[drawn] += 1
      stream.point(at: address(index))
      if stream.discrete(table) != drawn { counts[1] += 1 }
    }
    #expect(counts[1] == 0)
    counts.remove(at: 1)
    let right = ChiSquare(observed: counts, probabilities: [0.5, 0.1, 0.25, 0.05, 0.1])
    #expect(right.passes, "\(right)")
    let wrong = ChiSquare(observed: counts, probabilities: [0.5, 0.1, 0.245, 0.055, 0.1])
    #expect(!wrong.passes, "\(wrong)")
  }

  @Test("An alias table stays within its classes at both ends of the unit interval")
  func aliasTableEnds() throws {
    try withEvery("classes", in: [1, 2, 3, 5, 7, 64, 1_000]) { classes in
      let table = AliasTable(weights: (1...classes).map { Double($0) })
      for uniform in [0, 0x1p-53, 0.5, 1 - 0x1p-53] {
        try #require((0..<classes).contains(table.sample(uniform)))
      }
    }
  }

  /// A scan of 2^16 equal steps must hit each class in proportion, to within a step per cell.
  @Test("The uniform number is spent evenly over the classes")
  func aliasTableByScan() {
    let table = AliasTable(weights: [0.2, 0.3, 0.5])
    var counts = [Int](repeating: 0, count: 3)
    let steps = 1 << 16
    for step in 0..<steps { counts[table.sample((Double(step) + 0.5) / Double(steps))] += 1 }
    for (count, share) in zip(counts, [0.2, 0.3, 0.5]) {
      #expect(abs(Double(count) - share * Double(steps)) <= 6)
    }
  }
}
