import Statistics
import TreatmentModel

/// Curves to look at: who is still in treatment, and who uses, by medication.
public struct FaceTables: Sendable {
  /// A curve of one medication in one scenario.
  public struct Curve: Sendable {
    /// Name of the scenario.
    public let scenario: String
    /// The medication in words.
    public let medication: String
    /// Shares, by day or by month.
    public let shares: [Double?]
  }

  /// Days of the retention table.
  public static let days = [7, 28, 84, 160, 365, 730]
  /// Months of the table of use: of 28 days in trials.
  public static let months = [1, 2, 3, 4, 5, 6]

  /// Share still in treatment after each day.
  public let retention: [Curve]
  /// Share of time on the medication in lapse, in each month of a trial.
  public let lapse: [Curve]

  /// Runs the trials, and a state for the long curves.
  init(cohort: TrialCohort, threads: Int, cancellation: Cancellation) throws {
    var retention: [Curve] = []
    var lapse: [Curve] = []
    for name in ["trials/start", "trials/xbot", "massachusetts"] {
      let isTrial = name.hasPrefix("trials/")
      let scenario =
        try isTrial
        ? cohort.withFile { path throws(Faults) in
          try ScenarioReader.read(path: name, cohort: path)
        } : ScenarioReader.read(path: name)
      let total = try Self.total(
        scenario, replications: isTrial ? 10 : 2, threads: threads, cancellation: cancellation)
      for medication in Medication.active {
        if let curve = Self.curve(medication, total, scenario) { retention.append(curve) }
        if isTrial, let curve = Self.use(medication, total, scenario) { lapse.append(curve) }
      }
    }
    self.retention = retention
    self.lapse = lapse
  }

  private static func total(
    _ scenario: Scenario, replications: Int, threads: Int, cancellation: Cancellation
  ) throws -> Outcome {
    let runner = Runner(model: scenario.model, replications: replications, threads: threads)
    return try runner.reduce(
      into: Outcome(layout: scenario.model.layout), cancellation: cancellation,
      perform: { task, simulation in
        simulation.run(
          community: task.community, replication: task.replication, seed: scenario.run.seed)
      }, combine: { total, _, outcomes in for outcome in outcomes { total.add(outcome) } })
  }

  private static func curve(
    _ medication: Medication, _ total: Outcome, _ scenario: Scenario
  ) -> Curve? {
    let layout = scenario.model.layout
    let counts = total.retention[(Int(medication.rawValue) - 1) * layout.groups]
    let estimate = KaplanMeier(
      exits: counts.exits.map(Int.init), censored: counts.censored.map(Int.init))
    guard (estimate.atRisk.first ?? 0) > 0 else { return nil }
    return Curve(
      scenario: scenario.name, medication: medication.words,
      shares: days.map { $0 < layout.observedDays ? estimate.survival[$0] : nil })
  }

  private static func use(
    _ medication: Medication, _ total: Outcome, _ scenario: Scenario
  ) -> Curve? {
    let intervals = scenario.model.layout.intervals
    func ticks(_ interval: Int, _ use: [UseState]) -> Int64 {
      Metrics.occupancy(medications: [medication], use: use).reduce(0) {
        $0 + total.series[interval * Measure.count + $1]
      }
    }
    let shares = months.map { month -> Double? in
      guard month <= intervals else { return nil }
      let all = ticks(month - 1, UseState.allCases)
      return all > 0 ? Double(ticks(month - 1, [.lapse])) / Double(all) : nil
    }
    guard shares.contains(where: { $0 != nil }) else { return nil }
    return Curve(scenario: scenario.name, medication: medication.words, shares: shares)
  }
}
