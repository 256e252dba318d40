import CGSL
import Randomness
import TestSupport
import Testing

@Suite("Random streams through GSL")
struct RandomStreamTests {
  private static let key = StreamKey(seed: 20_240_501, replication: 7)
  private let count = 100_000

  private func address(_ index: Int, process: UInt32 = 1) -> StreamAddress {
    StreamAddress(patient: UInt32(index), process: process, occurrence: 0)
  }

  @Test("The words that GSL receives are those of the block function, block after block")
  func wordsAreTheBlocks() {
    var stream = RandomStream(key: Self.key)
    let address = StreamAddress(community: 3, process: 2, patient: 12_345, occurrence: 5)
    stream.point(at: address)
    for block in UInt32(0)..<5 {
      let words = Philox4x32.block(counter: address.counter(block: block), key: Self.key.bits)
      let received = [stream.word(), stream.word(), stream.word(), stream.word()]
      #expect(received == [words.first, words.second, words.third, words.fourth])
    }
    // Blocks 0 and 1 by the independent Philox in Python; see `StreamKeyTests`.
    stream.point(at: address)
    let received = (0..<8).map { _ in stream.word() }
    #expect(
      received == [
        0x30e3_4091, 0x0d06_1c0b, 0xce98_63fb, 0x1458_7e78,
        0x020d_bc56, 0x94f3_591c, 0x4b6a_18b3, 0xb53b_1e92,
      ])
  }

  @Test("The first uniform after pointing is the one drawn by inversion, under any key")
  func uniformsAgreeWithKeys() {
    var stream = RandomStream(key: Self.key)
    let other = StreamKey(seed: 1, replication: 0)
    for index in 0..<1_000 {
      stream.point(key: Self.key, at: address(index))
      #expect(stream.uniform() == Self.key.uniform(at: address(index)))
      stream.point(key: other, at: address(index))
      #expect(stream.openUniform() == other.openUniform(at: address(index)))
      stream.point(at: address(index))
      #expect(stream.uniform() == other.uniform(at: address(index)), "the key stays")
    }
  }

  /// n = 100,000, so the bound on the distance is 0.0078; the wrong parameters differ by 0.009.
  @Test("Gamma and beta draws follow their distribution functions; wrong shapes are noticed")
  func continuousDistributions() throws {
    for (shape, scale, wrong) in [(2.5, 4.0, 2.6), (0.3, 2.0, 0.31), (400, 0.01, 401)] {
      var stream = RandomStream(key: Self.key)
      var values: [Double] = []
      for index in 0..<count {
        stream.point(at: address(index))
        values.append(stream.gamma(shape: shape, scale: scale))
      }
      let right = KolmogorovSmirnov(count: count, cdf: { gsl_cdf_gamma_P($0, shape, scale) }) {
        values[$0]
      }
      #expect(right.passes, "gamma(\(shape), \(scale)): \(right)")
      let bad = KolmogorovSmirnov(count: count, cdf: { gsl_cdf_gamma_P($0, wrong, scale) }) {
        values[$0]
      }
      #expect(!bad.passes, "gamma(\(shape), \(scale)) as shape \(wrong): \(bad)")
    }
    for (alpha, beta) in [(2.0, 5.0), (0.5, 0.5), (80, 3)] {
      var stream = RandomStream(key: Self.key)
      var values: [Double] = []
      for index in 0..<count {
        stream.point(at: address(index, process: 2))
        values.append(stream.beta(alpha, beta))
      }
      let right = KolmogorovSmirnov(count: count, cdf: { gsl_cdf_beta_P($0, alpha, beta) }) {
        values[$0]
      }
      #expect(right.passes, "beta(\(alpha), \(beta)): \(right)")
      let bad = KolmogorovSmirnov(count: count, cdf: { gsl_cdf_beta_P($0, alpha, beta * 1.06) }) {
        values[$0]
      }
      #expect(!bad.passes, "beta(\(alpha), \(beta)) as \(beta * 1.06): \(bad)")
    }
  }

  @Test("Dirichlet vectors sum to one and each part is beta")
  func dirichlet() {
    let concentrations = [1.0, 2.5, 0.5]
    var stream = RandomStream(key: Self.key)
    var parts: [[Double]] = []
    for index in 0..<count {
      stream.point(at: address(index, process: 3))
      parts.append(stream.dirichlet(concentrations))
    }
    #expect(parts.allSatisfy { abs($0.reduce(0, +) - 1) < 1e-14 })
    for (part, alpha) in concentrations.enumerated() {
      let right = KolmogorovSmirnov(count: count, cdf: { gsl_cdf_beta_P($0, alpha, 4 - alpha) }) {
        parts[$0][part]
      }
      #expect(right.passes, "part \(part): \(right)")
      let wrong = KolmogorovSmirnov(count: count, cdf: { gsl_cdf_beta_P($0, alpha, 4.3 - alpha) }) {
        parts[$0][part]
      }
      #expect(!wrong.passes, "part \(part): \(wrong)")
    }
  }

  @Test("Shuffling puts every element in every place equally often")
  func shuffle() {
    var stream = RandomStream(key: Self.key)
    var counts = [Int](repeating: 0, count: 16)
    for index in 0..<20_000 {
      var elements: [UInt32] = [0, 1, 2, 3]
      stream.point(at: address(index, process: 4))
      stream.shuffle(&elements)
      #expect(elements.sorted() == [0, 1, 2, 3])
      for (place, element) in elements.enumerated() { counts[place * 4 + Int(element)] += 1 }
    }
    // The 16 counts have 9 degrees of freedom, so judging them with 15 is only more lenient by
    // a quarter of the bound; a generator that never moves element 0 is caught at once.
    let test = ChiSquare(observed: counts, probabilities: [Double](repeating: 1 / 16, count: 16))
    #expect(test.passes, "\(test)")
    let unmoved = (0..<16).map { $0 / 4 == $0 % 4 ? 20_000 : 0 }
    #expect(
      !ChiSquare(observed: unmoved, probabilities: [Double](repeating: 1 / 16, count: 16)).passes)
    var nothing: [UInt32] = []
    stream.shuffle(&nothing)
    #expect(nothing.isEmpty)
  }
}
