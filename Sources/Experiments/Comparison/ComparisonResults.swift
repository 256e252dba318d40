public import Statistics
import TreatmentModel

/// What a comparison found, in memory: as much for a thousand replications as for one.
///
/// Strategies are told by their index in `comparison.strategies`, communities by 0 for all and then in
/// the order of the scenario, strata by 0 for everybody and then as in `comparison.strata`.
public struct ComparisonResults: Sendable {
  /// What was compared.
  public let comparison: Comparison
  /// Replications that are in the results.
  public private(set) var replications = 0
  /// Results of each strategy alone: retention, waits, reach, moments of metrics.
  public private(set) var strategies: [RunResults]
  /// Curves over calendar time with their Monte Carlo error.
  public private(set) var curves: ComparisonCurves
  /// Lives paired by person.
  public private(set) var lives: LifeResults
  /// Effects and interactions; nil without a full factorial design.
  public private(set) var interactions: InteractionResults?
  /// How the ranking changes with the evidence that is believed; nil where that was not asked for.
  public internal(set) var floors: FloorResults?
  private(set) var pairs: PairedResults
  private(set) var equity: EquityComparison

  init(_ comparison: Comparison) {
    self.comparison = comparison
    strategies = comparison.strategies.map { RunResults(model: $0.model, retentionDays: []) }
    curves = ComparisonCurves(comparison)
    lives = LifeResults(comparison)
    interactions = FactorialDesign(comparison.strategies).map { InteractionResults($0) }
    pairs = PairedResults(comparison)
    equity = EquityComparison(comparison)
  }

  /// The paired difference between a strategy and the comparator; nil for an unknown metric.
  ///
  /// - Parameters:
  ///   - metric: a name of `Metrics.all`.
  ///   - strategy: index of the strategy.
  ///   - community: 0 for all communities together.
  ///   - group: 0 for everybody; metrics that are not told by stratum have no replications there.
  public func difference(
    of metric: String, strategy: Int, community: Int = 0, group: Int = 0
  ) -> ComparisonEstimate? {
    Metrics.index[metric].map {
      pairs.estimate($0, strategy: strategy, community: community, group: group)
    }
  }

  /// A stratum's benefit in a replication: `deaths_averted`, `overdose_deaths_averted`,
  /// `overdoses_averted`, `treatment_years_gained` or `life_years_gained`; nil for another name, no
  /// values where the scenario asks for no strata.
  public func benefit(_ name: String, strategy: Int, group: Int) -> RunningMoments? {
    equity.benefit(name, strategy: strategy, group: group)
  }

  /// Retention of a strategy on a medication at `strategies[strategy].retention.days`: a curve with
  /// bands; nil without any episode.
  public func retention(
    _ medication: String, strategy: Int, group: Int = 0
  ) -> [RetentionResults.Point]? {
    Medication.active.first { $0.name == medication }.flatMap {
      strategies[strategy].retention.curve($0, group: group)
    }
  }

  /// Adds a replication.
  ///
  /// - Parameters:
  ///   - entries: by entry of `comparison.communityNames`, all together first.
  ///   - outcomes: by strategy and community.
  mutating func add(_ entries: [ComparisonEntry], outcomes: [[Outcome]]) {
    replications += 1
    let all = entries[0]
    for strategy in strategies.indices {
      strategies[strategy].add(
        metrics: all.values[strategy][0], total: all.outcomes[strategy],
        groups: all.observations[strategy], communities: outcomes[strategy])
    }
    curves.add(all.outcomes)
    interactions?.add(all.values.map { $0[0] })
    equity.add(all.observations, values: all.values)
    for (community, entry) in entries.enumerated() {
      pairs.add(entry.values, community: community)
      lives.add(entry.lives, community: community)
    }
  }
}

/// One community of a replication, or all together: everything by strategy.
struct ComparisonEntry {
  let outcomes: [Outcome]
  let lives: [LifeTally]
  /// By strategy and group.
  let observations: [[Observation]]
  /// By strategy and group, those of `Metrics.all`.
  let values: [[[Double?]]]

  init(outcomes: [Outcome], lives: [LifeTally], layouts: [OutcomeLayout]) {
    self.outcomes = outcomes
    self.lives = lives
    observations = zip(outcomes, layouts).map { Observation.all(in: $0, layout: $1) }
    values = observations.map { groups in
      [Metrics.values(in: groups[0])] + groups.dropFirst().map(Metrics.values(inStratum:))
    }
  }
}
