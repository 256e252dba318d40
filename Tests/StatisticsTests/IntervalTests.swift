import Statistics
import TestSupport
import Testing

@Suite("Intervals of proportions and rates")
struct IntervalTests {
  /// scipy 1.17.1, `binomtest(k, n).proportion_ci(level, 'wilson')`; 81 of 263 and 15 of 148 are the
  /// examples of Newcombe (1998), doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E,
  /// who prints 0.2553 to 0.3662 and 0.0624 to 0.1605.
  @Test("Wilson intervals agree with the literature and scipy")
  func wilson() throws {
    let known: [(Int, Int, Double, Double, Double)] = [
      (81, 263, 0.95, 0.2552885198782742, 0.36620957698280004),
      (15, 148, 0.95, 0.06238639953073629, 0.16048724172330803),
      (8, 20, 0.95, 0.21880653237281705, 0.6134184992377467),
      (0, 10, 0.95, 0, 0.27753279986288926),
      (10, 10, 0.95, 0.7224672001371109, 1),
      (1, 1_000, 0.99, 0.00011741635361832165, 0.008460566219981695),
    ]
    try withEvery("case", in: known) { successes, trials, level, lower, upper in
      let interval = Interval.wilson(successes: successes, trials: trials, level: level)
      try #require(close(interval.lower, lower) && close(interval.upper, upper))
    }
  }

  /// scipy 1.17.1: `gamma.ppf(a, k)` and `gamma.isf(a, k + 1)` over the exposure.
  @Test("Poisson rate intervals agree with exact gamma quantiles")
  func poissonRate() throws {
    let known: [(Int, Double, Double, Double, Double)] = [
      (0, 1, 0.95, 0, 3.6888794541139354),
      (1, 1, 0.95, 0.025317807984289897, 5.571643390938898),
      (10, 2.5, 0.95, 1.9181554784529733, 7.356142416807112),
      (10, 1, 0.99, 3.716922131467116, 21.397827499654273),
      (1_000, 365.25, 0.95, 2.5707680175433136, 2.9129421930631128),
      (1_000_000, 10_000, 0.95, 99.80409833402939, 100.19619119454322),
    ]
    try withEvery("case", in: known) { events, exposure, level, lower, upper in
      let interval = Interval.poissonRate(events: events, exposure: exposure, level: level)
      try #require(close(interval.lower, lower), "lower \(interval.lower)")
      try #require(close(interval.upper, upper), "upper \(interval.upper)")
    }
  }

  /// The probability, summed over all outcomes of 20 trials, that the interval holds the truth.
  ///
  /// By scipy 1.17.1 it is 0.9752 at p = 0.3 and 0.9401 at p = 0.02. The Wald interval, the negative
  /// control, reaches 0.3318 at p = 0.02.
  @Test("Wilson covers the truth about as often as it says")
  func wilsonCoverage() {
    func coverage(_ p: Double, _ interval: (Int) -> (Double, Double)) -> Double {
      var covered = 0.0
      var mass = (0..<20).reduce(1.0) { product, _ in product * (1 - p) }
      for successes in 0...20 {
        let (lower, upper) = interval(successes)
        if lower <= p && p <= upper { covered += mass }
        mass *= Double(20 - successes) / Double(successes + 1) * p / (1 - p)
      }
      return covered
    }
    func wilson(_ successes: Int) -> (Double, Double) {
      let interval = Interval.wilson(successes: successes, trials: 20)
      return (interval.lower, interval.upper)
    }
    func wald(_ successes: Int) -> (Double, Double) {
      let p = Double(successes) / 20
      let half = 1.96 * (p * (1 - p) / 20).squareRoot()
      return (p - half, p + half)
    }
    #expect(abs(coverage(0.3, wilson) - 0.9752179237945411) < 1e-12)
    #expect(abs(coverage(0.02, wilson) - 0.9401010214510517) < 1e-12)
    #expect(abs(coverage(0.02, wald) - 0.33179234934865903) < 1e-12, "the negative control")
  }

  @Test("The interval of a survival between replications stays inside 0...1, whatever its error")
  func survival() throws {
    // Worked on the scale of log(-log S): S to the power of exp(+-t x error / (S x -ln S)), with
    // t = 2.262157 for 9 degrees of freedom.
    let usual = try #require(Interval.survival(0.4, standardError: 0.03, degreesOfFreedom: 9))
    #expect(abs(usual.lower - 0.331982) < 1e-6 && abs(usual.upper - 0.467007) < 1e-6)
    // Student's t, which was used before, would reach from -0.32 to 2.22: the negative control.
    let wide = try #require(Interval.survival(0.95, standardError: 0.1, degreesOfFreedom: 1))
    #expect(wide.lower >= 0 && wide.upper <= 1 && wide.contains(0.95))
    let extreme = try #require(Interval.survival(0.9999, standardError: 0.5, degreesOfFreedom: 1))
    #expect(extreme.lower == 0 && extreme.upper == 1)
    #expect(
      Interval.survival(0.5, standardError: 0, degreesOfFreedom: 1)
        == Interval(lower: 0.5, upper: 0.5, level: 0.95))
    #expect(
      Interval.survival(1, standardError: 0, degreesOfFreedom: 1)
        == Interval(lower: 1, upper: 1, level: 0.95))
    #expect(Interval.survival(0, standardError: 0, degreesOfFreedom: 1) == nil)
    #expect(Interval.survival(1, standardError: 0.1, degreesOfFreedom: 1) == nil)
  }

  @Test("An interval knows its width and what it contains")
  func geometry() {
    let interval = Interval(lower: -1, upper: 3, level: 0.9)
    #expect(interval.width == 4 && interval.halfWidth == 2)
    #expect(interval.contains(-1) && interval.contains(3) && interval.contains(0))
    #expect(!interval.contains(3.0000001))
  }

  @Test("Ends out of order, a level of one and too many successes stop the program")
  func stops() async {
    await #expect(processExitsWith: .failure) { _ = Interval(lower: 2, upper: 1, level: 0.95) }
    await #expect(processExitsWith: .failure) { _ = Interval(lower: 1, upper: 2, level: 1) }
    await #expect(processExitsWith: .failure) { _ = Interval.wilson(successes: 3, trials: 2) }
  }

  private func close(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-10 * abs(b) }
}
