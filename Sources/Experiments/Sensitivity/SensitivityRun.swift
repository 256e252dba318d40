internal import Foundation
internal import Statistics
internal import TreatmentModel

/// A sensitivity analysis on its way to a folder of files.
///
/// Every finished replication of a point is kept in a file beside the folder until the folder is
/// written: an analysis that was stopped or killed goes on there, and ends in the same bytes. A search
/// for a threshold takes the same way again and finds the points where it was.
public struct SensitivityRun: Sendable {
  /// What is analysed.
  public let plan: SensitivityPlan
  /// How it is carried out.
  public let request: RunRequest

  /// How an analysis ended.
  public struct Ending: Sendable {
    /// The results; nil where it was stopped.
    public let results: SensitivityResults?
    /// The folder; nil where it was stopped.
    public let folder: String?
    /// What is finished, by earlier runs included.
    public let kept: KeptPoints
    /// What was finished by earlier runs.
    public let resumed: KeptPoints
    /// Replications of points that this run simulated.
    public let simulated: Int
  }

  /// Prepares an analysis.
  ///
  /// - Throws: `OutputError` where it may not be written to its folder.
  public init(_ plan: SensitivityPlan, _ request: RunRequest) throws {
    try RunDirectory.check(request.output, replaces: request.replaces)
    self.plan = plan
    self.request = request
  }

  /// How narrow a threshold is made, as a share of its range: where simulations are needed, and where
  /// only prices change.
  private static let tolerance = (simulated: 1e-3, priced: 1e-9)

  /// The file of finished replications.
  public var log: String { request.beside("points") }

  /// Simulates what is missing, and writes the folder.
  ///
  /// - Parameters:
  ///   - cancellation: stops after the replications at hand; those finished are kept.
  ///   - progress: called after every task; the total of a threshold grows while it is searched for.
  /// - Throws: `OutputError`, also where the log holds another analysis; `InputFault`.
  public func execute(
    cancellation: Cancellation, progress: @Sendable (RunProgress) -> Void = { _ in }
  ) throws -> Ending {
    let clock = WorkClock()
    let directory = try RunDirectory(path: request.output, replaces: request.replaces)
    let log = try ResultLog(path: log, inputs: plan.identity, replaces: request.replaces)
    let resumed = KeptPoints(log, replications: plan.replications)
    func ending(_ results: SensitivityResults?, _ folder: String?) -> Ending {
      Ending(
        results: results, folder: folder,
        kept: KeptPoints(log, replications: plan.replications), resumed: resumed,
        simulated: log.counts.added)
    }
    let evaluator = SensitivityEvaluator(plan: plan, threads: request.threads, log: log)
    guard let results = try results(evaluator, cancellation, progress) else {
      return ending(nil, nil)
    }
    let folder = directory.workPath
    var outputs = [try SensitivityTables(results).write { "\(folder)/\($0)" }]
    outputs.append(
      try write(plan.scenario.resolvedYAML, toNewFile: "\(folder)/scenario.resolved.yaml"))
    _ = try write(
      manifest(outputs, clock).json(), toNewFile: "\(folder)/manifest.json")
    let path = directory.path
    try directory.finish()
    try? FileManager.default.removeItem(atPath: self.log)
    return ending(results, path)
  }

  /// The results without files; nil where it was stopped.
  private func results(
    _ evaluator: SensitivityEvaluator, _ cancellation: Cancellation,
    _ progress: @Sendable (RunProgress) -> Void
  ) throws -> SensitivityResults? {
    let points = plan.points
    if case .threshold(let range) = plan.question, plan.scenario.isPrice(range.key),
      plan.measured == .netBenefit
    {
      return try pricedThreshold(range, evaluator, cancellation, progress)
    }
    guard
      let differences = try evaluator.differences(
        at: points, cancellation: cancellation, progress: progress)
    else { return nil }
    guard case .threshold(let range) = plan.question else {
      return SensitivityResults(plan, differences)
    }
    return try threshold(range, differences, evaluator, cancellation, progress)
  }

  /// Searches with new simulations at every place.
  private func threshold(
    _ range: SensitivityRange, _ begin: [[Double?]], _ evaluator: SensitivityEvaluator,
    _ cancellation: Cancellation, _ progress: @Sendable (RunProgress) -> Void
  ) throws -> SensitivityResults? {
    let known = try zip(range.numbers(begin.count), begin).map { place, values in
      ThresholdSearch.Point(place: place, value: try value(values))
    }
    let search = ThresholdSearch(known, tolerance: Self.tolerance.simulated)
    var finished = begin.count * plan.replications
    do {
      let answer = try search.answer { place in
        let before = finished
        guard
          let values = try evaluator.differences(
            at: [plan.point([range.key: place])], cancellation: cancellation,
            progress: { now in
              progress(RunProgress(finished: before + now.finished, total: before + now.total))
            })
        else { throw Interruption() }
        finished += plan.replications
        return try value(values[0])
      }
      return SensitivityResults(plan, range, answer)
    } catch is Interruption {
      return nil
    }
  }

  /// A price needs one set of simulations: net benefit is linear in it unless it is a rate of discount.
  private func pricedThreshold(
    _ range: SensitivityRange, _ evaluator: SensitivityEvaluator, _ cancellation: Cancellation,
    _ progress: @Sendable (RunProgress) -> Void
  ) throws -> SensitivityResults? {
    guard
      let priced = try evaluator.priced(cancellation: cancellation, progress: progress)
    else { return nil }
    func value(at place: Double) throws -> ThresholdSearch.Value {
      try self.value(priced.differences(at: plan.point([range.key: place])))
    }
    let known = try range.numbers(ThresholdSearch.points).map {
      ThresholdSearch.Point(place: $0, value: try value(at: $0))
    }
    return SensitivityResults(
      plan, range,
      try ThresholdSearch(known, tolerance: Self.tolerance.priced).answer(value))
  }

  private struct Interruption: Error {}

  private func value(_ values: [Double?]) throws -> ThresholdSearch.Value {
    let moments = SensitivityResults.moments(values)
    guard let mean = moments.mean else {
      throw InputFault(
        key: plan.measured.name,
        message: "it is not defined in any replication, so that there is nothing to search.")
    }
    let interval = moments.confidenceInterval()
    return ThresholdSearch.Value(
      mean: mean, lower: interval?.lower, upper: interval?.upper,
      standardError: moments.standardError)
  }

  private func manifest(_ outputs: [WrittenFile], _ clock: WorkClock) -> Manifest {
    let scenario = plan.scenario
    return Manifest(
      sourceCommit: SourceCommit.above(CommandLine.arguments[0]), status: .complete,
      command: request.command, threads: request.threads, started: clock.started,
      wallSeconds: clock.seconds, scenario: scenario.name,
      strategies: [plan.comparatorName, plan.strategyName], comparator: plan.comparatorName,
      title: scenario.title, seed: String(scenario.run.seed),
      replicationsPlanned: plan.replications, replicationsFinished: plan.replications,
      communities: scenario.model.communities.map(\.name), strata: [],
      horizonDays: scenario.model.horizonDays, warmUpDays: scenario.model.warmUpDays,
      inputs: scenario.inputs + BuiltIn.digests, outputs: outputs)
  }
}
