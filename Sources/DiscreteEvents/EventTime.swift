public import CKernel

/// A point in simulated time: whole ticks of 2^-20 of the time unit, here called the day.
///
/// A tick is 82 ms when the unit is a day; whole days and halves, quarters ... of a day are exact.
/// Nothing depends on the unit being a day: read "unit" for "day" to use hours or years.
/// Integer time makes ties, sums and comparisons exact on every machine.
public struct EventTime: Comparable, Hashable, Sendable, BitwiseCopyable {
  /// Ticks since time zero; a tick is 2^-20 day.
  public var ticks: Int64

  /// Ticks in one day: 2^20.
  @inlinable public static var ticksPerDay: Int64 { 1 << 20 }

  /// Days that an event key can hold: times lie in 0 ..< 2^18 days (718 years).
  @inlinable public static var latestDays: Double { 262_144 }

  /// Time zero.
  @inlinable public static var zero: EventTime { EventTime(ticks: 0) }

  /// Later than every event: a process that never fires.
  @inlinable public static var never: EventTime { EventTime(ticks: .max) }

  /// The time `ticks` ticks (2^-20 day) after zero.
  @inlinable public init(ticks: Int64) { self.ticks = ticks }

  /// The start of day `day`, exactly.
  @inlinable public init(day: Int) { ticks = Int64(day) * Self.ticksPerDay }

  /// The first tick at or after `days` (days); `never` from 2^18 days on, and for infinity.
  ///
  /// Rounding up means that an event whose exact time is not before now never fires before now.
  /// NaN stops the program.
  @inlinable @inline(__always) public init(roundingUp days: Double) {
    guard days < Self.latestDays else {
      precondition(!days.isNaN, "an event time must not be NaN")
      self = .never
      return
    }
    let scaled = days * 1_048_576
    precondition(scaled > -9.0e18, "an event time of \(days) days is out of range")
    let whole = ckernel_truncate(scaled)
    ticks = Double(whole) < scaled ? whole &+ 1 : whole
  }

  /// Days since zero; exact for every time an event key can hold.
  @inlinable public var days: Double { Double(ticks) * 0x1p-20 }

  /// Whole days completed since zero: the number of the calendar day that holds this time.
  @inlinable public var day: Int { Int(ticks >> 20) }

  /// Earlier times come first.
  @inlinable public static func < (left: EventTime, right: EventTime) -> Bool {
    left.ticks < right.ticks
  }
}
