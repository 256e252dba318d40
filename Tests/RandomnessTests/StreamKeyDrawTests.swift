import CGSL
import Randomness
import TestSupport
import Testing

@Suite("Draws by inversion")
struct StreamKeyDrawTests {
  private let key = StreamKey(seed: 20_240_501, replication: 7)
  private let count = 100_000

  private func address(_ index: Int) -> StreamAddress {
    StreamAddress(patient: UInt32(index), process: 3, occurrence: 1)
  }

  /// Computed with Python and scipy 1.17.1 from an independent Philox; see `StreamKeyTests`.
  @Test("One address gives the values that another program gives")
  func knownAnswers() {
    let address = StreamAddress(community: 3, process: 2, patient: 12_345, occurrence: 5)
    #expect(key.words(at: address) == .init(0x30e3_4091, 0x0d06_1c0b, 0xce98_63fb, 0x1458_7e78))
    #expect(key.bits64(at: address) == 0x30e3_4091_0d06_1c0b)
    #expect(key.uniform(at: address) == 0.8090324064132585)
    #expect(key.openUniform(at: address) == 0.19096759358674154)
    #expect(close(key.exponential(mean: 3, at: address), 4.966954597247154))
    #expect(close(key.unitExponential(at: address), 4.966954597247154 / 3))
    #expect(close(key.weibull(scale: 20, shape: 1.7, at: address), 26.905139725567224))
    #expect(close(key.normal(mean: 5, standardDeviation: 2, at: address), 3.2513275866560023))
    #expect(close(key.logNormal(meanLog: 0.3, sdLog: 0.8, at: address), 0.6706761037461121))
    #expect(key.bernoulli(0.19096759358674155 * 1.0001, at: address))
    #expect(!key.bernoulli(0.19096759358674154, at: address))
    // floor(0x30e340910d061c0b * 100 / 2^64)
    #expect(key.index(below: 100, at: address) == 19)
  }

  /// At these two addresses the first 64 bits are all 0 and all 1 under key 0.
  ///
  /// They were found by running the block function backwards until the block number came out as 0.
  @Test("The smallest and the largest random bits give finite numbers inside their ranges")
  func extremeBits() {
    let key = StreamKey(bits: 0)
    let lowest = StreamAddress(
      patient: 641_907_706, process: 21_009_237, occurrence: 1_379_206_550)
    let highest = StreamAddress(
      patient: 1_001_845_474, process: 52_742_180, occurrence: 320_436_689)
    #expect(key.bits64(at: lowest) == 0)
    #expect(key.bits64(at: highest) == .max)
    #expect(key.uniform(at: lowest) == 1)
    #expect(key.uniform(at: highest) == 0x1p-53)
    #expect(key.openUniform(at: lowest) == 0x1p-53)
    #expect(key.openUniform(at: highest) == 1 - 0x1p-53)
    #expect(key.index(below: .max, at: highest) == Int.max - 1)
    #expect(key.index(below: 7, at: lowest) == 0)
    for address in [lowest, highest] {
      #expect(!key.bernoulli(0, at: address))
      #expect(key.bernoulli(1, at: address))
      let positive = [
        key.exponential(mean: 2, at: address), key.unitExponential(at: address),
        key.weibull(scale: 2, shape: 0.05, at: address),
        key.weibull(scale: 2, shape: 5, at: address),
        key.logNormal(meanLog: 1, sdLog: 2, at: address),
      ]
      #expect(positive.allSatisfy { $0 > 0 && $0.isFinite }, "\(positive)")
      #expect(key.weibull(scale: 2, shape: 0.01, at: address).isFinite)
      #expect(key.normal(mean: 0, standardDeviation: 1, at: address).isFinite)
    }
    // -ln(2^-53) = 53 ln 2; and the normal quantile of 2^-53 is -8.2095 (scipy 1.17.1).
    #expect(close(key.unitExponential(at: lowest), 36.7368005696771))
    #expect(close(key.normal(mean: 0, standardDeviation: 1, at: lowest), -8.209536151601387))
    // The negative control: at the ends that the draws leave out, GSL answers infinity.
    #expect(gsl_cdf_exponential_Qinv(0, 1) == .infinity)
    #expect(gsl_cdf_ugaussian_Pinv(1) == .infinity)
  }

  @Test("Each draw follows its distribution function, and a wrong parameter is noticed")
  func distributionFunctions() {
    let right = KolmogorovSmirnov(count: count, cdf: { $0 }) { key.uniform(at: address($0)) }
    #expect(right.passes, "uniform: \(right)")
    let open = KolmogorovSmirnov(count: count, cdf: { $0 }) { key.openUniform(at: address($0)) }
    #expect(open.passes, "open uniform: \(open)")

    func exponential(_ index: Int) -> Double { key.exponential(mean: 30, at: address(index)) }
    expect(
      "exponential", value: exponential, right: { gsl_cdf_exponential_P($0, 30) },
      wrong: { gsl_cdf_exponential_P($0, 31) })
    func weibull(_ index: Int) -> Double { key.weibull(scale: 20, shape: 0.7, at: address(index)) }
    expect(
      "weibull", value: weibull, right: { gsl_cdf_weibull_P($0, 20, 0.7) },
      wrong: { gsl_cdf_weibull_P($0, 20, 0.73) })
    func normal(_ index: Int) -> Double {
      key.normal(mean: -1, standardDeviation: 2.5, at: address(index))
    }
    expect(
      "normal", value: normal, right: { gsl_cdf_gaussian_P($0 + 1, 2.5) },
      wrong: { gsl_cdf_gaussian_P($0 + 1, 2.6) })
    func logNormal(_ index: Int) -> Double {
      key.logNormal(meanLog: 0.3, sdLog: 0.8, at: address(index))
    }
    expect(
      "log-normal", value: logNormal, right: { gsl_cdf_lognormal_P($0, 0.3, 0.8) },
      wrong: { gsl_cdf_lognormal_P($0, 0.33, 0.8) })
  }

  /// n = 100,000: the bound 0.0078 catches the wrong parameters below, which differ by 0.009 or more.
  private func expect(
    _ name: String, value: (Int) -> Double, right: (Double) -> Double, wrong: (Double) -> Double
  ) {
    let good = KolmogorovSmirnov(count: count, cdf: right, value: value)
    #expect(good.passes, "\(name): \(good)")
    let bad = KolmogorovSmirnov(count: count, cdf: wrong, value: value)
    #expect(!bad.passes, "\(name) with a wrong parameter must fail: \(bad)")
  }

  @Test("A Bernoulli draw has its probability, and an index is uniform")
  func bernoulliAndIndex() {
    let successes = (0..<count).count { key.bernoulli(0.03, at: address($0)) }
    let test = MeanTest(successes: successes, trials: count, expected: 0.03)
    #expect(test.passes, "\(test)")
    let wrong = MeanTest(successes: successes, trials: count, expected: 0.033)
    #expect(!wrong.passes, "a probability wrong by a tenth must fail: \(wrong)")

    var counts = [Int](repeating: 0, count: 7)
    for index in 0..<count { counts[key.index(below: 7, at: address(index))] += 1 }
    let uniform = ChiSquare(
      observed: counts, probabilities: [Double](repeating: 1 / 7.0, count: 7))
    #expect(uniform.passes, "\(uniform)")
    let tilted = ChiSquare(
      observed: counts, probabilities: [0.155] + [Double](repeating: 0.845 / 6, count: 6))
    #expect(!tilted.passes, "\(tilted)")
  }

  /// Returns whether two numbers agree to 13 digits, the accuracy of a quantile function.
  private func close(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-13 * abs(b) }
}
