internal import CGSL

/// A generator for variates that need several uniforms, pointed at one variate at a time.
///
/// Point the stream at an address, then draw. Each address owns its own counter of 2^34 words, so a
/// sampler that rejects and draws again never shifts another variate. Several draws without
/// pointing again take successive words of the same address.
///
/// One stream per thread; making one allocates about 100 bytes, pointing and drawing allocate
/// nothing. For a draw by inversion use `StreamKey` directly: a uniform number takes 8 nanoseconds
/// there and 15 here.
public struct RandomStream: ~Copyable {
  /// GSL's generator, of type `PhiloxGenerator.type`.
  let generator: UnsafeMutablePointer<gsl_rng>

  /// The state that the generator owns.
  private var state: UnsafeMutablePointer<PhiloxGenerator.State> {
    generator.pointee.state.assumingMemoryBound(to: PhiloxGenerator.State.self)
  }

  /// Creates a stream under a key, at the address of patient 0, process 0, occurrence 0.
  public init(key: StreamKey) {
    _ = GSLErrorHandler.off
    guard let generator = gsl_rng_alloc(PhiloxGenerator.type) else {
      preconditionFailure("RandomStream: no memory for a generator")
    }
    self.generator = generator
    point(key: key, at: StreamAddress(patient: 0, process: 0, occurrence: 0))
  }

  deinit { gsl_rng_free(generator) }

  /// Moves to the first word of a variate under the same key.
  public mutating func point(at address: StreamAddress) {
    state.pointee = PhiloxGenerator.State(key: state.pointee.key, address: address)
  }

  /// Moves to the first word of a variate under another key.
  public mutating func point(key: StreamKey, at address: StreamAddress) {
    state.pointee = PhiloxGenerator.State(key: key.bits, address: address)
  }

  /// Returns the next 32-bit word.
  public mutating func word() -> UInt32 { UInt32(truncatingIfNeeded: gsl_rng_get(generator)) }

  /// Returns a uniform number in (0, 1]; the first after pointing is `StreamKey.uniform(at:)`.
  public mutating func uniform() -> Double { 1 - gsl_rng_uniform(generator) }

  /// Returns a uniform number in (0, 1); the first after pointing is `StreamKey.openUniform(at:)`.
  public mutating func openUniform() -> Double { UnitInterval.open(state.pointee.next64()) }
}
