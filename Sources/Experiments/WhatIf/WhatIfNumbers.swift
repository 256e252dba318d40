internal import HealthEconomics
internal import Statistics
internal import TreatmentModel

/// What is kept of one replication of one strategy, all communities together: little enough to keep
/// many runs in memory.
struct WhatIfNumbers: Sendable {
  /// A curve over calendar intervals.
  enum Series: CaseIterable {
    case inTreatment, waiting, overdoseDeaths
  }

  /// Metrics by group: everybody, then each stratum; not a number where one is not defined.
  let metrics: [[Double]]
  /// Curves by interval; deaths are counted from the start.
  let series: [[Double]]
  /// Share still in treatment, any medication, by day of `retentionDays`; empty without episodes.
  let retention: [Double]
  /// What it cost, and the health that it brought.
  let costs: WhatIfCosts

  /// Days since admission at which retention is told.
  static func retentionDays(observedDays: Int) -> [Int] {
    Array(stride(from: 0, through: min(observedDays, 2 * 365), by: 7))
  }

  /// Takes the numbers from the outcomes of all communities.
  init(_ outcomes: [Outcome], arm: WhatIfArm, perspective: Perspective) {
    let layout = arm.model.layout
    var total = outcomes[0]
    for outcome in outcomes.dropFirst() { total.add(outcome) }
    metrics = Observation.all(in: total, layout: layout).enumerated().map { group, observation in
      Metrics.all.map { metric in
        guard group == 0 || metric.isByStratum else { return .nan }
        return metric.value(in: observation) ?? .nan
      }
    }
    series = Series.allCases.map { Self.curve($0, in: total, intervals: layout.intervals) }
    retention = Self.retention(in: total, layout: layout)
    costs = WhatIfCosts(outcomes, arm: arm, perspective: perspective)
  }

  /// A metric of a group; nil where it is not defined.
  func metric(_ name: String, group: Int = 0) -> Double? {
    guard let index = Metrics.index[name] else { preconditionFailure("no metric \(name)") }
    let value = metrics[group][index]
    return value.isNaN ? nil : value
  }

  private static let inTreatment = Metrics.occupancy(of: Metrics.treatmentStates)
  private static let waiting = Metrics.occupancy(of: [.waiting])
  private static let deaths = RiskWindow.allCases.map {
    Measure.count(of: .overdoseDeath, in: $0)
  }

  private static func curve(_ series: Series, in outcome: Outcome, intervals: Int) -> [Double] {
    func values(_ source: SeriesTable.Source) -> [Double] {
      (0..<intervals).map { SeriesTable.value(source, in: outcome, interval: $0) }
    }
    switch series {
    case .inTreatment: return values(.people(inTreatment))
    case .waiting: return values(.people(waiting))
    case .overdoseDeaths:
      var sum = 0.0
      return values(.count(deaths)).map { deaths in
        sum += deaths
        return sum
      }
    }
  }

  private static func retention(in outcome: Outcome, layout: OutcomeLayout) -> [Double] {
    var counts = RetentionCounts(days: layout.observedDays)
    for row in stride(from: 0, to: outcome.retention.count, by: layout.groups) {
      counts.add(outcome.retention[row])
    }
    let estimate = KaplanMeier(
      exits: counts.exits.map(Int.init), censored: counts.censored.map(Int.init))
    guard (estimate.atRisk.first ?? 0) > 0 else { return [] }
    return retentionDays(observedDays: layout.observedDays).map { estimate.survival[$0] }
  }
}
