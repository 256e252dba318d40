import TreatmentModel

/// What one task of a comparison gives: a replication of a community under every strategy.
struct ComparisonTask: Sendable {
  /// By strategy.
  var outcomes: [Outcome] = []
  /// By strategy; the comparator's pairs every life with itself.
  ///
  /// Empty where lives are not paired.
  var lives: [LifeTally] = []
}

/// What a thread owns: a simulation for each strategy, or, where these would take too much memory,
/// for one strategy at a time.
struct ComparisonWorker: ~Copyable {
  /// Bytes that the simulations of a thread may keep between runs.
  private static let mostBytesKept = 128 << 20
  /// Bytes that a person takes in a simulation, rounded up: record, queue, waiting line, newcomers.
  private static let bytesPerPerson = 400

  private let comparison: Comparison
  private let pairsLives: Bool
  private let keepsSimulations: Bool
  private var kept: [SimulationBox?]
  /// The groups of people that each cell belongs to.
  private let groups: [[Int]]
  private var usual: [LifeSummary] = []

  /// Prepares to run; `pairsLives` asks for lives paired by person.
  init(_ comparison: Comparison, pairsLives: Bool = true) {
    self.comparison = comparison
    self.pairsLives = pairsLives
    let model = comparison.reference.model
    let largest = model.communities.map(\.population).max()!
    let bytes = largest * Self.bytesPerPerson * comparison.strategies.count
    keepsSimulations = bytes <= Self.mostBytesKept
    kept = Array(repeating: nil, count: comparison.strategies.count)
    groups = Self.groups(of: model.layout)
  }

  /// Runs a replication of a community under every strategy, the comparator first.
  mutating func perform(community: Int, replication: UInt32) -> ComparisonTask {
    let count = comparison.strategies.count
    var outcomes = [Outcome?](repeating: nil, count: count)
    var lives = [LifeTally?](repeating: nil, count: count)
    for strategy in [comparison.comparator] + comparison.others {
      let box = simulation(of: strategy)
      outcomes[strategy] = box.simulation.run(
        community: community, replication: replication, seed: comparison.scenario.run.seed)
      guard pairsLives else { continue }
      if strategy == comparison.comparator {
        usual = (0..<UInt32(box.simulation.patientCount)).map {
          box.simulation.summary(ofPatient: $0)
        }
      }
      lives[strategy] = pair(box)
    }
    return ComparisonTask(outcomes: outcomes.map { $0! }, lives: lives.compactMap(\.self))
  }

  private func pair(_ box: SimulationBox) -> LifeTally {
    let model = comparison.reference.model
    let observed = Float(model.warmUpDays)...Float(model.warmUpDays + model.horizonDays)
    precondition(
      box.simulation.patientCount == usual.count, "a strategy changes who lives in a community")
    var tally = LifeTally(groups: model.layout.groups)
    for (index, life) in usual.enumerated() {
      let changed = box.simulation.summary(ofPatient: UInt32(index))
      tally.add(life, changed, groups: groups[Int(life.cell)], observed: observed)
    }
    return tally
  }

  private mutating func simulation(of strategy: Int) -> SimulationBox {
    if let box = kept[strategy] { return box }
    let box = SimulationBox(comparison.strategies[strategy].model, summarizesLives: pairsLives)
    if keepsSimulations { kept[strategy] = box }
    return box
  }

  private static func groups(of layout: OutcomeLayout) -> [[Int]] {
    (0..<layout.cells).map { cell in
      var first = 1
      return [0]
        + layout.stratifications.enumerated().map { index, stratification in
          defer { first += stratification.count }
          return first + layout.stratum(ofCell: cell, in: index)
        }
    }
  }
}

/// A simulation that an array can hold.
final class SimulationBox {
  var simulation: Simulation

  init(_ model: Model, summarizesLives: Bool) {
    simulation = Simulation(model)
    simulation.summarizesLives = summarizesLives
  }
}
