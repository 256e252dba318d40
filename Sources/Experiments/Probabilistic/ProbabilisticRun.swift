internal import Foundation
internal import TreatmentModel

/// An uncertainty analysis on its way from draws to a folder of files.
///
/// Every finished draw is kept in a file beside the folder until the folder is written: an analysis
/// that was stopped or killed goes on there, and ends in the same bytes.
public struct ProbabilisticRun: Sendable {
  /// What is analysed.
  public let plan: ProbabilisticPlan
  /// How it is carried out.
  public let request: RunRequest
  /// What decisions are made by.
  public let economics: EconomicsPlan

  /// How an analysis ended.
  public struct Ending: Sendable {
    /// The results; nil where not all draws are finished.
    public let results: ProbabilisticResults?
    /// What is printed of the results; nil where there are none.
    public let report: ProbabilisticReport?
    /// Draws that are finished, those of earlier runs included.
    public let finished: Int
    /// Draws that were finished by earlier runs.
    public let resumed: Int
    /// The folder; nil where not all draws are finished.
    public let folder: String?
  }

  /// Prepares an analysis.
  ///
  /// - Throws: `OutputError` where it may not be written to its folder.
  public init(_ plan: ProbabilisticPlan, _ request: RunRequest) throws {
    try RunDirectory.check(request.output, replaces: request.replaces)
    self.plan = plan
    self.request = request
    economics = plan.scenario.economics
  }

  /// The file of finished draws.
  public var log: String { request.beside("draws") }

  /// Simulates the draws that are missing and writes the folder.
  ///
  /// - Parameters:
  ///   - cancellation: stops after the draws at hand; those finished are kept.
  ///   - progress: called after every draw.
  public func execute(
    cancellation: Cancellation, progress: @Sendable (RunProgress) -> Void = { _ in }
  ) throws -> Ending {
    let clock = WorkClock()
    let directory = try RunDirectory(path: request.output, replaces: request.replaces)
    let log = try ResultLog(path: log, inputs: plan.identity, replaces: request.replaces)
    let simulator = DrawSimulator(plan)
    let values = try TaskPool(tasks: plan.draws, threads: request.threads).reduce(
      into: [[Double]](), cancellation: cancellation, progress: progress, worker: {},
      perform: { draw, _ in
        try log.result(at: [Double(draw)]) { try simulator.values(ofDraw: draw) }
      },
      combine: { values, _, draw in values.append(draw) })
    guard values.count == plan.draws else {
      return Ending(
        results: nil, report: nil, finished: log.size, resumed: log.counts.found, folder: nil)
    }
    let results = ProbabilisticResults(plan: plan, inputs: simulator.inputs, values: values)
    let folder = directory.workPath
    let information = try InformationAnalysis(results, economics, threads: request.threads)
    var outputs = try ProbabilisticTables(results, economics, information: information).write {
      "\(folder)/\($0)"
    }
    if request.writesReport {
      let report = UncertaintyReport(
        results: results, economics: economics, information: information,
        command: request.command)
      outputs.append(try report.write(to: "\(folder)/report.html", charts: .find()))
    }
    outputs.append(
      try write(plan.scenario.resolvedYAML, toNewFile: "\(folder)/scenario.resolved.yaml"))
    let manifest = manifest(outputs, clock)
    _ = try write(manifest.json(), toNewFile: "\(folder)/manifest.json")
    let path = directory.path
    try directory.finish()
    try? FileManager.default.removeItem(atPath: self.log)
    return Ending(
      results: results,
      report: ProbabilisticReport(results, economics, information: information),
      finished: plan.draws, resumed: log.counts.found, folder: path)
  }

  private func manifest(_ outputs: [WrittenFile], _ clock: WorkClock) -> Manifest {
    let scenario = plan.scenario
    return Manifest(
      sourceCommit: SourceCommit.above(CommandLine.arguments[0]), status: .complete,
      command: request.command, threads: request.threads, started: clock.started,
      wallSeconds: clock.seconds, scenario: scenario.name,
      strategies: plan.strategies, title: scenario.title, seed: String(scenario.run.seed),
      replicationsPlanned: plan.draws * plan.replications,
      replicationsFinished: plan.draws * plan.replications,
      communities: scenario.model.communities.map(\.name), strata: [],
      horizonDays: scenario.model.horizonDays, warmUpDays: scenario.model.warmUpDays,
      inputs: scenario.inputs + [plan.design.posterior?.file].compactMap(\.self) + BuiltIn.digests,
      outputs: outputs)
  }
}
