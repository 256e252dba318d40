import TreatmentModel

/// Lives of one community and replication, paired by person and added up by stratum, and by whether
/// the strategy reached the person.
public struct LifeTally: Sendable, Equatable {
  private var sums: [Int64]
  private var one = [Int64](repeating: 0, count: LifeMeasure.allCases.count)

  /// No lives yet, in some groups of people.
  init(groups: Int) {
    sums = Array(repeating: 0, count: groups * 2 * LifeMeasure.allCases.count)
  }

  /// The sum of a measure in a group, 0 for everybody, among those reached or not; times in ticks.
  public func sum(_ measure: LifeMeasure, group: Int, reached: Bool) -> Int64 {
    sums[Self.row(group, reached) + measure.rawValue]
  }

  /// Adds the tallies of another community.
  mutating func add(_ other: LifeTally) {
    for (index, value) in other.sums.enumerated() { sums[index] += value }
  }

  /// Adds a person.
  ///
  /// - Parameters:
  ///   - usual: the life under the comparator.
  ///   - changed: the same person's life under the strategy.
  ///   - groups: the groups that the person belongs to.
  ///   - observed: first and last day of the observed time, from time zero of the run.
  mutating func add(
    _ usual: LifeSummary, _ changed: LifeSummary, groups: [Int], observed: ClosedRange<Float>
  ) {
    let start = observed.lowerBound
    // Who dies in the warm-up under both is no part of the comparison.
    if usual.deathDay < start && changed.deathDay < start { return }
    for index in one.indices { one[index] = 0 }
    one[LifeMeasure.lives.rawValue] = 1
    addDeaths(usual, changed, from: start)
    let lived = Self.ticks(changed, observed) - Self.ticks(usual, observed)
    split(lived, .daysLivedGained, .daysLivedLost)
    let medication = changed.medicationTicks - usual.medicationTicks
    split(medication, .medicationDaysGained, .medicationDaysLost)
    mark(medication, .livesWithMoreMedication, .livesWithLessMedication)
    let overdoses = Int64(changed.overdoses - usual.overdoses)
    split(overdoses, .overdosesAdded, .overdosesAverted)
    mark(overdoses, .livesWithMoreOverdoses, .livesWithFewerOverdoses)
    if usual.deathDay != changed.deathDay || medication != 0 || overdoses != 0 {
      one[LifeMeasure.livesChanged.rawValue] = 1
    }
    for group in groups {
      let row = Self.row(group, changed.wasReached)
      for (index, value) in one.enumerated() { sums[row + index] += value }
    }
  }

  private mutating func addDeaths(
    _ usual: LifeSummary, _ changed: LifeSummary, from start: Float
  ) {
    func set(_ measure: LifeMeasure, _ isSo: Bool) { one[measure.rawValue] = isSo ? 1 : 0 }
    let (before, after) = (usual.deathDay >= start, changed.deathDay >= start)
    set(.deathsComparator, usual.isDead && before)
    set(.deathsStrategy, changed.isDead && after)
    set(.deathsAverted, usual.isDead && !changed.isDead)
    set(.deathsCaused, changed.isDead && !usual.isDead)
    set(.overdoseDeathsComparator, usual.diedOfOverdose && before)
    set(.overdoseDeathsStrategy, changed.diedOfOverdose && after)
  }

  private mutating func split(_ change: Int64, _ more: LifeMeasure, _ less: LifeMeasure) {
    one[more.rawValue] = max(0, change)
    one[less.rawValue] = max(0, -change)
  }

  private mutating func mark(_ change: Int64, _ more: LifeMeasure, _ less: LifeMeasure) {
    one[more.rawValue] = change > 0 ? 1 : 0
    one[less.rawValue] = change < 0 ? 1 : 0
  }

  /// Observed time until death or the end; who enters later does so on the same day in both lives.
  private static func ticks(_ life: LifeSummary, _ observed: ClosedRange<Float>) -> Int64 {
    let end = min(max(life.deathDay, observed.lowerBound), observed.upperBound)
    return Int64((Double(end) * Formula.ticksPerDay).rounded())
  }

  private static func row(_ group: Int, _ reached: Bool) -> Int {
    (group * 2 + (reached ? 1 : 0)) * LifeMeasure.allCases.count
  }
}
