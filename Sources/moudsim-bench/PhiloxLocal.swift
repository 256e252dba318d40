#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Numbers addressed by (entity, process, occurrence), the same in every run with this seed.
///
/// Philox4x32-10 (Salmon et al. 2011, doi:10.1145/2063384.2063405).
struct PhiloxLocal {
  private let key: (UInt32, UInt32)

  init(seed: UInt64) {
    key = (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
  }

  /// A uniform number in (0, 1].
  @inline(__always)
  func uniform(_ entity: UInt32, _ process: UInt32, _ occurrence: UInt32) -> Double {
    var (c0, c1, c2, c3) = (occurrence, process, entity, UInt32(0))
    var (k0, k1) = key
    for _ in 0..<10 {
      let low = UInt64(c0) &* 0xD251_1F53
      let high = UInt64(c2) &* 0xCD9E_8D57
      (c0, c1, c2, c3) = (
        UInt32(truncatingIfNeeded: high &>> 32) ^ c1 ^ k0, UInt32(truncatingIfNeeded: high),
        UInt32(truncatingIfNeeded: low &>> 32) ^ c3 ^ k1, UInt32(truncatingIfNeeded: low)
      )
      k0 = k0 &+ 0x9E37_79B9
      k1 = k1 &+ 0xBB67_AE85
    }
    let bits = (UInt64(c0) &<< 32 | UInt64(c1)) &>> 11
    return Double(Int64(bitPattern: bits) &+ 1) * 0x1p-53
  }

  /// A unit-exponential threshold, >= 0.
  @inline(__always)
  func threshold(_ entity: UInt32, _ process: UInt32, _ occurrence: UInt32) -> Double {
    -log(uniform(entity, process, occurrence))
  }
}
