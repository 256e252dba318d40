import Statistics
import TestSupport
import Testing

@Suite("Quantiles")
struct QuantilesTests {
  /// NumPy 2, `quantile(v, p)`, type 7; type 6 would give 12.5 at 0.9 and 1 (R, `type = 6`).
  @Test("Sample quantiles are of type 7")
  func typeSeven() throws {
    let sample = try #require(Quantiles([5, 4, 12.5, 2, 9, 4, 7]))
    let known = [(0, 2), (0.1, 3.2), (0.25, 4), (0.5, 5), (0.9, 10.4), (1, 12.5)]
    try withEvery("known", in: known) { probability, value in
      try #require(abs(sample.quantile(probability) - value) < 1e-12)
    }
    #expect(sample.median == 5)
    #expect(sample.sorted == [2, 4, 4, 5, 7, 9, 12.5])
    #expect(abs(sample.quantile(0.9) - 12.5) > 1, "type 6 must not pass")
  }

  @Test("One value is every quantile, and no value has none")
  func fewValues() throws {
    let one = try #require(Quantiles([3.5]))
    #expect(one.quantile(0) == 3.5 && one.quantile(0.3) == 3.5 && one.quantile(1) == 3.5)
    #expect(Quantiles([Double]()) == nil)
  }

  /// Waits of 0, 0, 1, 1, 1, 4 days, by hand.
  @Test("A histogram has the quantiles of its sorted observations")
  func histogram() {
    var waits = IntegerHistogram()
    for wait in [1, 0, 4, 1, 0, 1] { waits.add(wait) }
    #expect(waits.counts == [2, 3, 0, 0, 1])
    #expect(waits.total == 6)
    #expect(waits.mean == 7 / 6.0)
    #expect(waits.quantile(0) == 0 && waits.quantile(1 / 3.0) == 0)
    #expect(waits.quantile(0.34) == 1 && waits.quantile(0.5) == 1)
    #expect(waits.quantile(5 / 6.0) == 1 && waits.quantile(0.84) == 4 && waits.quantile(1) == 4)
    #expect(IntegerHistogram().quantile(0.5) == nil && IntegerHistogram().mean == nil)
  }

  @Test("Rounding of a share does not move a histogram quantile")
  func histogramRounding() throws {
    // Values 1...100 once each: the share k / 100 is met at k, although 0.07 * 100 > 7.
    let hundred = IntegerHistogram(counts: [0] + [Int](repeating: 1, count: 100))
    #expect(0.07 * 100 > 7, "the fault guarded against")
    try withEvery("k", in: 1...100) { k in
      try #require(hundred.quantile(Double(k) / 100) == k)
    }
  }

  @Test("Merging histograms is counting all observations, in any order")
  func histogramMerge() {
    let (short, long) = (IntegerHistogram(counts: [1, 2]), IntegerHistogram(counts: [0, 5, 0, 3]))
    var (one, two) = (short, long)
    one.merge(long)
    two.merge(short)
    #expect(one.counts == [1, 7, 0, 3] && one == two)
  }
}
