internal import Foundation
internal import Synchronization
import TreatmentModel

/// A scenario on its way from the model to a folder of files.
public struct ScenarioRun: Sendable {
  /// What is run.
  public let scenario: Scenario
  /// How it is run.
  public let request: RunRequest

  /// How a run ended.
  public struct Ending: Sendable {
    /// Results of the replications that were finished.
    public let results: RunResults
    /// Where the files are; nil where no replication was finished.
    public let folder: String?
    /// Whether all replications were finished.
    public let isComplete: Bool
    /// Whose lives the strategy changed; nil where that was not asked for, or the run was stopped.
    public let changedLives: ChangedLives?
    /// Seconds from start to end.
    public let wallSeconds: Double
  }

  /// Prepares a run.
  ///
  /// - Throws: `Faults` where a reference names a metric that does not exist, `OutputError` where
  ///   the run may not be written to its folder.
  public init(_ scenario: Scenario, _ request: RunRequest) throws {
    try Self.checkReferences(of: scenario)
    try RunDirectory.check(request.output, replaces: request.replaces)
    self.scenario = scenario
    self.request = request
  }

  /// Compares the references of a scenario with the metrics that there are.
  ///
  /// - Throws: `Faults`, one for each name that does not exist.
  public static func checkReferences(of scenario: Scenario) throws(Faults) {
    var faults: [Fault] = []
    for reference in scenario.references
    where ReferenceQuantity(reference.metric, layout: scenario.model.layout) == nil {
      faults.append(
        Fault(
          file: scenario.name, path: "references",
          message: "'\(reference.metric)' is not a metric of this scenario. "
            + NearestName.question(reference.metric, among: Metrics.all.map(\.name))
            + "Give a name of docs/outputs.md, or retention.<medication>.day<d> within the "
            + "observed time."))
    }
    if !faults.isEmpty { throw Faults(faults) }
  }

  /// Runs the replications and writes the folder.
  ///
  /// A cancelled run keeps the finished replications, a prefix of all, in a folder with the ending
  /// `.incomplete`; a run that fails leaves nothing.
  ///
  /// - Parameters:
  ///   - cancellation: stops the run.
  ///   - progress: called after every task.
  ///   - notice: called with a sentence for people about something that was done on the way.
  /// - Throws: `OutputError`.
  public func execute(
    cancellation: Cancellation, progress: @Sendable (RunProgress) -> Void = { _ in },
    notice: (String) -> Void = { _ in }
  ) throws -> Ending {
    let clock = WorkClock()
    let directory = try RunDirectory(path: request.output, replaces: request.replaces)
    for leftover in directory.leftovers {
      let name = URL(fileURLWithPath: leftover).lastPathComponent
      notice("removed \(name), left by a run that was killed.")
    }
    let folder = directory.workPath
    let tables = try RunTables(
      model: scenario.model, strategy: scenario.strategy, retentionDays: retentionDays,
      file: { "\(folder)/\($0)" })
    let runner = Runner(
      model: scenario.model, replications: scenario.run.replications, threads: request.threads)
    let final = try runner.reduce(
      into: tables, cancellation: cancellation, progress: progress,
      perform: { task, simulation in try perform(task, &simulation, folder: folder) },
      combine: { tables, replication, outcomes in
        try tables.add(outcomes, replication: replication)
      })

    var (results, outputs) = try final.finish(file: { "\(folder)/\($0)" })
    let isComplete = results.replications == scenario.run.replications
    guard results.replications > 0 else {
      return Ending(
        results: results, folder: nil, isComplete: false, changedLives: nil,
        wallSeconds: clock.seconds)
    }
    outputs += try joinedLifeTables(in: folder)
    let changed = isComplete ? request.base.map { ChangedLives(scenario, base: $0) } : nil
    if let changed {
      outputs.append(try changed.write(strategy: scenario.strategy, file: { "\(folder)/\($0)" }))
    }
    outputs.append(
      try write(scenario.resolvedYAML, toNewFile: "\(folder)/scenario.resolved.yaml"))
    let manifest = manifest(
      results, outputs: outputs, clock, isComplete: isComplete)
    _ = try write(manifest.json(), toNewFile: "\(folder)/manifest.json")
    let written = isComplete ? directory.path : directory.incompletePath
    if isComplete { try directory.finish() } else { try directory.finishIncomplete() }
    return Ending(
      results: results, folder: written, isComplete: isComplete, changedLives: changed,
      wallSeconds: clock.seconds)
  }

  /// Days that the references ask for.
  private var retentionDays: [Int] {
    scenario.references.compactMap { reference in
      switch ReferenceQuantity(reference.metric, layout: scenario.model.layout) {
      case .retention(_, let day): day
      case .metric, nil: nil
      }
    }
  }

  private func perform(
    _ task: RunTask, _ simulation: inout Simulation, folder: String
  ) throws(OutputError) -> Outcome {
    let plan = scenario.outputs
    guard task.replication == 1, plan.events || plan.patients else {
      return simulation.run(
        community: task.community, replication: task.replication, seed: scenario.run.seed)
    }
    var tables = try LifeTables(
      plan: plan, model: scenario.model, task: task, strategy: scenario.strategy,
      file: { "\(folder)/\($0)" })
    let outcome = simulation.run(
      community: task.community, replication: task.replication, seed: scenario.run.seed,
      recording: plan.events ? .everybody : .nobody, record: { tables.record($0) })
    if plan.patients {
      for number in 0..<simulation.patientCount {
        try tables.add(simulation.attributes(ofPatient: UInt32(number)), number: number)
      }
    }
    try tables.finish()
    return outcome
  }

  private func joinedLifeTables(in folder: String) throws(OutputError) -> [WrittenFile] {
    var files: [WrittenFile] = []
    let communities = scenario.model.communities.count
    let wanted: [(OutputTable, Bool)] = [
      (.events, scenario.outputs.events), (.patients, scenario.outputs.patients),
    ]
    for (table, isWanted) in wanted where isWanted {
      files.append(
        try LifeTables.join(table, communities: communities, file: { "\(folder)/\($0)" }))
    }
    return files
  }

  private func manifest(
    _ results: RunResults, outputs: [WrittenFile], _ clock: WorkClock,
    isComplete: Bool
  ) -> Manifest {
    let model = scenario.model
    return Manifest(
      sourceCommit: SourceCommit.above(CommandLine.arguments[0]),
      status: isComplete ? .complete : .incomplete, command: request.command,
      threads: request.threads, started: clock.started, wallSeconds: clock.seconds,
      scenario: scenario.name, strategy: scenario.strategy, title: scenario.title,
      seed: String(scenario.run.seed),
      replicationsPlanned: scenario.run.replications,
      replicationsFinished: results.replications,
      communities: model.communities.map(\.name), strata: StratumNames.all(of: model.layout),
      horizonDays: model.horizonDays, warmUpDays: model.warmUpDays,
      inputs: scenario.inputs + BuiltIn.digests,
      outputs: outputs)
  }
}
