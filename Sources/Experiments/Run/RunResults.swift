public import Statistics
import TreatmentModel

/// What is kept of a run in memory: as much for a thousand replications as for one.
public struct RunResults: Sendable {
  /// Replications that are in the results.
  public private(set) var replications = 0
  /// Retention of everybody and by stratum.
  public private(set) var retention: RetentionResults
  private(set) var waits: WaitResults
  private(set) var reach: ReachResults
  private(set) var equity: EquityResults
  private var moments = [RunningMoments](repeating: RunningMoments(), count: Metrics.all.count)

  /// Results of no replication yet; `retentionDays` are told beside the usual ones.
  init(model: Model, retentionDays: [Int]) {
    retention = RetentionResults(layout: model.layout, extra: retentionDays)
    waits = WaitResults(layout: model.layout, communities: model.communities.count)
    reach = ReachResults(layout: model.layout)
    equity = EquityResults(layout: model.layout)
  }

  /// Moments over replications of a metric, all people of all communities together.
  ///
  /// Replications in which the metric is not defined are left out; nil for an unknown name.
  public func moments(of metric: String) -> RunningMoments? {
    Metrics.index[metric].map { moments[$0] }
  }

  /// Adds a replication: the values of the metrics, the sum of the communities, and its groups.
  mutating func add(
    metrics values: [Double?], total: Outcome, groups: [Observation], communities: [Outcome]
  ) {
    replications += 1
    for (index, value) in values.enumerated() {
      if let value { moments[index].add(value) }
    }
    retention.add(total)
    reach.add(total)
    equity.add(groups)
    waits.add(total, entry: 0)
    for (index, community) in communities.enumerated() { waits.add(community, entry: index + 1) }
  }
}
