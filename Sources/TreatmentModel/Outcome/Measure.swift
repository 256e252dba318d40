/// The columns of an outcome table: one integer each, in this order.
///
/// 1. person-time in ticks by care state (without `dead`), medication and use state;
/// 2. person-time in ticks by `RiskWindow`;
/// 3. counts of `EventCount`;
/// 4. counts of `RiskCount` by `RiskWindow`.
public enum Measure {
  /// Number of combinations of care state, medication and use state.
  public static let occupancyCount = 10 * 5 * 3
  @usableFromInline static let windowBase = occupancyCount
  @usableFromInline static let eventBase = windowBase + RiskWindow.allCases.count
  @usableFromInline static let riskBase = eventBase + EventCount.allCases.count
  /// Number of columns.
  public static let count = riskBase + RiskCount.allCases.count * RiskWindow.allCases.count

  /// Column of person-time in a combination of states; `care` must not be `dead`.
  @inlinable
  public static func occupancy(_ care: CareState, _ medication: Medication, _ use: UseState) -> Int
  {
    Int(care.rawValue) &* 15 &+ Int(medication.rawValue) &* 3 &+ Int(use.rawValue)
  }

  /// Column of person-time in a risk window.
  @inlinable public static func time(in window: RiskWindow) -> Int {
    windowBase &+ Int(window.rawValue)
  }

  /// Column of a count.
  @inlinable public static func count(of event: EventCount) -> Int {
    eventBase &+ Int(event.rawValue)
  }

  /// Column of a count in a risk window.
  @inlinable public static func count(of event: RiskCount, in window: RiskWindow) -> Int {
    riskBase &+ Int(event.rawValue) &* 10 &+ Int(window.rawValue)
  }
}
