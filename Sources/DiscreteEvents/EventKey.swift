/// One event as a number: 38 bits of tick, 2 bits of rank, 24 bits of entity.
///
/// Comparing two keys compares (time, rank, entity), so the order of events is total and does not
/// depend on the order in which they were scheduled. Eight bytes keep eight events in a cache line.
public struct EventKey: Comparable, Hashable, Sendable, BitwiseCopyable {
  /// The packed bits.
  public let rawValue: UInt64

  /// Entities are numbered 0 ..< 2^24.
  @inlinable public static var entityLimit: Int { 1 << 24 }

  /// Packs an event; `time` in 0 ..< 2^18 days, `entity` in 0 ..< 2^24.
  @inlinable public init(time: EventTime, rank: EventRank, entity: UInt32) {
    precondition(
      UInt64(bitPattern: time.ticks) < 1 << 38, "event time \(time.days) is out of range")
    precondition(entity < 1 << 24, "entity \(entity) is out of range")
    rawValue =
      UInt64(bitPattern: time.ticks) &<< 26 | UInt64(rank.rawValue) &<< 24 | UInt64(entity)
  }

  @inlinable init(unchecked rawValue: UInt64) { self.rawValue = rawValue }

  /// When the event happens.
  @inlinable public var time: EventTime {
    EventTime(ticks: Int64(truncatingIfNeeded: rawValue &>> 26))
  }

  /// Its place among the events of that instant.
  @inlinable public var rank: EventRank {
    EventRank(rawValue: UInt8(truncatingIfNeeded: rawValue &>> 24) & 3).unsafelyUnwrapped
  }

  /// Whose event it is.
  @inlinable public var entity: UInt32 { UInt32(truncatingIfNeeded: rawValue) & 0xFF_FFFF }

  /// Orders by time, then rank, then entity.
  @inlinable public static func < (left: EventKey, right: EventKey) -> Bool {
    left.rawValue < right.rawValue
  }
}
