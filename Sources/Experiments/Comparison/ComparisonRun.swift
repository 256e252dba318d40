internal import Foundation
import TreatmentModel

/// A comparison on its way from the models to a folder of files.
public struct ComparisonRun: Sendable {
  /// What is compared.
  public let comparison: Comparison
  /// How.
  public let request: ComparisonRequest

  /// How a comparison ended.
  public struct Ending: Sendable {
    /// Results of the replications that were finished.
    public let results: ComparisonResults
    /// The consumers of the request, with what they have taken.
    public let consumers: [any ComparisonConsumer]
    /// Where the files are; nil where no replication was finished.
    public let folder: String?
    /// Whether everything that was asked for was finished.
    public let isComplete: Bool
    /// Replications that were planned; with goals, those that it took or the most allowed.
    public let planned: Int
    /// Seconds from start to end.
    public let wallSeconds: Double
  }

  private var scenario: Scenario { comparison.scenario }
  private var communities: Int { comparison.reference.model.communities.count }

  /// Prepares a comparison.
  ///
  /// - Throws: `OutputError` where it may not be written to its folder.
  public init(_ comparison: Comparison, _ request: ComparisonRequest) throws {
    try RunDirectory.check(request.run.output, replaces: request.run.replaces)
    self.comparison = comparison
    self.request = request
  }

  /// Runs the replications and writes the folder.
  ///
  /// A cancelled comparison keeps the finished replications, a prefix of all, in a folder with the
  /// ending `.incomplete`; one that fails leaves nothing.
  ///
  /// - Parameters:
  ///   - cancellation: stops it.
  ///   - progress: called after every task.
  ///   - notice: called with a sentence for people about something that was done on the way.
  public func execute(
    cancellation: Cancellation, progress: @Sendable (RunProgress) -> Void = { _ in },
    notice: (String) -> Void = { _ in }
  ) throws -> Ending {
    let clock = WorkClock()
    let directory = try RunDirectory(path: request.run.output, replaces: request.run.replaces)
    for leftover in directory.leftovers {
      let name = URL(fileURLWithPath: leftover).lastPathComponent
      notice("removed \(name), left by a run that was killed.")
    }
    let folder = directory.workPath
    func path(_ name: String) -> String { "\(folder)/\(name)" }
    let tables = try ComparisonTables(
      comparison, isDetailed: request.isDetailed, consumers: request.consumers, file: path)
    let final = try replicate(tables, cancellation, progress)
    let planned = final.planned
    var (results, consumers, outputs) = try final.finish(file: path)
    var isComplete = results.replications == planned
    func ending(_ folder: String?) -> Ending {
      Ending(
        results: results, consumers: consumers, folder: folder, isComplete: isComplete,
        planned: planned, wallSeconds: clock.seconds)
    }
    guard results.replications > 0 else { return ending(nil) }
    if isComplete, let metric = request.floorMetric {
      results.floors = try floors(metric, results, cancellation, progress)
      isComplete = results.floors != nil
      if let floors = results.floors { outputs.append(try write(floors, path)) }
    }
    if request.run.writesReport {
      outputs.append(try report(results, consumers, path))
    }
    outputs.append(try Experiments.write(scenario.resolvedYAML, toNewFile: path(Self.resolved)))
    let manifest = manifest(
      results, outputs: outputs, clock, planned: planned, isComplete: isComplete)
    _ = try Experiments.write(manifest.json(), toNewFile: path("manifest.json"))
    let written = isComplete ? directory.path : directory.incompletePath
    if isComplete { try directory.finish() } else { try directory.finishIncomplete() }
    return ending(written)
  }

  private static let resolved = "scenario.resolved.yaml"

  /// Runs replications in batches until there are enough.
  private func replicate(
    _ initial: consuming ComparisonTables, _ cancellation: Cancellation,
    _ progress: @Sendable (RunProgress) -> Void
  ) throws -> ComparisonTables {
    var tables = initial
    var done = 0
    var planned = scenario.run.replications
    if !request.goals.isEmpty { planned = min(max(2, planned), request.mostReplications) }
    while true {
      tables.planned = planned
      tables = try add(done..<planned, to: tables, cancellation, progress)
      done = planned
      let isStopped = tables.results.replications < planned
      if request.goals.isEmpty || isStopped || planned == request.mostReplications { break }
      let results = tables.results
      if request.goals.allSatisfy({ $0.isReached(by: results, minimum: 2) }) { break }
      planned = min(planned + PrecisionGoal.batch, request.mostReplications)
    }
    return tables
  }

  private func add(
    _ replications: Range<Int>, to tables: consuming ComparisonTables,
    _ cancellation: Cancellation, _ progress: @Sendable (RunProgress) -> Void
  ) throws -> ComparisonTables {
    let comparison = comparison
    let communities = communities
    let before = replications.lowerBound * communities
    @Sendable func replication(_ index: Int) -> UInt32 {
      UInt32(replications.lowerBound + index / communities + 1)
    }
    return try TaskPool(
      tasks: replications.count * communities, threads: request.run.threads
    ).reduce(
      into: tables, cancellation: cancellation,
      progress: { now in
        progress(RunProgress(finished: before + now.finished, total: before + now.total))
      },
      worker: { ComparisonWorker(comparison) },
      perform: { index, worker in
        worker.perform(community: index % communities, replication: replication(index))
      },
      combine: { tables, index, task in
        try tables.add(task, replication: replication(index))
      })
  }

  private func floors(
    _ metric: String, _ results: ComparisonResults, _ cancellation: Cancellation,
    _ progress: @Sendable (RunProgress) -> Void
  ) throws -> FloorResults? {
    try FloorComparison(
      comparison: comparison, metric: metric, replications: results.replications,
      threads: request.run.threads
    ).run(
      known: { results.difference(of: metric, strategy: $0)! }, cancellation: cancellation,
      progress: progress)
  }

  private func write(
    _ floors: FloorResults, _ path: (String) -> String
  ) throws(OutputError) -> WrittenFile {
    try OutputTable.floors.write(file: path) { file throws(OutputError) in
      try floors.write(comparison, to: &file)
    }
  }

  private func report(
    _ results: ComparisonResults, _ consumers: [any ComparisonConsumer],
    _ path: (String) -> String
  ) throws(OutputError) -> WrittenFile {
    let economics = consumers.compactMap { $0 as? EconomicComparison }.first
    let input = ComparisonReading(results, economics, command: request.run.command).input
    return try ComparisonReport(input).write(to: path("report.html"), charts: .find())
  }

  private func manifest(
    _ results: ComparisonResults, outputs: [WrittenFile], _ clock: WorkClock, planned: Int,
    isComplete: Bool
  ) -> Manifest {
    let model = comparison.reference.model
    return Manifest(
      sourceCommit: SourceCommit.above(CommandLine.arguments[0]),
      status: isComplete ? .complete : .incomplete, command: request.run.command,
      threads: request.run.threads, started: clock.started, wallSeconds: clock.seconds,
      scenario: scenario.name, strategies: comparison.strategies.map(\.name),
      comparator: comparison.reference.name, title: scenario.title,
      seed: String(scenario.run.seed), replicationsPlanned: planned,
      replicationsFinished: results.replications, communities: model.communities.map(\.name),
      strata: comparison.strata, horizonDays: model.horizonDays, warmUpDays: model.warmUpDays,
      inputs: scenario.inputs + BuiltIn.digests, outputs: outputs)
  }
}
