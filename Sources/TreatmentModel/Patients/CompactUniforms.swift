internal import Randomness

/// Uniform variates of 32 bits, four to a block of the generator: for yes-or-no attributes and alleles,
/// of which a person has many.
///
/// The n-th variate of a process depends on n only, so an attribute that is known and not drawn leaves
/// the others as they are.
struct CompactUniforms {
  private let key: StreamKey
  private var address: StreamAddress
  private var words: Philox4x32.Words
  private var block: UInt32 = 0

  /// Variates of the process and person of an address; its occurrence is the first block.
  init(_ key: StreamKey, at address: StreamAddress) {
    self.key = key
    self.address = address
    words = key.words(at: address)
  }

  /// The variate of an index, in (0, 1).
  @inline(__always) mutating func variate(_ index: UInt32) -> Double {
    if index / 4 != block {
      block = index / 4
      var place = address
      place.occurrence &+= block
      words = key.words(at: place)
    }
    let word =
      switch index % 4 {
      case 0: words.first
      case 1: words.second
      case 2: words.third
      default: words.fourth
      }
    return (Double(word) + 0.5) * 0x1p-32
  }
}
