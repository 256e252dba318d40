internal import HealthEconomics
internal import Statistics
internal import Synchronization
internal import TreatmentModel

/// Differences between two strategies at some numbers of the inputs, replication by replication.
///
/// Every point has the same random numbers. Points that differ in prices only share simulations.
/// Finished replications are kept in a log under the key of their point and their number.
struct SensitivityEvaluator: Sendable {
  let plan: SensitivityPlan
  let threads: Int
  private let log: ResultLog
  private let comparators = ComparatorMemory()

  init(plan: SensitivityPlan, threads: Int, log: ResultLog) {
    self.plan = plan
    self.threads = threads
    self.log = log
  }

  /// The two strategies at a point.
  private struct Pair: Sendable {
    let strategy: ComparedStrategy
    let comparator: ComparedStrategy
  }

  /// The points that share simulations.
  private struct Group: Sendable {
    let simulated: Scenario.Inputs
    /// Places among all points.
    var points: [Int]
  }

  /// By point and replication, the difference; nil where a metric is not defined.
  ///
  /// - Returns: nil where it was cancelled.
  /// - Throws: `InputFault` where a number is impossible, `OutputError` where the log fails.
  func differences(
    at points: [Scenario.Inputs], cancellation: Cancellation,
    progress: @Sendable (RunProgress) -> Void = { _ in }
  ) throws -> [[Double?]]? {
    let groups = groups(points)
    let pairs = try points.map { try pair($0) }
    let bases = try groups.map { try pair($0.simulated) }
    let replications = plan.replications
    let tasks = groups.count * replications
    let results = try TaskPool(tasks: tasks, threads: threads).reduce(
      into: [[Double?]](), cancellation: cancellation, progress: progress, worker: {},
      perform: { task, _ in
        let (place, group) = (task / replications, groups[task / replications])
        let replication = task % replications + 1
        let key = key(of: points[group.points[0]], place: place)
        return try log.result(at: [key, Double(replication)]) {
          difference(
            bases[place], replication: UInt32(replication),
            keepsComparator: keepsComparator(group.simulated),
            prices: group.points.map { pairs[$0] }
          ).map { $0 ?? .nan }
        }.map { $0.isNaN ? nil : $0 }
      },
      combine: { results, _, values in results.append(values) })
    guard results.count == tasks else { return nil }
    var differences = [[Double?]](repeating: [], count: points.count)
    for (place, group) in groups.enumerated() {
      for replication in 0..<replications {
        let values = results[place * replications + replication]
        for (point, value) in zip(group.points, values) { differences[point].append(value) }
      }
    }
    return differences
  }

  /// What the log knows simulations by: their place among those that the question names, or the number
  /// at which a search looks.
  private func key(of point: Scenario.Inputs, place: Int) -> Double {
    switch plan.question {
    case .oneWay, .twoWay: return Double(place)
    case .threshold(let range):
      guard let number = point[range.key] else { preconditionFailure("no \(range.key)") }
      return number
    }
  }

  private func groups(_ points: [Scenario.Inputs]) -> [Group] {
    var groups: [Group] = []
    var places: [Scenario.Inputs: Int] = [:]
    for (index, point) in points.enumerated() {
      let simulated = plan.simulated(point)
      if let place = places[simulated] {
        groups[place].points.append(index)
      } else {
        places[simulated] = groups.count
        groups.append(Group(simulated: simulated, points: [index]))
      }
    }
    return groups
  }

  private func pair(_ point: Scenario.Inputs) throws(InputFault) -> Pair {
    let all = try plan.scenario.strategies(with: point)
    return Pair(strategy: all[plan.strategy], comparator: all[plan.comparator])
  }

  /// Simulates a replication of both strategies, and values it at each of the prices.
  private func difference(
    _ pair: Pair, replication: UInt32, keepsComparator: Bool, prices: [Pair]
  ) -> [Double?] {
    let own = side(pair.strategy, replication)
    let usual =
      keepsComparator
      ? comparators.side(replication) { side(pair.comparator, replication) }
      : side(pair.comparator, replication)
    switch (own, usual) {
    case (.accounts(let own), .accounts(let usual)):
      let accounts = PairedAccounts(plan: plan, strategy: own, comparator: usual)
      return prices.map { accounts.netBenefit(strategy: $0.strategy, comparator: $0.comparator) }
    case (.metric(let own), .metric(let usual)):
      let difference = own.flatMap { own in usual.map { own - $0 } }
      return prices.map { _ in difference }
    case (.accounts, .metric), (.metric, .accounts): preconditionFailure("two kinds of outcome")
    }
  }

  /// A replication of a strategy.
  private func side(_ strategy: ComparedStrategy, _ replication: UInt32) -> SimulatedSide {
    let outcomes = outcomes(strategy, replication)
    switch plan.measured {
    case .metric(let name): return .metric(Self.metric(name, outcomes, strategy.model))
    case .netBenefit: return .accounts(Self.accounts(outcomes, strategy))
    }
  }

  /// Whether the comparator is the same as where nothing but what is fixed is moved: only policies that
  /// it does not use are.
  private func keepsComparator(_ simulated: Scenario.Inputs) -> Bool {
    let names = plan.comparatorPolicies
    return simulated.allSatisfy { key, number in
      if plan.fixed[key] == number { return true }
      let words = key.split(separator: ".")
      return words[0] == "policy" && !names.contains(String(words[1]))
    }
  }

  /// Simulates at the numbers that are fixed, to be valued at any prices.
  ///
  /// - Returns: nil where it was cancelled.
  func priced(
    cancellation: Cancellation, progress: @Sendable (RunProgress) -> Void
  ) throws -> PricedReplications? {
    let pair = try pair(plan.point([:]))
    let accounts = try TaskPool(tasks: plan.replications, threads: threads).reduce(
      into: [PairedAccounts](), cancellation: cancellation, progress: progress, worker: {},
      perform: { task, _ in
        let replication = UInt32(task + 1)
        // The one point that is simulated has no number of its own.
        let numbers = try log.result(at: [0, Double(replication)]) {
          SeriesNumbers.numbers(
            outcomes(pair.strategy, replication) + outcomes(pair.comparator, replication))
        }
        let sides = SeriesNumbers.outcomes(
          numbers, models: [pair.strategy.model, pair.comparator.model])
        return PairedAccounts(
          plan: plan, strategy: Self.accounts(sides[0], pair.strategy),
          comparator: Self.accounts(sides[1], pair.comparator))
      },
      combine: { all, _, accounts in all.append(accounts) })
    guard accounts.count == plan.replications else { return nil }
    return PricedReplications(plan: plan, accounts: accounts)
  }

  private func outcomes(_ strategy: ComparedStrategy, _ replication: UInt32) -> [Outcome] {
    var simulation = Simulation(strategy.model)
    return strategy.model.communities.indices.map { community in
      simulation.run(
        community: community, replication: replication, seed: plan.scenario.run.seed)
    }
  }

  private static func accounts(
    _ outcomes: [Outcome], _ strategy: ComparedStrategy
  ) -> EconomicAccounts {
    EconomicAccounts(outcomes, model: strategy.model, policies: strategy.files)
  }

  private static func metric(_ name: String, _ outcomes: [Outcome], _ model: Model) -> Double? {
    var total = outcomes[0]
    for outcome in outcomes.dropFirst() { total.add(outcome) }
    return Metrics.named(name)?.value(in: Observation.all(in: total, layout: model.layout)[0])
  }
}

/// What both strategies used and how people lived in one replication, without prices.
struct PairedAccounts: Sendable {
  let plan: SensitivityPlan
  let strategy: EconomicAccounts
  let comparator: EconomicAccounts

  /// The difference in net benefit at the prices of two strategies.
  func netBenefit(strategy own: ComparedStrategy, comparator usual: ComparedStrategy) -> Double {
    netBenefit(strategy, own) - netBenefit(comparator, usual)
  }

  private func netBenefit(_ accounts: EconomicAccounts, _ prices: ComparedStrategy) -> Double {
    let economics = plan.scenario.economics
    let value = accounts.value(
      at: prices.model.communities.map(\.parameters), policies: prices.files)
    return economics.threshold * value.qalys - value.cost(economics.perspective)
  }
}

/// Replications that can be valued at any prices.
struct PricedReplications: Sendable {
  let plan: SensitivityPlan
  let accounts: [PairedAccounts]

  /// The difference in net benefit in each replication.
  func differences(at point: Scenario.Inputs) throws(InputFault) -> [Double?] {
    let all = try plan.scenario.strategies(with: point)
    return accounts.map {
      $0.netBenefit(strategy: all[plan.strategy], comparator: all[plan.comparator])
    }
  }
}

/// What is kept of a replication of one strategy.
private enum SimulatedSide: Sendable {
  case accounts(EconomicAccounts)
  case metric(Double?)
}

/// Replications of a comparator that does not depend on what is moved: each is simulated once.
private final class ComparatorMemory: Sendable {
  private let sides = Mutex<[UInt32: SimulatedSide]>([:])

  func side(_ replication: UInt32, simulate: () -> SimulatedSide) -> SimulatedSide {
    if let known = sides.withLock({ $0[replication] }) { return known }
    // Two threads may both simulate it, to the same end.
    let side = simulate()
    sides.withLock { $0[replication] = side }
    return side
  }
}
