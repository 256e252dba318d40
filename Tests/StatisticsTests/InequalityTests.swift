import Statistics
import Testing

/// The gaps and the concentration index are tested with the table of inequality.
@Suite("Slope index of inequality")
struct InequalityTests {
  /// Weights 1/2, 1/4, 1/4: ranks 0.25, 0.625, 0.875. Covariance with values 1, 2, 6: 0.5 (by hand in
  /// the test of the concentration index); variance of the ranks 0.5 x 0.0625 + 0.25 x 0.015625
  /// + 0.25 x 0.140625 = 0.0703125.
  @Test("Three strata of different size, by hand")
  func byHand() throws {
    let strata = Inequality([(1, 20), (2, 10), (6, 10)])
    #expect(strata.mean == 2.5)
    #expect(try abs(#require(strata.slopeIndex) - 0.5 / 0.0703125) < 1e-12)
  }

  /// Values 10 + 4 rank, which a straight line meets: the slope is 4 whatever the weights.
  @Test("Values on a line have its slope, and reversing the order reverses the sign")
  func line() throws {
    let weights = [1.0, 5, 2, 2]
    let ranks = [0.05, 0.35, 0.7, 0.9]
    let rising = Inequality(zip(ranks, weights).map { (10 + 4 * $0, $1) })
    #expect(try abs(#require(rising.slopeIndex) - 4) < 1e-12)
    let falling = Inequality(zip(ranks, weights).map { (10 + 4 * $0, $1) }.reversed())
    #expect(try abs(#require(falling.slopeIndex) + 4) < 1e-12)
  }

  @Test("One stratum has no slope; a mean of zero does not matter, unlike for the index")
  func undefined() throws {
    #expect(Inequality([(2, 10), (nil, 0)]).slopeIndex == nil)
    let zero = Inequality([(-1, 10), (1, 10)])
    #expect(zero.concentrationIndex == nil)
    #expect(try abs(#require(zero.slopeIndex) - 4) < 1e-12)
  }
}
