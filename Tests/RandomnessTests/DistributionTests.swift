import Randomness
import TestSupport
import Testing

@Suite("Distributions of uncertain parameters")
struct DistributionTests {
  /// A distribution with its mean and its quantiles at 0.025, 0.5 and 0.975 (scipy 1.17.1).
  struct Known: Sendable, CustomStringConvertible {
    let distribution: Distribution
    let mean: Double
    let quantiles: [Double]
    /// A slightly different distribution, which the test of draws must refuse.
    let wrong: Distribution
    var description: String { "\(distribution)" }
  }

  static let known: [Known] = [
    Known(
      distribution: .uniform(lower: 2, upper: 7), mean: 4.5, quantiles: [2.125, 4.5, 6.875],
      wrong: .uniform(lower: 2, upper: 7.1)),
    Known(
      distribution: .normal(mean: -1, standardDeviation: 2.5), mean: -1,
      quantiles: [-5.8999099613501365, -1, 3.8999099613501347],
      wrong: .normal(mean: -1.1, standardDeviation: 2.5)),
    Known(
      distribution: .logNormal(meanLog: 0.3, sdLog: 0.8), mean: 1.8589280418463423,
      quantiles: [0.2814019547996727, 1.3498588075760032, 6.475146207451391],
      wrong: .logNormal(meanLog: 0.3, sdLog: 0.85)),
    Known(
      distribution: .gamma(shape: 2.5, scale: 4), mean: 10,
      quantiles: [1.662423226973325, 8.702920382191053, 25.665003988060054],
      wrong: .gamma(shape: 2.6, scale: 4)),
    Known(
      distribution: .gamma(shape: 0.3, scale: 2), mean: 0.6,
      quantiles: [6.371358063478339e-06, 0.14626227173390396, 3.8005272856776515],
      wrong: .gamma(shape: 0.32, scale: 2)),
    Known(
      distribution: .beta(alpha: 2, beta: 5), mean: 0.2857142857142857,
      quantiles: [0.043271868292741676, 0.26444998329566005, 0.6412345789976748],
      wrong: .beta(alpha: 2.1, beta: 5)),
    Known(
      distribution: .beta(alpha: 0.5, beta: 0.5), mean: 0.5,
      quantiles: [0.001541333133436012, 0.5, 0.9984586668665639],
      wrong: .beta(alpha: 0.53, beta: 0.5)),
    Known(
      distribution: .beta(alpha: 80, beta: 3), mean: 0.963855421686747,
      quantiles: [0.9146567750449174, 0.9675231863211536, 0.9923907226979055],
      wrong: .beta(alpha: 80, beta: 3.1)),
    Known(
      distribution: .triangular(minimum: 1, mode: 3, maximum: 9), mean: 4.333333333333333,
      quantiles: [1.632455532033676, 4.101020514433644, 7.904554884989667],
      wrong: .triangular(minimum: 1, mode: 3.2, maximum: 9)),
    Known(
      distribution: .exponential(mean: 30), mean: 30,
      quantiles: [0.7595342395286963, 20.79441541679836, 110.66638362341806],
      wrong: .exponential(mean: 31.5)),
    Known(
      distribution: .weibull(scale: 20, shape: 0.7), mean: 25.31647012114567,
      quantiles: [0.10476353422403628, 11.847802259042675, 129.08602548852141],
      wrong: .weibull(scale: 20, shape: 0.75)),
  ]

  @Test("Mean, quantiles and distribution function agree with scipy", arguments: known)
  func knownAnswers(known: Known) {
    let distribution = known.distribution
    #expect(abs(distribution.mean - known.mean) <= 1e-12 * abs(known.mean))
    for (probability, quantile) in zip([0.025, 0.5, 0.975], known.quantiles) {
      let found = distribution.quantile(probability)
      #expect(abs(found - quantile) <= 1e-9 * abs(quantile), "at \(probability): \(found)")
      #expect(abs(distribution.cdf(quantile) - probability) <= 1e-12)
    }
    #expect(distribution.cdf(-.infinity) == 0)
    #expect(distribution.cdf(.infinity) == 1)
  }

  @Test("Quantiles rise with the probability and the distribution function undoes them")
  func roundTrip() throws {
    try withEvery("distribution", in: Self.known) { known in
      var last = -Double.infinity
      for step in 1..<200 {
        let probability = Double(step) / 200
        let quantile = known.distribution.quantile(probability)
        try #require(quantile > last, "at \(probability)")
        try #require(abs(known.distribution.cdf(quantile) - probability) < 1e-9)
        last = quantile
      }
    }
  }

  @Test("Quantiles are finite at the smallest and largest open uniform", arguments: known)
  func extremes(known: Known) {
    for probability in [0x1p-53, 1 - 0x1p-53] {
      #expect(known.distribution.quantile(probability).isFinite)
    }
  }

  /// n = 50,000, error rate 1e-5, bound 0.0111; each wrong distribution differs by 0.013 or more.
  @Test("Draws follow the distribution function and a near one is refused", arguments: known)
  func draws(known: Known) {
    let key = StreamKey(seed: 11, parameterDraw: 0)
    var stream = RandomStream(key: key)
    var values: [Double] = []
    for index in UInt32(0)..<50_000 {
      stream.point(at: StreamAddress(patient: index, process: 0, occurrence: 0))
      values.append(known.distribution.sample(using: &stream))
    }
    let right = KolmogorovSmirnov(count: values.count, cdf: known.distribution.cdf) { values[$0] }
    #expect(right.passes, "\(known): \(right)")
    let wrong = KolmogorovSmirnov(count: values.count, cdf: known.wrong.cdf) { values[$0] }
    #expect(!wrong.passes, "\(known) as \(known.wrong): \(wrong)")
  }

  @Test("A fixed number is itself and takes no words from the stream")
  func fixed() {
    let distribution = Distribution.fixed(3.5)
    var stream = RandomStream(key: StreamKey(seed: 1, parameterDraw: 1))
    let address = StreamAddress(patient: 1, process: 1, occurrence: 1)
    stream.point(at: address)
    #expect(distribution.sample(using: &stream) == 3.5)
    let first = stream.word()
    stream.point(at: address)
    #expect(stream.word() == first)
    #expect(distribution.mean == 3.5)
    #expect(distribution.quantile(0.3) == 3.5)
    #expect(distribution.cdf(3.4) == 0 && distribution.cdf(3.5) == 1)
  }

  @Test("A triangle may lean on either end")
  func leaningTriangles() {
    let left = Distribution.triangular(minimum: 0, mode: 0, maximum: 2)
    let right = Distribution.triangular(minimum: 0, mode: 2, maximum: 2)
    // By hand: F(x) = 1 - (2 - x)^2 / 4 and F(x) = x^2 / 4.
    #expect(left.cdf(1) == 0.75 && right.cdf(1) == 0.25)
    #expect(left.quantile(0.75) == 1 && right.quantile(0.25) == 1)
  }

  @Test("Illegal parameters are named with their value")
  func faults() {
    let illegal: [(Distribution, String)] = [
      (.fixed(.nan), "fixed value nan is not finite"),
      (.uniform(lower: 2, upper: 2), "uniform lower 2.0 is not below upper 2.0"),
      (
        .normal(mean: 0, standardDeviation: 0),
        "normal standardDeviation 0.0 is not positive and finite"
      ),
      (.logNormal(meanLog: .infinity, sdLog: 1), "logNormal meanLog inf is not finite"),
      (.gamma(shape: -1, scale: 1), "gamma shape -1.0 is not positive and finite"),
      (.beta(alpha: 1, beta: .nan), "beta beta nan is not positive and finite"),
      (
        .triangular(minimum: 0, mode: 3, maximum: 2), "triangular 0.0, 3.0, 2.0 are not in order"
      ),
      (.triangular(minimum: 1, mode: 1, maximum: 1), "triangular 1.0, 1.0, 1.0 are not in order"),
      (.exponential(mean: 0), "exponential mean 0.0 is not positive and finite"),
      (.weibull(scale: 1, shape: 0.001), "weibull shape 0.001 is below 0.01"),
    ]
    for (distribution, text) in illegal { #expect(distribution.fault == text) }
    for known in Self.known { #expect(known.distribution.fault == nil) }
  }
}
