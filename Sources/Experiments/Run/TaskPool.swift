internal import Dispatch
internal import Synchronization

/// The one place for threads: runs numbered tasks and combines their results in order.
///
/// Workers pull task numbers from one counter, and every worker owns one value of its own. Results
/// are combined in the order of the tasks, whichever worker finished first, so they do not depend
/// on the number of threads. Results that come early are parked; a worker that would run further
/// ahead than `lead` tasks per thread waits, so memory does not grow with the number of tasks.
public struct TaskPool: Sendable {
  /// Number of tasks, 0 or more.
  public let tasks: Int
  /// Number of workers, at least 1; the system may run fewer at a time.
  public let threads: Int

  /// Tasks per thread between the oldest result that is missing and the newest task begun.
  static let lead = 4

  /// Describes a pool; `threads` is positive.
  public init(tasks: Int, threads: Int) {
    precondition(tasks >= 0, "\(tasks) tasks")
    precondition(threads > 0, "\(threads) threads")
    self.tasks = tasks
    self.threads = threads
  }

  /// Runs all tasks and folds every result into a state, in order.
  ///
  /// - Parameters:
  ///   - initial: the state before the first task.
  ///   - cancellation: stops at the next task boundary; the tasks finished by then, a prefix of
  ///     all, are in the result.
  ///   - progress: called after every task.
  ///   - worker: makes what a worker owns and reuses from task to task.
  ///   - perform: does the task of a number, from 0.
  ///   - combine: adds the result of the task of a number to the state.
  /// - Returns: the state after the last finished task.
  /// - Throws: the first error of `perform` or `combine`, in the order of the tasks.
  public func reduce<Worker: ~Copyable, Result: Sendable, State: ~Copyable & Sendable>(
    into initial: consuming State, cancellation: Cancellation,
    progress: @Sendable (RunProgress) -> Void = { _ in },
    worker: @Sendable () -> Worker,
    perform: @Sendable (Int, inout Worker) throws -> Result,
    combine: @Sendable (inout State, Int, Result) throws -> Void
  ) throws -> State {
    let collector = Mutex<Collector<State, Result>>(Collector(state: initial))
    let next = Atomic<Int>(0)
    let stopped = Atomic<Bool>(false)
    let tickets = DispatchSemaphore(value: Self.lead * threads)

    DispatchQueue.concurrentPerform(iterations: min(threads, tasks)) { _ in
      var own = worker()
      while true {
        // Tasks begun are a prefix of all tasks and every one of them is completed, so the oldest
        // missing result always arrives and its ticket is returned: waiting here ends.
        tickets.wait()
        let index =
          stopped.load(ordering: .relaxed) || cancellation.isCancelled
          ? tasks : next.add(1, ordering: .relaxed).oldValue
        guard index < tasks else {
          tickets.signal()
          return
        }
        let result = Swift.Result { try perform(index, &own) }
        let combined = collector.withLock { collector in
          let before = collector.next
          collector.add(result, at: index, combine)
          if collector.failure != nil { stopped.store(true, ordering: .relaxed) }
          progress(RunProgress(finished: collector.received, total: tasks))
          return collector.next - before
        }
        for _ in 0..<combined { tickets.signal() }
      }
    }
    return try collector.withLock { try $0.finish() }
  }
}

/// Results on their way into the state.
private struct Collector<State: ~Copyable & Sendable, Value: Sendable>: ~Copyable, Sendable {
  /// The state so far; nil after a failure and once it has been handed over.
  private var state: State?
  /// Results that came before an earlier one.
  private var parked: [Int: Result<Value, any Error>] = [:]
  /// The oldest task whose result is missing.
  private(set) var next = 0
  private(set) var received = 0
  private(set) var failure: (any Error)?

  init(state: consuming State) { self.state = consume state }

  mutating func add(
    _ result: Result<Value, any Error>, at index: Int,
    _ combine: (inout State, Int, Value) throws -> Void
  ) {
    parked[index] = result
    received += 1
    while let result = parked.removeValue(forKey: next) {
      let index = next
      next += 1
      if failure != nil { continue }
      do {
        let value = try result.get()
        var current = state.take()!
        try combine(&current, index, value)
        state = consume current
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
