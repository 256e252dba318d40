public import TreatmentModel

/// Runs the replications of a model and combines them in order.
///
/// Every worker owns one `Simulation`; results do not depend on the number of threads.
public struct Runner: Sendable {
  /// What to simulate.
  public let model: Model
  /// Number of replications, at least 1.
  public let replications: Int
  /// Number of workers, at least 1; the system may run fewer at a time.
  public let threads: Int

  /// Describes an experiment; `replications` and `threads` are positive.
  public init(model: Model, replications: Int, threads: Int) {
    precondition(replications > 0, "\(replications) replications")
    precondition(!model.communities.isEmpty, "a model without communities")
    self.model = model
    self.replications = replications
    self.threads = threads
  }

  /// Number of tasks: replications times communities.
  public var taskCount: Int { replications * model.communities.count }

  /// The task of a number; the communities of a replication follow each other.
  func task(_ index: Int) -> RunTask {
    let (replication, community) = index.quotientAndRemainder(dividingBy: model.communities.count)
    return RunTask(replication: UInt32(replication + 1), community: community)
  }

  /// Runs all tasks and folds every finished replication into a state, in order.
  ///
  /// - Parameters:
  ///   - initial: the state before the first replication.
  ///   - cancellation: stops the run at the next task boundary; the replications finished by then,
  ///     a prefix of all, are in the result.
  ///   - progress: called after every task.
  ///   - perform: runs one task on a worker's simulation.
  ///   - combine: adds the outcomes of a replication, by community, to the state.
  /// - Returns: the state after the last finished replication.
  /// - Throws: the first error of `perform` or `combine`, in the order of the tasks.
  public func reduce<State: ~Copyable & Sendable>(
    into initial: consuming State, cancellation: Cancellation,
    progress: @Sendable (RunProgress) -> Void = { _ in },
    perform: @Sendable (RunTask, inout Simulation) throws -> Outcome,
    combine: @Sendable (inout State, UInt32, [Outcome]) throws -> Void
  ) throws -> State {
    let communities = model.communities.count
    let final = try TaskPool(tasks: taskCount, threads: threads).reduce(
      into: Replications(state: initial), cancellation: cancellation, progress: progress,
      worker: { Simulation(model) },
      perform: { index, simulation in try perform(task(index), &simulation) },
      combine: { replications, index, outcome in
        replications.outcomes.append(outcome)
        guard (index + 1) % communities == 0 else { return }
        let outcomes = replications.outcomes
        replications.outcomes.removeAll(keepingCapacity: true)
        try combine(&replications.state, UInt32((index + 1) / communities), outcomes)
      })
    return final.finish()
  }
}

/// A state, and the outcomes of the replication that is being completed.
private struct Replications<State: ~Copyable & Sendable>: ~Copyable, Sendable {
  var state: State
  var outcomes: [Outcome] = []

  init(state: consuming State) { self.state = state }

  consuming func finish() -> State { state }
}
