import Statistics
import Testing

@Suite("Components of variance")
struct VarianceComponentsTests {
  /// By hand: means of rows 2 and 6, of columns 3 and 5, of all 4; squares between rows 16, between
  /// columns 4, in all 20.
  @Test("Two groups of two, by hand")
  func byHand() throws {
    let nested = VarianceComponents([[1, 3], [5, 7]], design: .nested)
    #expect(nested.mean == 4 && nested.residual == 2 && nested.shared == 0)
    #expect(nested.between == 7 && nested.varianceOfMean == 4 && nested.noise == 2)
    #expect(nested.noiseOfGroupMeans == 1 && nested.standardErrorOfMean == 2)
    let crossed = VarianceComponents([[1, 3], [5, 7]], design: .crossed)
    #expect(crossed.residual == 0 && crossed.shared == 2 && crossed.between == 8)
    #expect(crossed.varianceOfMean == 5 && crossed.noise == 2)
  }

  /// Yields of dyestuff in grams from six batches of five samples: Davies and Goldsmith, Statistical
  /// Methods in Research and Production (4th ed., 1972), section 6.4, who estimate 1764 between batches
  /// and 2451 within; the data set `Dyestuff` of the R package lme4.
  @Test("Dyestuff: the published components")
  func dyestuff() throws {
    let yields: [[Double]] = [
      [1545, 1440, 1440, 1520, 1580], [1540, 1555, 1490, 1560, 1495],
      [1595, 1550, 1605, 1510, 1560], [1445, 1440, 1595, 1465, 1545],
      [1595, 1630, 1515, 1635, 1625], [1520, 1455, 1450, 1480, 1445],
    ]
    let result = VarianceComponents(yields, design: .nested)
    #expect(abs(result.mean - 1527.5) < 1e-9)
    #expect(result.residual.rounded() == 2451 && result.between.rounded() == 1764)
    // lme4 prints 19.38 for the standard error of the mean (REML, balanced).
    #expect(try abs(#require(result.standardErrorOfMean) - 19.38) < 0.005)
    // With a batch as dear as four samples: sqrt(2451.25 / 1764.05 x 4) samples of each.
    let best = try #require(result.efficientReplications(drawEffort: 4, replicationEffort: 1))
    #expect(abs(best - 2.3576) < 1e-3)
  }

  @Test("A component below zero is reported, and then no number of replications is best")
  func negative() {
    let result = VarianceComponents([[1, 9], [8, 2]], design: .nested)
    #expect(result.between == -12.5)
    #expect(result.efficientReplications(drawEffort: 1, replicationEffort: 1) == nil)
  }

  @Test("Groups of unequal size, or of one value, stop the program")
  func stops() async {
    await #expect(processExitsWith: .failure) {
      _ = VarianceComponents([[1, 2], [3]], design: .nested)
    }
    await #expect(processExitsWith: .failure) {
      _ = VarianceComponents([[1], [3]], design: .nested)
    }
  }
}
