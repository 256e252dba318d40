/// How to carry out a comparison, beside what the scenario says.
public struct ComparisonRequest: Sendable {
  /// Folder, threads, command, report: as for a run.
  public var run: RunRequest
  /// Replications are added until these are met; empty: as many as the scenario says.
  public var goals: [PrecisionGoal]
  /// Most replications where there are goals.
  public var mostReplications: Int
  /// The metric by which strategies are ranked under every evidence floor; nil: not done.
  public var floorMetric: String?
  /// Whether replications are also told by community, and month by month.
  public var isDetailed: Bool
  /// What else is computed from the replications.
  public var consumers: [any ComparisonConsumer]

  /// Describes a request.
  public init(
    _ run: RunRequest, goals: [PrecisionGoal] = [], mostReplications: Int = 1000,
    floorMetric: String? = nil, isDetailed: Bool = false,
    consumers: [any ComparisonConsumer] = []
  ) {
    precondition(mostReplications > 0, "\(mostReplications) replications at most")
    self.run = run
    self.goals = goals
    self.mostReplications = mostReplications
    self.floorMetric = floorMetric
    self.isDetailed = isDetailed
    self.consumers = consumers
  }

  /// The folder of a comparison that gives no other: the same for the same experiment.
  public static func defaultOutput(
    of comparison: Comparison, isPartial: Bool, goals: [PrecisionGoal]
  ) -> String {
    let scenario = comparison.scenario
    let names = isPartial ? comparison.strategies.map(\.name).joined(separator: ",") + "-" : ""
    let length =
      goals.isEmpty
      ? "r\(scenario.run.replications)"
      : goals.map { "\($0.metric)-\(NumberText.text($0.halfWidth))" }.joined(separator: "-")
    return "Output/\(scenario.name)/compare-\(names)seed\(scenario.run.seed)-\(length)"
  }
}
