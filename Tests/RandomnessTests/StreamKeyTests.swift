import Randomness
import TestSupport
import Testing

@Suite("Stream keys")
struct StreamKeyTests {
  /// Computed with a Philox written in Python, checked against Random123's known answers: the first
  /// two words at counter (index, purpose, 0, 0) under the seed.
  @Test("A key is the documented hash of seed, purpose and index")
  func keysAreTheDocumentedHash() {
    #expect(StreamKey(seed: 0, replication: 0).bits == 0x6ad0_c5ec_ea23_6249)
    #expect(StreamKey(seed: 20_240_501, replication: 7).bits == 0x53ac_968b_99cc_3b62)
    #expect(StreamKey(seed: .max, parameterDraw: .max).bits == 0x198c_1278_60a2_58e9)
    #expect(StreamKey(seed: 1, purpose: .design, index: 0).bits == 0xe9f4_fad0_9af9_3c2c)
  }

  @Test("Replications, parameter draws, designs and seeds have no key in common")
  func keysAreDistinct() {
    var keys = Set<UInt64>()
    var made = 0
    for seed in [UInt64(0), 1, 2, 1 << 32, .max] {
      for purpose in StreamPurpose.allCases {
        for index in UInt32(0)..<2_000 {
          keys.insert(StreamKey(seed: seed, purpose: purpose, index: index).bits)
          made += 1
        }
      }
    }
    #expect(keys.count == made)
  }

  @Test("Keys are not linear in the index: no difference of neighbouring keys comes twice")
  func keysAreNotLinear() {
    let keys = (UInt32(0)..<2_000).map { StreamKey(seed: 9, replication: $0).bits }
    let differences = zip(keys, keys.dropFirst()).map { $1 &- $0 }
    #expect(Set(differences).count == differences.count)
    let linear = (UInt64(0)..<2_000).map { 12_345 &* $0 }
    let linearDifferences = zip(linear, linear.dropFirst()).map { $1 &- $0 }
    #expect(Set(linearDifferences).count == 1, "the check must notice linear keys")
  }

  @Test("A community and a process share one word, and neither reaches into the other")
  func communityAndProcessArePacked() {
    let address = StreamAddress(community: 3, process: 2, patient: 12_345, occurrence: 5)
    #expect(address == StreamAddress(patient: 12_345, process: 0x302, occurrence: 5))
    #expect(address.counter(block: 9) == Philox4x32.Words(9, 5, 12_345, 0x302))
    let last = StreamAddress(community: 0xff_ffff, process: 0xff, patient: 0, occurrence: 0)
    #expect(last.process == .max)
  }
}
