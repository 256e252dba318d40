internal import Synchronization
internal import TreatmentModel

/// A what-if run: today's practice and a plan, replication by replication with the same random numbers.
public struct WhatIfRun: Sendable {
  /// What is tried.
  public let setting: WhatIfSetting
  /// The scenario as the command line would run it.
  let scenario: Scenario
  private let today: WhatIfArm
  private let plan: WhatIfArm

  /// Today's practice of a setting, kept so that a plan alone needs to be run.
  public struct Base: Sendable {
    let numbers: [WhatIfNumbers]
  }

  /// Prepares a run.
  public init(_ setting: WhatIfSetting) {
    self.setting = setting
    scenario = setting.scenario()
    today = WhatIfArm(Scenario.base, of: scenario)
    plan = WhatIfArm(WhatIfSetting.plan, of: scenario)
  }

  /// The scenario file that gives the same numbers on the command line.
  public var scenarioYAML: String { scenario.resolvedYAML }

  /// Replications after which results are told: early, then at growing distances, and the last.
  static func isTold(_ replication: Int, of all: Int) -> Bool {
    replication == all || [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64].contains(replication)
  }

  /// Runs all replications.
  ///
  /// - Parameters:
  ///   - base: today's practice from an earlier run with the same `baseID`; nil runs it as well.
  ///   - threads: number of workers, at least 1.
  ///   - cancellation: stops at the next community and replication.
  ///   - update: receives what is known so far, in order; called from a worker.
  /// - Returns: the result; nil where the run was stopped before the end.
  public func execute(
    base: Base? = nil, threads: Int, cancellation: Cancellation,
    update: @escaping @Sendable (WhatIfResult) -> Void = { _ in }
  ) -> WhatIfResult? {
    let arms = setting.changesAnything ? [today, plan] : [today]
    let known = base.flatMap { $0.numbers.count == setting.replications ? $0 : nil }
    let run = known == nil ? Array(arms.indices) : Array(arms.indices.dropFirst())
    var start = WhatIfResult(self)
    if let known, !setting.changesAnything {
      for numbers in known.numbers { start.add([numbers]) }
      update(start)
      return start
    }
    let result = replicate(
      arms, run: run, threads: threads, cancellation: cancellation,
      into: start
    ) { result, replication, numbers in
      let today = known.map { [$0.numbers[replication - 1]] } ?? []
      result.add(today + numbers)
      if Self.isTold(replication, of: setting.replications) { update(result) }
    }
    return result.replications == setting.replications ? result : nil
  }

  /// Runs the plan without each of its parts, one after the other.
  ///
  /// - Returns: the result with what each part adds; nil where the run was stopped. A plan of one part
  ///   needs no further run.
  public func attribute(
    _ result: WhatIfResult, threads: Int, cancellation: Cancellation
  ) -> WhatIfResult? {
    var attributed = result
    guard setting.parts.count > 1 else { return result }
    for part in setting.parts {
      let arm = WhatIfArm(part.strategy, of: scenario)
      let numbers = replicate(
        [arm], run: [0], threads: threads, cancellation: cancellation, into: [WhatIfNumbers]()
      ) { list, _, numbers in list += numbers }
      guard numbers.count == setting.replications else { return nil }
      attributed.add(part, without: numbers)
    }
    return attributed
  }

  /// Runs some of the arms, replication by replication, and folds their numbers.
  private func replicate<State: Sendable>(
    _ all: [WhatIfArm], run arms: [Int], threads: Int, cancellation: Cancellation,
    into state: State, add: @Sendable (inout State, Int, [WhatIfNumbers]) -> Void
  ) -> State {
    let communities = all[0].model.communities.count
    let perReplication = arms.count * communities
    let perspective = scenario.economics.perspective
    let pool = TaskPool(tasks: setting.replications * perReplication, threads: threads)
    do {
      return try pool.reduce(
        into: Folding(state: state), cancellation: cancellation,
        worker: {
          Worker(first: Simulation(all[0].model), last: Simulation(all[all.count - 1].model))
        },
        perform: { index, worker in
          let (replication, rest) = index.quotientAndRemainder(dividingBy: perReplication)
          let (arm, community) = rest.quotientAndRemainder(dividingBy: communities)
          return worker.run(
            isFirst: arms[arm] == 0, community: community, replication: UInt32(replication + 1),
            seed: setting.seed)
        },
        combine: { folding, index, outcome in
          folding.outcomes.append(outcome)
          guard folding.outcomes.count == communities else { return }
          let arm = all[arms[index % perReplication / communities]]
          folding.numbers.append(
            WhatIfNumbers(folding.outcomes, arm: arm, perspective: perspective))
          folding.outcomes.removeAll(keepingCapacity: true)
          guard folding.numbers.count == arms.count else { return }
          add(&folding.state, index / perReplication + 1, folding.numbers)
          folding.numbers.removeAll(keepingCapacity: true)
        }
      ).state
    } catch {
      preconditionFailure("a run that writes nothing failed: \(error)")
    }
  }
}

/// What a worker owns: a simulation of the first and one of the last model.
private struct Worker: ~Copyable {
  var first: Simulation
  var last: Simulation

  mutating func run(
    isFirst: Bool, community: Int, replication: UInt32, seed: UInt64
  ) -> Outcome {
    isFirst
      ? first.run(community: community, replication: replication, seed: seed)
      : last.run(community: community, replication: replication, seed: seed)
  }
}

/// A state, and what is known of the replication that is being completed.
private struct Folding<State: Sendable>: Sendable {
  var state: State
  var outcomes: [Outcome] = []
  var numbers: [WhatIfNumbers] = []
}
