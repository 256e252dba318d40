/// When one process of one entity fires: sixteen bytes, kept from one event to the next.
///
/// A clock holds a unit-exponential threshold and fires when its integrated hazard - multiplier
/// times the increment of a `CumulativeHazard` - reaches it. When the multiplier changes, the hazard
/// is integrated up to now and the firing time is recomputed; the threshold is never drawn again.
/// This is the modified next-reaction method (Anderson 2007, doi:10.1063/1.2799998). It is exact,
/// takes one draw per firing, and keeps the n-th threshold of a process the same under any change of
/// rates, which is what common random numbers need.
///
/// A clock is unarmed (no threshold), suspended (holds what is left of its threshold) or running.
/// The shape and its `origin` - the date (days) at which its elapsed time is 0 - are given with each
/// operation, so that many clocks share one shape; while a clock runs they must stay the same. To
/// change shape or origin: `suspend` with the old, `resume` with the new.
///
/// A clock that is due (firing time at or before now, as after rounding up to a tick) stays due
/// whatever happens to its multiplier.
public struct Clock: Equatable, Sendable, BitwiseCopyable {
  // Running: firing date in days. Suspended or blocked: what is left of the threshold.
  // Unreachable: the cumulative hazard of the shape at which it would fire.
  @usableFromInline var value: Double
  @usableFromInline var storedMultiplier: Float
  @usableFromInline var drawn: UInt16
  @usableFromInline var state: UInt16

  @inlinable static var unarmed: UInt16 { 0 }
  @inlinable static var suspended: UInt16 { 1 }
  @inlinable static var running: UInt16 { 2 }
  /// Running with multiplier 0.
  @inlinable static var blocked: UInt16 { 3 }
  /// Running with a hazard that never adds up to the threshold.
  @inlinable static var unreachable: UInt16 { 4 }

  /// An unarmed clock whose next draw has number `occurrences`.
  public init(occurrences: UInt16 = 0) {
    value = 0
    storedMultiplier = 0
    drawn = occurrences
    state = 0
  }

  /// The date (days) at which the clock fires; infinity unless it runs and its hazard suffices.
  @inlinable public var firingTime: Double { state == Self.running ? value : .infinity }

  /// The factor on the hazard while running; rounded to 24 bits.
  @inlinable public var multiplier: Double { Double(storedMultiplier) }

  /// Thresholds drawn so far: the number of the next draw of this process.
  ///
  /// It goes on from 0 after 65,535, so that a process that fires more than 65,536 times in one life, far
  /// beyond what lives hold, uses its thresholds again.
  @inlinable public var occurrences: UInt16 { drawn }

  /// Whether the hazard is being integrated.
  @inlinable public var isRunning: Bool { state >= Self.running }

  /// Whether there is a threshold, suspended or running.
  @inlinable public var isArmed: Bool { state != Self.unarmed }

  /// Gives an unarmed clock its next threshold, a unit-exponential draw >= 0, and suspends it.
  @inlinable public mutating func drawNext(threshold: Double) {
    precondition(!isArmed, "a threshold is drawn once and kept until the clock fires")
    precondition(threshold >= 0, "threshold \(threshold)")
    value = threshold
    state = Self.suspended
    drawn &+= 1
  }

  /// Notes that a running clock has fired: it is unarmed and wants its next threshold.
  @inlinable public mutating func fired() {
    precondition(isRunning, "only a running clock fires")
    state = Self.unarmed
  }

  /// Gives up the threshold, drawn or running, without an event.
  @inlinable public mutating func disarm() { state = Self.unarmed }
}
