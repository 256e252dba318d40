internal import Foundation

/// When some work began, and how long it has taken: seconds do not follow a calendar clock that is set
/// meanwhile.
struct WorkClock: Sendable {
  private let calendar = Date()
  private let instant = ContinuousClock.now

  /// The moment of the beginning: ISO 8601, universal time.
  var started: String { calendar.ISO8601Format() }

  /// Seconds since the beginning, 0 or more.
  var seconds: Double { (ContinuousClock.now - instant) / .seconds(1) }
}
