import DiscreteEvents
import Statistics
import TreatmentModel

/// Runs the strategies of a comparison with every evidence floor.
///
/// What a floor leaves as another left it is not run again: with the same random numbers it would be the
/// same run.
struct FloorComparison: Sendable {
  /// A strategy as a floor leaves it, with its comparator.
  private struct Situation {
    let own: Model
    let usual: Model
    let estimate: ComparisonEstimate

    func isSame(_ own: Model, _ usual: Model) -> Bool {
      Self.isSame(self.own, own) && Self.isSame(self.usual, usual)
    }

    private static func isSame(_ first: Model, _ second: Model) -> Bool {
      guard first.policies == second.policies else { return false }
      return zip(first.communities, second.communities).allSatisfy { first, second in
        ResourceKind.allCases.allSatisfy { kind in
          let (one, other) = (first.capacity[kind], second.capacity[kind])
          return one?.dates == other?.dates && one?.values == other?.values
        }
      }
    }
  }

  let comparison: Comparison
  let metric: String
  let replications: Int
  let threads: Int

  /// How many tasks one floor takes at most.
  var tasksPerFloor: Int { replications * comparison.reference.model.communities.count }

  /// Runs all floors; nil where it was cancelled.
  ///
  /// - Parameter known: differences of the comparison itself, by strategy; not run again.
  func run(
    known: (Int) -> ComparisonEstimate, cancellation: Cancellation,
    progress: @Sendable (RunProgress) -> Void
  ) throws -> FloorResults? {
    var situations = comparison.strategies.indices.map { strategy in
      [
        Situation(
          own: comparison.strategies[strategy].model, usual: comparison.reference.model,
          estimate: known(strategy))
      ]
    }
    var entries: [FloorResults.Entry] = []
    for floor in EvidenceFloor.allCases {
      let models = models(floor)
      let usual = models[comparison.comparator]
      let open = comparison.others.filter { strategy in
        !situations[strategy].contains { $0.isSame(models[strategy], usual) }
      }
      if !open.isEmpty {
        let found = try run(
          open.map { models[$0] }, usual, cancellation: cancellation, progress: progress)
        guard let found else { return nil }
        for (strategy, estimate) in zip(open, found) {
          situations[strategy].append(
            Situation(own: models[strategy], usual: usual, estimate: estimate))
        }
      }
      entries += comparison.strategies.indices.map { strategy in
        let situation = situations[strategy].first { $0.isSame(models[strategy], usual) }
        return FloorResults.Entry(
          floor: floor, strategy: strategy, believed: believed(strategy, floor),
          estimate: situation?.estimate ?? known(strategy), rank: 0)
      }
    }
    return FloorResults(metric: metric, entries: entries)
  }

  private func believed(_ strategy: Int, _ floor: EvidenceFloor) -> Int {
    comparison.strategies[strategy].files.flatMap(\.evidence).count { floor.admits($0.grade) }
  }

  /// The models of the strategies under a floor.
  private func models(_ floor: EvidenceFloor) -> [Model] {
    let scenario = comparison.scenario
    let strategies = scenario.draft.strategies.map {
      $0.strategy(
        communities: scenario.model.communities, warmUpDays: scenario.model.warmUpDays,
        floor: floor)
    }
    return comparison.strategies.map { compared in
      strategies.first { $0.name == compared.name }.map { scenario.model(of: $0) }
        ?? compared.model
    }
  }

  /// The differences of some models from the comparator's; nil where it was cancelled.
  private func run(
    _ models: [Model], _ usual: Model, cancellation: Cancellation,
    progress: @Sendable (RunProgress) -> Void
  ) throws -> [ComparisonEstimate]? {
    let own = Comparison(comparison.scenario, models: [usual] + models)
    let communities = usual.communities.count
    let metric = Metrics.named(metric)!
    let empty = ComparisonEstimate(direction: metric.direction)
    let state = try TaskPool(tasks: tasksPerFloor, threads: threads).reduce(
      into: FloorState(estimates: Array(repeating: empty, count: models.count)),
      cancellation: cancellation, progress: progress,
      worker: { ComparisonWorker(own, pairsLives: false) },
      perform: { index, worker in
        worker.perform(
          community: index % communities, replication: UInt32(index / communities + 1))
      },
      combine: { state, index, task in
        state.add(task.outcomes, isLast: (index + 1) % communities == 0) { strategy, total in
          let layout = own.strategies[strategy].model.layout
          return metric.value(in: Observation.all(in: total, layout: layout)[0])
        }
      })
    return state.replications == replications ? state.estimates : nil
  }
}

/// The differences so far, and the sums of the replication that is being completed.
private struct FloorState: Sendable {
  var estimates: [ComparisonEstimate]
  var replications = 0
  private var sums: [Outcome] = []

  init(estimates: [ComparisonEstimate]) { self.estimates = estimates }

  mutating func add(
    _ outcomes: [Outcome], isLast: Bool, value: (Int, Outcome) -> Double?
  ) {
    if sums.isEmpty {
      sums = outcomes
    } else {
      for index in sums.indices { sums[index].add(outcomes[index]) }
    }
    guard isLast else { return }
    replications += 1
    let usual = value(0, sums[0])
    for index in estimates.indices {
      guard let own = value(index + 1, sums[index + 1]), let usual else { continue }
      estimates[index].add(own, usual)
    }
    sums = []
  }
}

extension Comparison {
  /// Some models of one scenario; the first is the comparator.
  fileprivate init(_ scenario: Scenario, models: [Model]) {
    self.init(
      scenario: scenario,
      strategies: models.enumerated().map { index, model in
        ComparedStrategy(name: "\(index)", title: "", model: model, files: [])
      }, comparator: 0)
  }
}
