public import Statistics
import TreatmentModel

/// Mortality off and on treatment as fentanyl's share of the supply grows.
public struct FentanylCurve: Sendable {
  /// One share of fentanyl, and ratios of the rates off treatment to those on it.
  public struct Point: Sendable {
    /// Fentanyl's share of the supply.
    public let share: Double
    /// Deaths of all causes.
    public let allCause: RunningMoments
    /// Deaths from overdose.
    public let overdose: RunningMoments
  }

  /// From no fentanyl upwards.
  public let points: [Point]

  /// The shares that are simulated.
  public static let shares = [0, 0.2, 0.4, 0.6, 0.8]

  /// Whether the ratio of all-cause mortality rises from each share to the next.
  public var rises: Bool {
    let means = points.compactMap(\.allCause.mean)
    return means.count == points.count && zip(means, means.dropFirst()).allSatisfy { $0 < $1 }
  }

  /// Runs a scenario at every share.
  ///
  /// - Throws: `Faults` of the scenario.
  public init(
    scenario path: String = "massachusetts", replications: Int = 5, threads: Int,
    overrides: [ScenarioOverride] = [], cancellation: Cancellation = Cancellation()
  ) throws {
    points = try Self.shares.map { share in
      let scenario = try ScenarioReader.read(
        path: path,
        overrides: overrides + [
          ScenarioOverride(key: "supply.fentanylShare", value: NumberText.text(share))
        ])
      let names = ["deaths", "overdose_deaths"].map { "\($0)_rate_ratio_off_to_on_treatment" }
      let results = try MetricRuns.moments(
        of: names, scenario, replications: replications, threads: threads,
        cancellation: cancellation)
      return Point(share: share, allCause: results[0], overdose: results[1])
    }
  }
}

/// Moments over replications of some metrics of a scenario.
enum MetricRuns {
  static func moments(
    of names: [String], _ scenario: Scenario, replications: Int, threads: Int,
    cancellation: Cancellation
  ) throws -> [RunningMoments] {
    let runner = Runner(model: scenario.model, replications: replications, threads: threads)
    let layout = scenario.model.layout
    let metrics = names.compactMap(Metrics.named)
    precondition(metrics.count == names.count, "unknown metrics among \(names)")
    return try runner.reduce(
      into: names.map { _ in RunningMoments() }, cancellation: cancellation,
      perform: { task, simulation in
        simulation.run(
          community: task.community, replication: task.replication, seed: scenario.run.seed)
      },
      combine: { moments, _, outcomes in
        var total = outcomes[0]
        for outcome in outcomes.dropFirst() { total.add(outcome) }
        let observation = Observation.all(in: total, layout: layout)[0]
        for (index, metric) in metrics.enumerated() {
          if let value = metric.value(in: observation) { moments[index].add(value) }
        }
      })
  }
}
