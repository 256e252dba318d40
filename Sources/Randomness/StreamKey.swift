/// The 64-bit Philox key of one replication or one parameter draw.
///
/// The key is a hash of the experiment seed and an index, never a linear function of them: seeds of
/// the form `constant * index` make overlapping streams in many generators. The hash is Philox
/// itself, whose output is tested: the key is the first two words of the block at counter
/// `(index, purpose, 0, 0)` under the experiment seed. The strategy is deliberately no part of it,
/// so that strategies are compared under common random numbers.
///
/// Two keys of one experiment coincide with probability `n^2 / 2^65` for `n` keys: 3e-8 for a
/// million.
public struct StreamKey: Hashable, Sendable {
  /// The Philox key; its low half is the first key word.
  public let bits: UInt64

  /// Creates a key from its bits, to repeat a published test vector or a recorded key.
  @inlinable
  public init(bits: UInt64) { self.bits = bits }

  /// Creates the key of member `index` of a family of streams.
  public init(seed: UInt64, purpose: StreamPurpose, index: UInt32) {
    let counter = Philox4x32.Words(index, purpose.rawValue, 0, 0)
    bits = Philox4x32.block(counter: counter, key: seed).leading64
  }

  /// Creates the key of a replication of the experiment with this seed.
  public init(seed: UInt64, replication: UInt32) {
    self.init(seed: seed, purpose: .replication, index: replication)
  }

  /// Creates the key of a parameter draw of the experiment with this seed.
  public init(seed: UInt64, parameterDraw: UInt32) {
    self.init(seed: seed, purpose: .parameterDraw, index: parameterDraw)
  }

  /// Returns the first block of a variate: all the words that an inversion needs.
  @inlinable @inline(__always)
  public func words(at address: StreamAddress) -> Philox4x32.Words {
    Philox4x32.block(counter: address.counter(block: 0), key: bits)
  }
}
