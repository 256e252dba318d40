/// What happened in one run of one community: integers that add up in any order.
///
/// Shapes: `series` is `intervals x Measure.count`, `prevalence` is `intervals x
/// Measure.occupancyCount`, `totals` is `cells x Measure.count`. Person-time is in ticks of 2^-20 day.
public struct Outcome: Sendable, Equatable {
  /// Measures by calendar interval, everybody together; risk-window time is kept in `totals` only.
  public var series: [Int64]
  /// People alive in each combination of states at the end of each interval.
  public var prevalence: [Int64]
  /// Measures over the whole observed time by stratum cell.
  public var totals: [Int64]
  /// Ends of treatment episodes by day since admission, by medication and then by group.
  public var retention: [RetentionCounts]
  /// Whole days waited on a list, by resource.
  public var waits: [WaitCounts]
  /// `cells x policies x PolicyCount`: whom each policy reached and missed.
  public var policies: [Int64]
  /// `intervals x policies x PolicyCount`: the same by calendar interval, everybody together.
  public var policySeries: [Int64]

  /// An outcome in which nothing has happened yet.
  public init(layout: OutcomeLayout) {
    series = Array(repeating: 0, count: layout.intervals * Measure.count)
    prevalence = Array(repeating: 0, count: layout.intervals * Measure.occupancyCount)
    totals = Array(repeating: 0, count: layout.cells * Measure.count)
    retention = Array(
      repeating: RetentionCounts(days: layout.observedDays),
      count: Medication.active.count * layout.groups)
    waits = Array(
      repeating: WaitCounts(days: layout.observedDays), count: ResourceKind.allCases.count)
    policies = Array(
      repeating: 0, count: layout.cells * layout.policies * PolicyCount.allCases.count)
    policySeries = Array(
      repeating: 0, count: layout.intervals * layout.policies * PolicyCount.allCases.count)
  }

  /// Adds another outcome of the same layout, number by number.
  public mutating func add(_ other: Outcome) {
    precondition(
      totals.count == other.totals.count && series.count == other.series.count,
      "outcomes of different layouts")
    for index in series.indices { series[index] &+= other.series[index] }
    for index in prevalence.indices { prevalence[index] &+= other.prevalence[index] }
    for index in totals.indices { totals[index] &+= other.totals[index] }
    for index in retention.indices { retention[index].add(other.retention[index]) }
    for index in waits.indices { waits[index].add(other.waits[index]) }
    for index in policies.indices { policies[index] &+= other.policies[index] }
    for index in policySeries.indices { policySeries[index] &+= other.policySeries[index] }
  }
}

/// Ends of treatment episodes by whole day since admission; day 0 holds failed inductions.
public struct RetentionCounts: Sendable, Equatable {
  /// Episodes that ended on each day.
  public var exits: [UInt32]
  /// Episodes that were still going on when observation ended, by day.
  public var censored: [UInt32]

  /// Empty counts for days 0 to `days`.
  public init(days: Int) {
    exits = Array(repeating: 0, count: days + 1)
    censored = exits
  }

  /// Adds the counts of another run.
  public mutating func add(_ other: RetentionCounts) {
    for day in exits.indices {
      exits[day] &+= other.exits[day]
      censored[day] &+= other.censored[day]
    }
  }
}

/// Whole days spent on a waiting list by how the wait ended.
public struct WaitCounts: Sendable, Equatable {
  /// Waits that ended with a place.
  public var admitted: [UInt32]
  /// Waits that ended without one: reneged, died.
  public var lost: [UInt32]

  /// Empty counts for waits of 0 to `days` days.
  public init(days: Int) {
    admitted = Array(repeating: 0, count: days + 1)
    lost = admitted
  }

  /// Adds the counts of another run.
  public mutating func add(_ other: WaitCounts) {
    for day in admitted.indices {
      admitted[day] &+= other.admitted[day]
      lost[day] &+= other.lost[day]
    }
  }
}

/// The shape of an `Outcome`.
public struct OutcomeLayout: Sendable, Equatable {
  /// Calendar intervals in the observed time; the last may be short.
  public let intervals: Int
  /// Stratum cells: the product of the strata of all stratifications.
  public let cells: Int
  /// Groups of retention curves: everybody, then each stratum of each stratification.
  public let groups: Int
  /// Observed whole days, rounded up.
  public let observedDays: Int
  /// The stratifications, outermost first.
  public let stratifications: [Stratification]
  /// Policies of the strategy.
  public let policies: Int

  /// Computes the shape.
  public init(
    observedDays: Double, intervalDays: Double, stratifications: [Stratification], policies: Int = 0
  ) {
    intervals = Int((observedDays / intervalDays - 1e-9).rounded(.up))
    self.observedDays = Int(observedDays.rounded(.up))
    cells = stratifications.reduce(1) { $0 * $1.count }
    groups = 1 + stratifications.reduce(0) { $0 + $1.count }
    self.stratifications = stratifications
    self.policies = policies
  }

  /// Place of a policy's count in `Outcome.policies`.
  public func index(of count: PolicyCount, policy: Int, cell: Int) -> Int {
    (cell * policies + policy) * PolicyCount.allCases.count + count.rawValue
  }

  /// The cell of a person.
  public func cell(of person: Attributes) -> Int {
    stratifications.reduce(0) { $0 * $1.count + $1.index(of: person) }
  }

  /// The index of a cell's stratum in one of the stratifications.
  public func stratum(ofCell cell: Int, in stratification: Int) -> Int {
    var rest = cell
    for index in stratifications.indices.reversed() {
      let count = stratifications[index].count
      if index == stratification { return rest % count }
      rest /= count
    }
    preconditionFailure("no stratification \(stratification)")
  }
}
