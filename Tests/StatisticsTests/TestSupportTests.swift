import Statistics
import TestSupport
import Testing

/// The judges are judged: critical values from scipy 1.17.1, and both verdicts.
@Suite("Test support")
struct TestSupportTests {
  @Test("A mean test passes just inside its bound and fails just outside")
  func meanTest() {
    func test(_ z: Double) -> MeanTest {
      MeanTest(observed: 2 + z * 0.5, expected: 2, standardError: 0.5, count: 100)
    }
    #expect(test(4.417).passes && test(-4.417).passes)
    #expect(!test(4.4172).passes && !test(-4.4172).passes)
    let proportion = MeanTest(successes: 60, trials: 100, expected: 0.5)
    #expect(abs(proportion.z - 2) < 1e-12, "by hand: (0.6 - 0.5) / 0.05")
    let moments = MeanTest(RunningMoments([1, 2, 3, 4, 5]), expected: 2)
    #expect(abs(moments.z - 2.0.squareRoot()) < 1e-12, "by hand: 1 / sqrt(2.5 / 5)")
  }

  @Test("A distance to the uniform distribution is measured as by hand")
  func kolmogorovSmirnov() {
    let even = KolmogorovSmirnov(count: 1_000, cdf: { $0 }) { (Double($0) + 0.5) / 1_000 }
    #expect(even.passes && even.distance < 0.001)
    let half = KolmogorovSmirnov(count: 1_000, cdf: { $0 }) { Double($0) / 2_000 }
    #expect(!half.passes && abs(half.distance - 0.5) < 0.002)
    // sqrt(ln(2e5) / 2000)
    #expect(abs(half.bound - 0.0781219) < 1e-6)
  }

  @Test("The chi-square bound is the exact quantile or a little above")
  func chiSquare() throws {
    // chi2.isf(1e-5, df) and the excess of the approximation, at most 5.3 %.
    let known = [(3, 25.90174974566205), (10, 41.29615796876022), (63, 122.72721492382061)]
    try withEvery("known", in: known) { degrees, quantile in
      // Two classes are moved apart so that the statistic is as wanted: 2 d^2 / 1000.
      func passes(_ statistic: Double) -> Bool {
        let move = Int((statistic * 500).squareRoot().rounded())
        var observed = [Int](repeating: 1_000, count: degrees + 1)
        observed[0] += move
        observed[1] -= move
        let shares = [Double](repeating: 1 / Double(degrees + 1), count: degrees + 1)
        return ChiSquare(observed: observed, probabilities: shares).passes
      }
      try #require(passes(quantile * 0.97))
      try #require(!passes(quantile * 1.08))
    }
  }

  @Test("A correlation is the one of the textbook formula")
  func correlation() {
    let (x, y) = ([1.0, 2, 3, 4, 5], [2.0, 1, 4, 3, 5])
    let test = CorrelationTest(count: 5) { (x[$0], y[$0]) }
    #expect(abs(test.correlation - 0.8) < 1e-15)
    #expect(!CorrelationTest(count: 30) { (Double($0), Double($0)) }.passes)
  }

  @Test("A failing loop names its value")
  func loops() throws {
    struct Odd: Error {}
    let error = try #require(throws: LoopFailure.self) {
      try withEvery("n", in: [2, 4, 5, 6]) { if $0 % 2 == 1 { throw Odd() } }
    }
    #expect(error.loopValue == "n = 5" && error.cause is Odd)
    let failed = failures(of: "n", in: [1, 2, 3]) { $0 != 2 }
    #expect(failed.map(\.loopValue) == ["n = 2"])
    #expect(failed.map(\.description) == ["at n = 2: false"])
  }

  @Test("The package root holds the package, and what is not shared is nil")
  func packageRoot() {
    #expect(PackageRoot.path("Package.swift").hasSuffix("/Package.swift"))
    #expect(PackageRoot.shared("no such thing") == nil)
  }
}
