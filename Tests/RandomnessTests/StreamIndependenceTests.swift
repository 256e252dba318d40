import Randomness
import TestSupport
import Testing

/// Every pair of neighbours in the address space is drawn side by side, n = 30,000 each.
///
/// The bound |z| < 4.417 catches a correlation of 0.026; the grid catches dependence without
/// correlation.
@Suite("Neighbouring streams are independent")
struct StreamIndependenceTests {
  private static let count = 30_000
  private static let seed: UInt64 = 77

  /// A pair of uniforms from neighbours, by number of the pair.
  struct Neighbours: Sendable, CustomStringConvertible {
    let description: String
    let pair: @Sendable (Int) -> (Double, Double)
  }

  private static func draw(
    seed: UInt64 = seed, replication: Int = 4, community: Int = 1, process: Int = 2,
    patient: Int = 5, occurrence: Int = 0
  ) -> Double {
    let address = StreamAddress(
      community: UInt32(community), process: UInt8(process), patient: UInt32(patient),
      occurrence: UInt32(occurrence))
    return StreamKey(seed: seed, replication: UInt32(replication)).uniform(at: address)
  }

  static let neighbours: [Neighbours] = [
    Neighbours(description: "seed") { i in
      (draw(seed: 10, patient: i), draw(seed: 11, patient: i))
    },
    Neighbours(description: "replication") { i in
      (draw(replication: i), draw(replication: i + 1))
    },
    Neighbours(description: "replication, same patients") { i in
      (draw(replication: 0, patient: i), draw(replication: 1, patient: i))
    },
    Neighbours(description: "replication, one patient later") { i in
      (draw(replication: 0, patient: i + 1), draw(replication: 1, patient: i))
    },
    Neighbours(description: "replication and parameter draw") { i in
      let address = StreamAddress(patient: UInt32(i), process: 2, occurrence: 0)
      return (
        StreamKey(seed: seed, replication: 3).uniform(at: address),
        StreamKey(seed: seed, parameterDraw: 3).uniform(at: address)
      )
    },
    Neighbours(description: "community") { i in
      (draw(community: 0, patient: i), draw(community: 1, patient: i))
    },
    Neighbours(description: "process") { i in
      (draw(process: 2, patient: i), draw(process: 3, patient: i))
    },
    Neighbours(description: "patient") { i in (draw(patient: i), draw(patient: i + 1)) },
    Neighbours(description: "occurrence") { i in (draw(occurrence: i), draw(occurrence: i + 1)) },
    Neighbours(description: "occurrence and patient swapped") { i in
      (draw(patient: i, occurrence: i + 1), draw(patient: i + 1, occurrence: i))
    },
    Neighbours(description: "words within a variate") { i in
      let words = StreamKey(seed: seed, replication: 0).words(
        at: StreamAddress(patient: UInt32(i), process: 0, occurrence: 0))
      return (Double(words.first) * 0x1p-32, Double(words.third) * 0x1p-32)
    },
  ]

  @Test("Draws of neighbours are uncorrelated", arguments: neighbours)
  func uncorrelated(neighbours: Neighbours) {
    let test = CorrelationTest(count: Self.count, pair: neighbours.pair)
    #expect(test.passes, "\(neighbours): \(test)")
  }

  @Test("Draws of neighbours fill an 8 by 8 grid evenly", arguments: neighbours)
  func fillTheSquare(neighbours: Neighbours) {
    let test = Self.grid(neighbours.pair)
    #expect(test.passes, "\(neighbours): \(test)")
  }

  /// The scheme that failed before: replication `r` starts at word `r * constant` of one stream.
  @Test("The tests notice streams that overlap because their starts are linear in the index")
  func linearStartsAreNoticed() {
    func overlapping(_ replication: Int, _ step: Int) -> Double {
      Self.draw(replication: 0, patient: replication * 100 + step)
    }
    let test = CorrelationTest(count: Self.count) { i in
      (overlapping(0, i + 100), overlapping(1, i))
    }
    #expect(test.z > 100, "\(test)")
  }

  /// The linear congruential generator of Park and Miller (1988) seeded with neighbouring numbers.
  @Test("The tests notice a generator whose neighbouring seeds give neighbouring numbers")
  func linearSeedsAreNoticed() {
    func first(_ seed: Int) -> Double { Double(16_807 * seed % 2_147_483_647) / 2_147_483_647 }
    let pair = { (i: Int) in (first(i + 1), first(i + 2)) }
    #expect(!CorrelationTest(count: Self.count, pair: pair).passes)
    #expect(!Self.grid(pair).passes)
  }

  @Test("The grid notices dependence that has no correlation")
  func dependenceWithoutCorrelationIsNoticed() {
    let pair = { (i: Int) in
      let u = Self.draw(patient: i)
      return (u, abs(2 * u - 1))
    }
    #expect(!Self.grid(pair).passes)
  }

  private static func grid(_ pair: (Int) -> (Double, Double)) -> ChiSquare {
    var counts = [Int](repeating: 0, count: 64)
    for index in 0..<count {
      let (x, y) = pair(index)
      counts[min(Int(x * 8), 7) * 8 + min(Int(y * 8), 7)] += 1
    }
    return ChiSquare(observed: counts, probabilities: [Double](repeating: 1 / 64, count: 64))
  }
}
