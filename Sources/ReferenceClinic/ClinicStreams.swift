public import Randomness

/// Numbers addressed by (entity, process, occurrence), the same in every run with this seed.
public struct ClinicStreams {
  @usableFromInline let key: StreamKey

  /// The streams of a seed.
  public init(seed: UInt64) { key = StreamKey(seed: seed, replication: 1) }

  /// A uniform number in (0, 1].
  @inlinable @inline(__always)
  public func uniform(_ entity: UInt32, _ process: UInt32, _ occurrence: UInt32) -> Double {
    key.uniform(at: StreamAddress(patient: entity, process: process, occurrence: occurrence))
  }

  /// A unit-exponential threshold, > 0.
  @inlinable @inline(__always)
  public func threshold(_ entity: UInt32, _ process: UInt32, _ occurrence: UInt32) -> Double {
    key.unitExponential(
      at: StreamAddress(patient: entity, process: process, occurrence: occurrence))
  }
}
