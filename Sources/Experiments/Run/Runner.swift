internal import Dispatch
internal import Synchronization
public import TreatmentModel

/// The one place for threads: runs the replications of a model and combines them in order.
///
/// Workers pull task numbers from one counter, and every worker owns one `Simulation`. Outcomes
/// are combined in the order of the tasks, whichever worker finished first, so results do not
/// depend on the number of threads. Outcomes that come early are parked; a worker that would run
/// further ahead than `lead` tasks per thread waits, so memory does not grow with replications.
public struct Runner: Sendable {
  /// What to simulate.
  public let model: Model
  /// Number of replications, at least 1.
  public let replications: Int
  /// Number of workers, at least 1; the system may run fewer at a time.
  public let threads: Int

  /// Tasks per thread between the oldest outcome that is missing and the newest task begun.
  static let lead = 4

  /// Describes an experiment; `replications` and `threads` are positive.
  public init(model: Model, replications: Int, threads: Int) {
    precondition(replications > 0, "\(replications) replications")
    precondition(threads > 0, "\(threads) threads")
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
    let collector = Mutex<Collector<State>>(Collector(state: initial))
    let next = Atomic<Int>(0)
    let stopped = Atomic<Bool>(false)
    let tickets = DispatchSemaphore(value: Self.lead * threads)

    DispatchQueue.concurrentPerform(iterations: min(threads, taskCount)) { _ in
      var simulation = Simulation(model)
      while true {
        // Tasks begun are a prefix of all tasks and every one of them is completed, so the oldest
        // missing outcome always arrives and its ticket is returned: waiting here ends.
        tickets.wait()
        let index =
          stopped.load(ordering: .relaxed) || cancellation.isCancelled
          ? taskCount : next.add(1, ordering: .relaxed).oldValue
        guard index < taskCount else {
          tickets.signal()
          return
        }
        let task = task(index)
        let result = Result { try perform(task, &simulation) }
        let combined = collector.withLock { collector in
          let before = collector.next
          collector.add(result, at: index, communities: model.communities.count, combine)
          if collector.failure != nil { stopped.store(true, ordering: .relaxed) }
          progress(RunProgress(finished: collector.received, total: taskCount))
          return collector.next - before
        }
        for _ in 0..<combined { tickets.signal() }
      }
    }
    return try collector.withLock { try $0.finish() }
  }
}

/// Outcomes on their way into the state.
private struct Collector<State: ~Copyable & Sendable>: ~Copyable, Sendable {
  /// The state so far; nil after a failure and once it has been handed over.
  private var state: State?
  /// Results that came before an earlier one.
  private var parked: [Int: Result<Outcome, any Error>] = [:]
  /// Outcomes of the replication that is being completed.
  private var outcomes: [Outcome] = []
  /// The oldest task whose result is missing.
  private(set) var next = 0
  private(set) var received = 0
  private(set) var failure: (any Error)?

  init(state: consuming State) { self.state = consume state }

  mutating func add(
    _ result: Result<Outcome, any Error>, at index: Int, communities: Int,
    _ combine: (inout State, UInt32, [Outcome]) throws -> Void
  ) {
    parked[index] = result
    received += 1
    while let result = parked.removeValue(forKey: next) {
      next += 1
      if failure != nil { continue }
      do {
        outcomes.append(try result.get())
        guard next % communities == 0 else { continue }
        var current = state.take()!
        try combine(&current, UInt32(next / communities), outcomes)
        state = consume current
        outcomes.removeAll(keepingCapacity: true)
      } catch {
        failure = error
      }
    }
  }

  /// Hands over the state, or throws the first error.
  mutating func finish() throws -> State {
    if let failure { throw failure }
    return state.take()!
  }
}
