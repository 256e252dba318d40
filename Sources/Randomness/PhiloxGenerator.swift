internal import CGSL

/// Philox as a generator that GSL can call: the state, and the type table of its functions.
enum PhiloxGenerator {
  /// The words of one variate, delivered in order; GSL holds this behind an untyped pointer.
  struct State {
    /// The Philox key.
    var key: UInt64
    /// The variate whose words are delivered.
    var address: StreamAddress
    /// The next block of the variate; after 2^32 blocks the words repeat.
    var nextBlock: UInt32
    /// The current block.
    var words: Philox4x32.Words
    /// How many words of the current block are spent, 0...4.
    var spent: Int

    /// Creates the state at the first word of a variate.
    init(key: UInt64, address: StreamAddress) {
      self.key = key
      self.address = address
      nextBlock = 0
      words = Philox4x32.Words(0, 0, 0, 0)
      spent = 4
    }

    /// Returns the next 32-bit word of the variate.
    mutating func next() -> UInt32 {
      if spent == 4 { refill() }
      spent &+= 1
      switch spent {
      case 1: return words.first
      case 2: return words.second
      case 3: return words.third
      default: return words.fourth
      }
    }

    /// Makes the next block current.
    private mutating func refill() {
      words = Philox4x32.block(counter: address.counter(block: nextBlock), key: key)
      nextBlock &+= 1
      spent = 0
    }

    /// Returns the next two words as 64 bits, the earlier word on top.
    mutating func next64() -> UInt64 {
      if spent == 4 {
        refill()
        spent = 2
        return words.leading64
      }
      let top = UInt64(next())
      return top << 32 | UInt64(next())
    }
  }

  /// The type table given to `gsl_rng_alloc`; it lives as long as the process.
  ///
  /// Unsafe only to the compiler: the table is written once, here, before any reader has its
  /// address, and GSL takes it as a pointer to const.
  nonisolated(unsafe) static let type: UnsafePointer<gsl_rng_type> = {
    let name: StaticString = "philox4x32-10"
    let table = UnsafeMutablePointer<gsl_rng_type>.allocate(capacity: 1)
    table.initialize(
      to: gsl_rng_type(
        name: UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self),
        max: UInt(UInt32.max), min: 0, size: MemoryLayout<State>.size,
        set: seed, get: word, get_double: fraction))
    return UnsafePointer(table)
  }()

  /// Puts the state at the start of the stream that a GSL seed names.
  private static let seed: @convention(c) (UnsafeMutableRawPointer?, UInt) -> Void = {
    state, seed in
    let key = StreamKey(seed: UInt64(seed), replication: 0)
    let start = StreamAddress(patient: 0, process: 0, occurrence: 0)
    state!.assumingMemoryBound(to: State.self).initialize(
      to: State(key: key.bits, address: start))
  }

  /// Delivers a word to `gsl_rng_get`.
  private static let word: @convention(c) (UnsafeMutableRawPointer?) -> UInt = { state in
    UInt(state!.assumingMemoryBound(to: State.self).pointee.next())
  }

  /// Delivers a multiple of 2^-53 in [0, 1) to `gsl_rng_uniform`.
  private static let fraction: @convention(c) (UnsafeMutableRawPointer?) -> Double = { state in
    UnitInterval.rightOpen(state!.assumingMemoryBound(to: State.self).pointee.next64())
  }
}
