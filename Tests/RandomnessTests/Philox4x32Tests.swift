import Randomness
import Testing

@Suite("Philox4x32-10")
struct Philox4x32Tests {
  /// The three philox4x32-10 lines of `tests/kat_vectors` in Random123.
  @Test("The block function gives the published known answers")
  func knownAnswers() {
    let zeros = Philox4x32.block(counter: .init(0, 0, 0, 0), key: 0)
    #expect(zeros == .init(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))

    let ones = Philox4x32.block(
      counter: .init(.max, .max, .max, .max), key: 0xffff_ffff_ffff_ffff)
    #expect(ones == .init(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))

    // The key words a4093822 299f31d0: the first is the low half.
    let digitsOfPi = Philox4x32.block(
      counter: .init(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344),
      key: 0x299f_31d0_a409_3822)
    #expect(digitsOfPi == .init(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
  }

  @Test("Changing one bit of the counter or the key changes about half of the block")
  func everyBitMatters() {
    let counter = Philox4x32.Words(1, 2, 3, 4)
    let key: UInt64 = 0x0123_4567_89ab_cdef
    let block = Philox4x32.block(counter: counter, key: key)
    var changed: [Int] = []
    for bit in 0..<32 {
      let flip = UInt32(1) << UInt32(bit)
      for word in [\Philox4x32.Words.first, \.second, \.third, \.fourth] {
        var other = counter
        other[keyPath: word] ^= flip
        changed.append(distance(block, Philox4x32.block(counter: other, key: key)))
      }
    }
    for bit in 0..<64 {
      changed.append(distance(block, Philox4x32.block(counter: counter, key: key ^ (1 << bit))))
    }
    // 192 binomial(128, 1/2) counts: mean 64, standard deviation 5.66; 5 of them is 35.7 to 92.3.
    #expect(changed.allSatisfy { (36...92).contains($0) }, "\(changed)")
  }

  /// Returns how many of the 128 bits differ.
  private func distance(_ a: Philox4x32.Words, _ b: Philox4x32.Words) -> Int {
    (a.first ^ b.first).nonzeroBitCount + (a.second ^ b.second).nonzeroBitCount
      + (a.third ^ b.third).nonzeroBitCount + (a.fourth ^ b.fourth).nonzeroBitCount
  }
}
