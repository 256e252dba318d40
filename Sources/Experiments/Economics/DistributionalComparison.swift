internal import HealthEconomics
internal import Statistics
internal import TreatmentModel

/// Who gains health and who bears the cost, stratum by stratum: distributional cost-effectiveness.
///
/// What a strategy costs more is health that is forgone elsewhere, the same for every person of the
/// simulated communities. Costs and QALYs are not discounted.
public struct DistributionalComparison: ComparisonConsumer {
  /// Aversions to inequality at which the value of a distribution is told.
  ///
  /// The last one is that of a survey in England (Robson and others 2017, doi:10.1002/hec.3430).
  static let aversions = [0.5, 1, 5, 10.95]

  /// What is told of a stratum.
  enum Part: String, CaseIterable {
    case people
    case healthWithout = "health_without"
    case effect
    case costBorne = "cost_borne"
    case netHealthBenefit = "net_health_benefit"
  }

  /// What is told of the whole, at each aversion.
  enum Whole: String, CaseIterable {
    case equivalentWithout = "ede_without"
    case equivalentChange = "ede_change"
    case atkinsonWithout = "atkinson_without"
    case atkinsonChange = "atkinson_change"
    case equityWeightedBenefit = "equity_weighted_benefit"
    case equityImpact = "equity_impact"
  }

  /// Moments of a strategy by one stratification.
  struct Tally: Sendable {
    var total = RunningMoments()
    /// By stratum and part.
    var parts: [[RunningMoments]]
    /// A stratum's effect beside everybody's.
    var shares: [PairedDifference]
    /// By aversion and kind.
    var wholes: [[RunningMoments]]

    init(strata: Int) {
      parts = Array(
        repeating: Array(repeating: RunningMoments(), count: Part.allCases.count), count: strata)
      shares = Array(repeating: PairedDifference(), count: strata)
      wholes = Array(
        repeating: Array(repeating: RunningMoments(), count: Whole.allCases.count),
        count: DistributionalComparison.aversions.count)
    }

    func part(_ part: Part, of stratum: Int) -> RunningMoments {
      parts[stratum][Part.allCases.firstIndex(of: part)!]
    }

    func whole(_ whole: Whole, aversion: Int) -> RunningMoments {
      wholes[aversion][Whole.allCases.firstIndex(of: whole)!]
    }
  }

  let comparison: Comparison
  let plan: EconomicsPlan
  /// By strategy and stratification.
  private(set) var tallies: [[Tally]]

  /// Prepares to value the strategies of a comparison.
  public init(_ comparison: Comparison) {
    self.comparison = comparison
    plan = comparison.scenario.economics
    let tallies = comparison.reference.model.layout.stratifications.map {
      Tally(strata: $0.count)
    }
    self.tallies = Array(repeating: tallies, count: comparison.strategies.count)
  }

  var layout: OutcomeLayout { comparison.reference.model.layout }

  /// Takes the next replication.
  public mutating func add(_ replication: ComparedReplication) {
    guard !layout.stratifications.isEmpty else { return }
    let lives = replication.lives[comparison.comparator]
    let people = (0..<layout.groups).map { group in
      Double(
        [true, false].reduce(0) { $0 + lives.sum(.lives, group: group, reached: $1) })
    }
    let usual = (
      qalys: qalys(replication, comparison.comparator),
      cost: cost(replication, comparison.comparator)
    )
    for strategy in comparison.others {
      let effects = zip(qalys(replication, strategy), usual.qalys).map { $0 - $1 }
      let cost = cost(replication, strategy) - usual.cost
      var first = 1
      for (index, stratification) in layout.stratifications.enumerated() {
        let groups = first..<first + stratification.count
        add(
          DistributedReplication(
            people: Array(people[groups]), health: Array(usual.qalys[groups]),
            effects: Array(effects[groups]), cost: cost, threshold: plan.threshold),
          to: &tallies[strategy][index])
        first += stratification.count
      }
    }
  }

  private func qalys(_ replication: ComparedReplication, _ strategy: Int) -> [Double] {
    StratumHealth.qalys(
      replication.outcomes[strategy], model: comparison.strategies[strategy].model)
  }

  private func cost(_ replication: ComparedReplication, _ strategy: Int) -> Double {
    let compared = comparison.strategies[strategy]
    let value = EconomicAccounts(
      replication.outcomes[strategy], model: compared.model, policies: compared.files
    ).value(at: compared.model.communities.map(\.parameters))
    return (value.costsByPeriod[plan.perspective] ?? []).reduce(0, +)
  }

  private func add(_ replication: DistributedReplication, to tally: inout Tally) {
    let effect = replication.effects.reduce(0, +)
    for stratum in replication.people.indices {
      tally.shares[stratum].add(replication.effects[stratum], effect)
    }
    guard let analysis = replication.analysis else { return }
    tally.total.add(analysis.netHealthBenefit)
    for (place, stratum) in replication.populated.enumerated() {
      let own = analysis.strata[place]
      let values = [
        own.baseline.population, own.baseline.health, own.effect,
        own.cost(of: analysis), analysis.netHealthBenefits[place],
      ]
      for (index, value) in values.enumerated() { tally.parts[stratum][index].add(value) }
    }
    guard replication.staysAlive(analysis) else { return }
    let (before, after) = (analysis.before, analysis.after)
    for (place, aversion) in Self.aversions.enumerated() {
      let equivalent = before.equallyDistributedEquivalent(aversion: aversion)
      let atkinson = before.atkinsonIndex(aversion: aversion)
      let values = [
        equivalent, after.equallyDistributedEquivalent(aversion: aversion) - equivalent,
        atkinson, after.atkinsonIndex(aversion: aversion) - atkinson,
        analysis.equityWeightedBenefit(aversion: aversion),
        analysis.equityImpact(aversion: aversion),
      ]
      for (index, value) in values.enumerated() { tally.wholes[place][index].add(value) }
    }
  }

  /// Writes the tables.
  public mutating func finish(
    _ results: ComparisonResults, file path: (String) -> String
  ) throws -> [WrittenFile] {
    guard results.replications > 0, !layout.stratifications.isEmpty else { return [] }
    return [
      try OutputTable.distributional.write(file: path) { file throws(OutputError) in
        try write(to: &file)
      }
    ]
  }
}

/// A replication of a strategy by the strata of one stratification.
struct DistributedReplication {
  /// People by stratum, without the strategy.
  let people: [Double]
  /// QALYs that they have without the strategy.
  let health: [Double]
  /// QALYs that the strategy brings.
  let effects: [Double]
  /// What the strategy costs more.
  let cost: Double
  /// What a QALY costs elsewhere.
  let threshold: Double

  /// Strata in which somebody lives, with health above 0.
  var populated: [Int] { people.indices.filter { people[$0] > 0 && health[$0] > 0 } }

  /// The analysis; nil where nobody lives.
  var analysis: DistributionalAnalysis? {
    let populated = populated
    guard !populated.isEmpty else { return nil }
    let all = populated.reduce(0) { $0 + people[$1] }
    return DistributionalAnalysis(
      strata: populated.map { stratum in
        DistributionalAnalysis.Stratum(
          baseline: HealthDistribution.Group(
            name: String(stratum), population: people[stratum],
            health: health[stratum] / people[stratum]),
          effect: effects[stratum], cost: cost * people[stratum] / all,
          opportunityCostShare: people[stratum] / all)
      }, threshold: threshold)
  }

  /// Whether health stays above 0 in every stratum, without which no equivalent is defined.
  func staysAlive(_ analysis: DistributionalAnalysis) -> Bool {
    zip(analysis.strata, analysis.netHealthBenefits).allSatisfy {
      $0.baseline.health + $1 / $0.baseline.population > 0
    }
  }
}

extension DistributionalAnalysis.Stratum {
  /// What the stratum bears of the cost of all.
  fileprivate func cost(of analysis: DistributionalAnalysis) -> Double {
    opportunityCostShare * analysis.strata.reduce(0) { $0 + $1.cost }
  }
}
