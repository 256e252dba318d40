/// What comes first among events of one instant.
///
/// A place freed at noon must be free for whoever asks at noon, and a report at noon must see both:
/// releases, then changes of state or rate, then seizes, then reports.
public enum EventRank: UInt8, CaseIterable, Comparable, Sendable {
  /// Gives something back: a freed place, an end of stay.
  case release = 0
  /// Changes a state, a rate or a capacity.
  case change = 1
  /// Takes something: asks for a place, joins a line.
  case seize = 2
  /// Reads only: a report, the end of an interval.
  case report = 3

  /// Lower ranks come first.
  @inlinable public static func < (left: EventRank, right: EventRank) -> Bool {
    left.rawValue < right.rawValue
  }
}
