public import CGSL

/// A GSL generator that answers with the one uniform number its state holds.
@usableFromInline
enum GivenUniform {
  /// The type table; the state is a `Double` in [0, 1).
  ///
  /// Unsafe only to the compiler: the table is written once, here, before any reader has its
  /// address, and GSL takes it as a pointer to const.
  @usableFromInline
  nonisolated(unsafe) static let type: UnsafePointer<gsl_rng_type> = {
    let name: StaticString = "given-uniform"
    let table = UnsafeMutablePointer<gsl_rng_type>.allocate(capacity: 1)
    table.initialize(
      to: gsl_rng_type(
        name: UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self),
        max: UInt(UInt32.max), min: 0, size: MemoryLayout<Double>.size,
        set: { _, _ in }, get: { _ in preconditionFailure("given-uniform has no words") },
        get_double: { state in state!.assumingMemoryBound(to: Double.self).pointee }))
    return UnsafePointer(table)
  }()
}
