import Statistics
import Testing

@Suite("Paired differences")
struct PairedDifferenceTests {
  /// Waiting times (A, B) = (5, 4), (7, 5), (9, 8), (11, 9), by hand: differences 1, 2, 1, 2; their
  /// mean 1.5 and variance 1/3; Var A = 20/3, Var B = 17/3; ratio 37; Cov = (37/3 - 1/3) / 2 = 6.
  @Test("Moments, variance ratio and correlation agree with a calculation by hand")
  func byHand() throws {
    var pairs = PairedDifference()
    for (a, b) in [(5.0, 4.0), (7, 5), (9, 8), (11, 9)] { pairs.add(a, b) }
    #expect(pairs.first.mean == 8 && pairs.second.mean == 6.5)
    #expect(pairs.difference.mean == 1.5)
    #expect(try abs(#require(pairs.difference.variance) - 1 / 3.0) < 1e-14)
    #expect(try abs(#require(pairs.varianceRatio) - 37) < 1e-11)
    let correlation = try #require(pairs.correlation)
    let byHand = 18 / 340.0.squareRoot()
    #expect(abs(correlation - byHand) < 1e-14)
  }

  @Test("Pairing with the wrong partner is worse than not pairing")
  func wrongPartner() throws {
    var pairs = PairedDifference()
    for (a, b) in [(5.0, 9.0), (7, 8), (9, 5), (11, 4)] { pairs.add(a, b) }
    #expect(try #require(pairs.varianceRatio) < 1)
    #expect(try #require(pairs.correlation) < 0)
  }

  @Test("A difference that never varies has no ratio, and one pair has neither")
  func undefined() {
    var pairs = PairedDifference()
    pairs.add(1, 0)
    #expect(pairs.varianceRatio == nil && pairs.correlation == nil)
    pairs.add(2, 1)
    #expect(pairs.varianceRatio == nil)
    #expect(pairs.correlation == 1)
  }

  @Test("Merging gives the comparison of all pairs")
  func merge() throws {
    var (whole, left, right) = (PairedDifference(), PairedDifference(), PairedDifference())
    for index in 0..<60 {
      let (a, b) = (Double(index * 31 % 17), Double(index * 29 % 23))
      whole.add(a, b)
      if index < 22 { left.add(a, b) } else { right.add(a, b) }
    }
    left.merge(right)
    #expect(left.difference.count == 60)
    let (ratio, expected) = try (#require(left.varianceRatio), #require(whole.varianceRatio))
    #expect(abs(ratio - expected) < 1e-12)
  }
}
