import Synchronization
import Testing
import TreatmentModel

@testable import Experiments

@Suite struct RunRunnerTests {
  /// What the state of a test remembers: order and content of what was combined.
  struct Log: Sendable, Equatable {
    var replications: [UInt32] = []
    var values: [Int64] = []
  }
  struct Broken: Error, Equatable { var index: Int }

  /// An outcome that says which task it is of.
  static func outcome(_ task: RunTask, _ model: Model) -> Outcome {
    var outcome = Outcome(layout: model.layout)
    outcome.totals[0] = Int64(task.replication) * 10 + Int64(task.community)
    return outcome
  }

  /// Keeps a thread busy for a time that differs from task to task and from run to run.
  static func dawdle(_ task: RunTask) {
    let clock = ContinuousClock()
    let end = clock.now + .microseconds((Int(task.replication) * 7919 + task.community * 31) % 900)
    while clock.now < end {}
  }

  @Test("replications are combined in order for any number of threads", arguments: [1, 2, 8])
  func order(threads: Int) throws {
    let model = RunFixtures.model(communities: 3)
    let log = try Runner(model: model, replications: 40, threads: threads).reduce(
      into: Log(), cancellation: Cancellation(),
      perform: { task, _ in
        Self.dawdle(task)
        return Self.outcome(task, model)
      }, combine: Self.combine)
    #expect(log.replications == Array(1...40))
    let values = (1...40).flatMap { (replication: Int64) -> [Int64] in
      [replication * 10, replication * 10 + 1, replication * 10 + 2]
    }
    #expect(log.values == values)
  }

  private static let combine: @Sendable (inout Log, UInt32, [Outcome]) throws -> Void = {
    log, replication, outcomes in
    log.replications.append(replication)
    log.values += outcomes.map { $0.totals[0] }
  }

  @Test("a cancelled run keeps a prefix of whole replications", arguments: [1, 2, 8])
  func cancelled(threads: Int) throws {
    let model = RunFixtures.model(communities: 2)
    let cancellation = Cancellation()
    let log = try Runner(model: model, replications: 1000, threads: threads).reduce(
      into: Log(), cancellation: cancellation,
      progress: { if $0.finished == 21 { cancellation.cancel() } },
      perform: { task, _ in Self.outcome(task, model) }, combine: Self.combine)
    #expect(log.replications.count >= 10)
    #expect(log.replications.count <= 10 + TaskPool.lead * threads)
    #expect(log.replications == Array(1...UInt32(log.replications.count)))
  }

  @Test("the first error in the order of tasks ends the run", arguments: [1, 2, 8])
  func failing(threads: Int) {
    let model = RunFixtures.model(communities: 1)
    let begun = Atomic<Int>(0)
    #expect(throws: Broken(index: 12)) {
      _ = try Runner(model: model, replications: 500, threads: threads).reduce(
        into: Log(), cancellation: Cancellation(),
        perform: { task, _ in
          begun.add(1, ordering: .relaxed)
          if task.replication >= 12 { throw Broken(index: Int(task.replication)) }
          return Self.outcome(task, model)
        }, combine: Self.combine)
    }
    #expect(begun.load(ordering: .relaxed) < 12 + TaskPool.lead * threads + threads)
  }

  @Test("an error while combining ends the run")
  func failingToCombine() {
    let model = RunFixtures.model(communities: 1)
    #expect(throws: Broken(index: 3)) {
      _ = try Runner(model: model, replications: 50, threads: 2).reduce(
        into: Log(), cancellation: Cancellation(),
        perform: { task, _ in Self.outcome(task, model) },
        combine: { _, replication, _ in
          if replication == 3 { throw Broken(index: 3) }
        })
    }
  }

  @Test("no worker runs further ahead of the oldest missing task than its tickets allow")
  func lead() throws {
    let model = RunFixtures.model(communities: 1)
    let newest = Atomic<Int>(0)
    let threads = 2
    _ = try Runner(model: model, replications: 200, threads: threads).reduce(
      into: Log(), cancellation: Cancellation(),
      perform: { task, _ in
        newest.max(Int(task.replication), ordering: .relaxed)
        if task.replication == 1 {
          let clock = ContinuousClock()
          let end = clock.now + .milliseconds(50)
          while clock.now < end {}
          #expect(newest.load(ordering: .relaxed) <= TaskPool.lead * threads)
        }
        return Self.outcome(task, model)
      }, combine: Self.combine)
    #expect(newest.load(ordering: .relaxed) == 200)
  }

  @Test("progress counts every task once")
  func progress() throws {
    let model = RunFixtures.model(communities: 2)
    let seen = Mutex<[Int]>([])
    _ = try Runner(model: model, replications: 6, threads: 3).reduce(
      into: Log(), cancellation: Cancellation(),
      progress: { progress in
        #expect(progress.total == 12)
        seen.withLock { $0.append(progress.finished) }
      }, perform: { task, _ in Self.outcome(task, model) }, combine: Self.combine)
    #expect(seen.withLock { $0 } == Array(1...12))
  }
}
