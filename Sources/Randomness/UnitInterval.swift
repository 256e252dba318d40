/// The conversions from random bits to numbers of the unit interval.
///
/// Which end is left out matters: an inverse distribution function is infinite at one end or both.
@usableFromInline
enum UnitInterval {
  /// Returns a multiple of 2^-53 in [0, 1), the convention of GSL generators.
  @inlinable
  static func rightOpen(_ bits: UInt64) -> Double {
    Double(Int64(truncatingIfNeeded: bits >> 11)) * 0x1p-53
  }

  /// Returns a multiple of 2^-53 in (0, 1].
  @inlinable
  static func leftOpen(_ bits: UInt64) -> Double { 1 - rightOpen(bits) }

  /// Returns the middle of one of 2^52 equal cells of (0, 1): at least 2^-53, at most 1 - 2^-53.
  ///
  /// With 53 bits the largest middle would round to 1.
  @inlinable
  static func open(_ bits: UInt64) -> Double {
    (Double(Int64(truncatingIfNeeded: bits >> 12)) + 0.5) * 0x1p-52
  }

  /// Returns the middle of one of 2^32 equal cells of (0, 1).
  ///
  /// Coarse on purpose: a whole number below 2^20 plus this is exact, so it stays in its stratum.
  static func coarse(_ word: UInt32) -> Double { (Double(word) + 0.5) * 0x1p-32 }
}
