internal import Foundation
internal import Statistics
internal import TreatmentModel

/// A sensitivity analysis on its way to a folder of files.
public struct SensitivityRun: Sendable {
  /// What is analysed.
  public let plan: SensitivityPlan
  /// How it is carried out.
  public let request: RunRequest

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

  /// Simulates, and writes the folder.
  ///
  /// - Parameters:
  ///   - cancellation: stops it; nothing is written then.
  ///   - progress: called after every task; the total of a threshold grows while it is searched for.
  /// - Returns: the results and the folder; nil where it was stopped.
  public func execute(
    cancellation: Cancellation, progress: @Sendable (RunProgress) -> Void = { _ in }
  ) throws -> (results: SensitivityResults, folder: String)? {
    let clock = WorkClock()
    let directory = try RunDirectory(path: request.output, replaces: request.replaces)
    guard let results = try results(cancellation, progress) else { return nil }
    let folder = directory.workPath
    var outputs = [try SensitivityTables(results).write { "\(folder)/\($0)" }]
    outputs.append(
      try write(plan.scenario.resolvedYAML, toNewFile: "\(folder)/scenario.resolved.yaml"))
    _ = try write(
      manifest(outputs, clock).json(), toNewFile: "\(folder)/manifest.json")
    let path = directory.path
    try directory.finish()
    return (results, path)
  }

  /// The results without files; nil where it was stopped.
  func results(
    _ cancellation: Cancellation, _ progress: @Sendable (RunProgress) -> Void = { _ in }
  ) throws -> SensitivityResults? {
    let evaluator = SensitivityEvaluator(plan: plan, threads: request.threads)
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
