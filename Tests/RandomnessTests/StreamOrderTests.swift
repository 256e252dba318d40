import Randomness
import Testing

@Suite("Draws do not depend on order or threads")
struct StreamOrderTests {
  private static let key = StreamKey(seed: 5, replication: 3)
  private static let count = 4_000

  /// Returns the bits of several draws at one address.
  private static func bits(_ index: Int, _ stream: inout RandomStream) -> [UInt64] {
    let address = StreamAddress(patient: UInt32(index % 50), process: 1, occurrence: UInt32(index))
    stream.point(at: address)
    return [
      key.uniform(at: address).bitPattern,
      key.exponential(mean: 3, at: address).bitPattern,
      stream.gamma(shape: 0.4, scale: 2).bitPattern,
    ]
  }

  private static let inOrder: [[UInt64]] = {
    var stream = RandomStream(key: key)
    return (0..<count).map { bits($0, &stream) }
  }()

  @Test("Drawing backwards gives the same bits")
  func backwards() {
    var stream = RandomStream(key: Self.key)
    let drawn = (0..<Self.count).reversed().map { Self.bits($0, &stream) }
    #expect(Array(drawn.reversed()) == Self.inOrder)
  }

  @Test("Eight concurrent tasks give the same bits")
  func concurrently() async {
    let tasks = 8
    let drawn = await withTaskGroup(of: [(Int, [UInt64])].self) { group in
      for task in 0..<tasks {
        group.addTask {
          var stream = RandomStream(key: Self.key)
          return stride(from: task, to: Self.count, by: tasks).map { ($0, Self.bits($0, &stream)) }
        }
      }
      var drawn = [[UInt64]](repeating: [], count: Self.count)
      for await part in group { for (index, bits) in part { drawn[index] = bits } }
      return drawn
    }
    #expect(drawn == Self.inOrder)
  }

  @Test("A sampler that rejects does not move the variates after it")
  func rejectionDoesNotShift() {
    var stream = RandomStream(key: Self.key)
    let second = StreamAddress(patient: 1, process: 1, occurrence: 1)
    stream.point(at: second)
    let alone = stream.gamma(shape: 2.5, scale: 1)
    var shifted = 0
    for shape in [0.1, 0.5, 1, 3, 30, 300] {
      stream.point(at: StreamAddress(patient: 1, process: 1, occurrence: 0))
      _ = stream.gamma(shape: shape, scale: 1)
      stream.point(at: second)
      #expect(stream.gamma(shape: 2.5, scale: 1) == alone)
      // The negative control: without pointing, the words spent before change what comes next.
      stream.point(at: StreamAddress(patient: 1, process: 1, occurrence: 0))
      _ = stream.gamma(shape: shape, scale: 1)
      if stream.gamma(shape: 2.5, scale: 1) != alone { shifted += 1 }
    }
    #expect(shifted == 6)
  }
}
