public import Statistics
public import TreatmentModel

/// Retention over replications: the pooled estimate and its Monte Carlo error.
public struct RetentionResults: Sendable {
  /// Days that are told, in order.
  public let days: [Int]
  private let groups: Int
  private var pooled: [RetentionCounts]
  private var moments: [[RunningMoments]]

  /// A point of a curve.
  public struct Point: Sendable {
    /// Share retained after the day, over all episodes.
    public let retained: Double
    /// Moments of the replications' own estimates; replications without episodes are left out.
    public let replications: RunningMoments
    /// Episodes in treatment at the start of the day.
    public let atRisk: Int

    /// The 95 % Monte Carlo interval around `retained`, inside 0...1; nil with fewer than two
    /// replications, and where everybody has left.
    public var interval: Interval? {
      replications.standardError.flatMap {
        .survival(retained, standardError: $0, degreesOfFreedom: replications.count - 1)
      }
    }
  }

  /// Results of no replication yet; `extra` are days to tell beside the usual ones.
  init(layout: OutcomeLayout, extra: [Int] = []) {
    let usual = Array(0...30) + Array(stride(from: 35, through: layout.observedDays, by: 7))
    let months = [28, 84, 160, 168, 180, 365]
    days = Set(usual + months + extra).filter { $0 <= layout.observedDays }.sorted()
    groups = layout.groups
    let curves = Medication.active.count * layout.groups
    pooled = Array(repeating: RetentionCounts(days: layout.observedDays), count: curves)
    moments = Array(
      repeating: Array(repeating: RunningMoments(), count: days.count), count: curves)
  }

  /// Adds a replication, the communities together.
  mutating func add(_ outcome: Outcome) {
    for (curve, counts) in outcome.retention.enumerated() {
      pooled[curve].add(counts)
      guard let estimate = Self.estimate(counts) else { continue }
      for (index, day) in days.enumerated() {
        moments[curve][index].add(estimate.survival[day])
      }
    }
  }

  /// The curve of a medication in a group, at `days`; nil without any episode.
  func curve(_ medication: Medication, group: Int = 0) -> [Point]? {
    let curve = (Int(medication.rawValue) - 1) * groups + group
    guard let estimate = Self.estimate(pooled[curve]) else { return nil }
    return days.enumerated().map { index, day in
      Point(
        retained: estimate.survival[day], replications: moments[curve][index],
        atRisk: estimate.atRisk[day])
    }
  }

  /// A medication's share retained after a day, everybody together; nil where it is not told.
  public func point(_ medication: Medication, day: Int) -> Point? {
    days.firstIndex(of: day).flatMap { curve(medication)?[$0] }
  }

  private static func estimate(_ counts: RetentionCounts) -> KaplanMeier? {
    let estimate = KaplanMeier(
      exits: counts.exits.map(Int.init), censored: counts.censored.map(Int.init))
    return (estimate.atRisk.first ?? 0) > 0 ? estimate : nil
  }

  /// Writes `retention.csv`.
  func write(strata: [String], strategy: String, to file: inout CSVFile) throws(OutputError) {
    for medication in Medication.active {
      for (group, stratum) in strata.enumerated() {
        guard let points = curve(medication, group: group) else { continue }
        file.lead([.text(strategy), .text(medication.name), .text(stratum)])
        for (day, point) in zip(days, points) {
          let interval = point.interval
          try file.row([
            .integer(day), .number(point.retained), .number(point.replications.standardError),
            .number(interval?.lower), .number(interval?.upper), .integer(point.atRisk),
          ])
        }
      }
    }
  }
}
