import Randomness
import TestSupport
import Testing

@Suite("Designs of experiments")
struct DesignTests {
  private static let key = StreamKey(seed: 3, purpose: .design, index: 0)

  @Test("A Latin hypercube has exactly one point in each stratum of each axis")
  func latinHypercube() {
    let count = 500
    let points = LatinHypercube.points(count: count, dimensions: 6, key: Self.key)
    #expect(points.count == count && points.allSatisfy { $0.count == 6 })
    for axis in 0..<6 {
      let strata = points.map { Int($0[axis] * Double(count)) }
      #expect(strata.sorted() == Array(0..<count), "axis \(axis)")
    }
    let random = (0..<count).map { index in
      let address = StreamAddress(patient: UInt32(index), process: 0, occurrence: 9)
      return Int(Self.key.openUniform(at: address) * Double(count))
    }
    #expect(random.sorted() != Array(0..<count), "plain random points must not pass")
  }

  /// 10,000 points, so a correlation of 0.044 would be caught.
  @Test("The axes of a Latin hypercube are in independent order")
  func latinHypercubeAxes() {
    let points = LatinHypercube.points(count: 10_000, dimensions: 3, key: Self.key)
    for (x, y) in [(0, 1), (0, 2), (1, 2)] {
      let test = CorrelationTest(count: points.count) { (points[$0][x], points[$0][y]) }
      #expect(test.passes, "axes \(x), \(y): \(test)")
    }
    let order = CorrelationTest(count: points.count) { (points[$0][0], Double($0)) }
    #expect(order.passes, "axis 0 and the number of the point: \(order)")
    let same = CorrelationTest(count: points.count) { (points[$0][0], points[$0][0]) }
    #expect(!same.passes, "an axis with itself must fail")
  }

  @Test("Adding an axis to a Latin hypercube leaves the others as they are")
  func latinHypercubeGrows() {
    let small = LatinHypercube.points(count: 50, dimensions: 2, key: Self.key)
    let large = LatinHypercube.points(count: 50, dimensions: 3, key: Self.key)
    #expect(large.map { Array($0.prefix(2)) } == small)
    let other = LatinHypercube.points(
      count: 50, dimensions: 2, key: StreamKey(seed: 3, purpose: .design, index: 1))
    #expect(other != small)
  }

  @Test("A Latin hypercube of the largest size never reaches 1")
  func latinHypercubeEnds() {
    let points = LatinHypercube.points(
      count: LatinHypercube.maximumPoints, dimensions: 1, key: Self.key)
    #expect(points.allSatisfy { $0[0] > 0 && $0[0] < 1 })
  }

  /// The points that start the sequences, by hand: Sobol in Gray-code order without the origin
  /// (Bratley and Fox 1988), and the radical inverses of 1, 2, 3, 4 in bases 2 and 3 for Halton.
  @Test("Sobol and Halton begin as in the literature")
  func firstPoints() {
    var sobol = QuasiRandomSequence(.sobol, dimensions: 2)
    #expect(sobol.next() == [0.5, 0.5])
    #expect(sobol.next() == [0.75, 0.25])
    #expect(sobol.next() == [0.25, 0.75])
    var halton = QuasiRandomSequence(.halton, dimensions: 2)
    for (inBaseTwo, inNinths) in [(0.5, 3.0), (0.25, 6), (0.75, 1), (0.125, 4)] {
      let point = halton.next()
      #expect(point[0] == inBaseTwo)
      #expect(abs(point[1] - inNinths / 9) < 1e-15, "\(point)")
    }
  }

  /// The integral of x y over the square is 1/4; random points of this number err by 0.005.
  @Test("Quasi-random points integrate better than random ones, shifted or not")
  func integration() {
    for kind in QuasiRandomSequence.Kind.allCases {
      for key in [nil, Self.key] {
        var sequence = QuasiRandomSequence(kind, dimensions: 2, shiftedBy: key)
        var sum = 0.0
        for _ in 0..<2_048 {
          let point = sequence.next()
          #expect(point.allSatisfy { $0 > 0 && $0 < 1 })
          sum += point[0] * point[1]
        }
        #expect(abs(sum / 2_048 - 0.25) < 0.001, "\(kind): \(sum / 2_048)")
      }
    }
  }

  @Test("The shift depends on the key and moves the points")
  func shift() {
    var plain = QuasiRandomSequence(.sobol, dimensions: 3)
    var shifted = QuasiRandomSequence(.sobol, dimensions: 3, shiftedBy: Self.key)
    var other = QuasiRandomSequence(
      .sobol, dimensions: 3, shiftedBy: StreamKey(seed: 3, purpose: .design, index: 1))
    let points = [plain.next(), shifted.next(), other.next()]
    #expect(Set(points).count == 3)
  }
}
