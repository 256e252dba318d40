internal import TreatmentModel
internal import Statistics

extension TargetEvaluation {
  /// Simulates every group and returns a result for each target, in the order of `targets`.
  ///
  /// Results are the same for any number of threads.
  ///
  /// - Parameters:
  ///   - inputs: other numbers, by the keys of `Scenario.inputKeys`. A group whose scenario or setting
  ///     gives a parameter itself keeps its own number.
  ///   - replications: of every group; nil: as each scenario says.
  ///   - seed: of every group; nil: as each scenario says.
  ///   - threads: number of workers, at least 1.
  ///   - replacesOwn: whether other numbers also take the place of those that a scenario gives itself;
  ///     a setting of the target keeps its own even then.
  ///   - cancellation: stops at the next task boundary; results then hold the finished replications.
  ///   - progress: called after every task.
  /// - Throws: `InputFault` where no group knows a key, or a number is impossible.
  public func run(
    inputs: Scenario.Inputs = [:], replications: Int? = nil, seed: UInt64? = nil, threads: Int,
    replacesOwn: Bool = false, cancellation: Cancellation = Cancellation(),
    progress: @Sendable (RunProgress) -> Void = { _ in }
  ) throws -> [TargetResult] {
    let plans = try groups.map { group in
      TargetPlan(
        group: group, model: try model(of: group, inputs, replacesOwn: replacesOwn),
        replications: replications ?? group.scenario.run.replications,
        seed: seed ?? group.scenario.run.seed,
        quantities: group.members.map { targets[$0].quantity })
    }
    try checkKeys(inputs)
    let tasks = plans.enumerated().flatMap { index, plan in plan.tasks(plan: index) }
    let final = try TaskPool(tasks: tasks.count, threads: threads).reduce(
      into: TargetState(plans), cancellation: cancellation, progress: progress,
      worker: { TargetWorker() },
      perform: { index, worker in worker.perform(tasks[index], plans[tasks[index].plan]) },
      combine: { state, index, piece in
        state.add(piece, of: tasks[index], plans[tasks[index].plan])
      })
    var results: [TargetResult?] = Array(repeating: nil, count: targets.count)
    for (plan, moments) in zip(plans, final.moments) {
      for (index, member) in plan.group.members.enumerated() {
        results[member] = TargetResult(
          target: targets[member], replications: moments[index],
          drawsTrialPeople: plan.group.isTrial && cohort == .drawn)
      }
    }
    return results.map { $0! }
  }

  private func model(
    of group: Group, _ inputs: Scenario.Inputs, replacesOwn: Bool
  ) throws(InputFault) -> Model {
    let kept = replacesOwn ? group.settingKeys : group.ownKeys
    let known = Set(group.scenario.inputKeys).subtracting(kept)
    let own = inputs.filter { known.contains($0.key) }
    return try group.scenario.models(with: own)[group.strategy]
  }

  private func checkKeys(_ inputs: Scenario.Inputs) throws(InputFault) {
    let known = Set(groups.flatMap(\.scenario.inputKeys))
    for key in inputs.keys.sorted() where !known.contains(key) {
      throw InputFault(
        key: key,
        message:
          "no target's scenario has such an input. \(NearestName.question(key, among: known))")
    }
  }
}

/// What is done for one group.
struct TargetPlan: Sendable {
  var group: TargetEvaluation.Group
  var model: Model
  var replications: Int
  var seed: UInt64
  var quantities: [TargetQuantity]

  /// The tasks, replication by replication; the communities of a replication follow each other.
  func tasks(plan: Int) -> [TargetTask] {
    (1...UInt32(replications)).flatMap { replication in
      model.communities.indices.map {
        TargetTask(plan: plan, task: RunTask(replication: replication, community: $0))
      }
    }
  }
}

/// One replication of one community of a plan.
struct TargetTask: Sendable {
  var plan: Int
  var task: RunTask
}

/// What a task gives.
struct TargetPiece: Sendable {
  var outcome: Outcome
  var lives: FollowedLives?
}

/// What a thread keeps from task to task: the simulation of the plan at hand.
struct TargetWorker: ~Copyable {
  private var plan = -1
  private var simulation: Simulation?

  init() {}

  mutating func perform(_ task: TargetTask, _ plan: TargetPlan) -> TargetPiece {
    if self.plan != task.plan {
      simulation = Simulation(plan.model)
      self.plan = task.plan
    }
    let (community, replication) = (task.task.community, task.task.replication)
    guard plan.group.needsLives else {
      let outcome = simulation!.run(
        community: community, replication: replication, seed: plan.seed)
      return TargetPiece(outcome: outcome, lives: nil)
    }
    var follower = LifeFollower(model: plan.model, community: community)
    let outcome = simulation!.run(
      community: community, replication: replication, seed: plan.seed, recording: .everybody,
      record: { follower.add($0) })
    return TargetPiece(outcome: outcome, lives: follower.finish())
  }
}

/// Moments of every quantity, and the communities of the replication at hand.
struct TargetState: Sendable {
  private(set) var moments: [[RunningMoments]]
  private var pieces: [TargetPiece] = []

  init(_ plans: [TargetPlan]) {
    moments = plans.map { plan in plan.quantities.map { _ in RunningMoments() } }
  }

  /// Adds a piece; after the last community of a replication its quantities are computed.
  mutating func add(_ piece: TargetPiece, of task: TargetTask, _ plan: TargetPlan) {
    pieces.append(piece)
    guard pieces.count == plan.model.communities.count else { return }
    let values = TargetValues(pieces, model: plan.model)
    pieces.removeAll(keepingCapacity: true)
    for (index, quantity) in plan.quantities.enumerated() {
      if let value = values[quantity] { moments[task.plan][index].add(value) }
    }
  }
}
