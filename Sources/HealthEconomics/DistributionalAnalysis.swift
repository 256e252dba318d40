/// Distributional cost-effectiveness analysis: who gains health, who bears the cost, and whether
/// society gains when inequality counts.
///
/// Asaria, Griffin and Cookson (2016), doi:10.1177/0272989X15583266. What a strategy costs more is
/// money that others' care goes without: at a threshold of so much for a unit of health, that health
/// is lost by the groups in given shares.
public struct DistributionalAnalysis: Sendable {
  /// A group of people before the strategy, and what the strategy changes for all of them together.
  public struct Stratum: Hashable, Sendable {
    /// The group without the strategy.
    public let baseline: HealthDistribution.Group
    /// The health that the strategy brings to the whole group, such as QALYs.
    public let effect: Double
    /// What the strategy costs more for the whole group.
    public let cost: Double
    /// The share of forgone health that falls on the group; shares add up to 1.
    public let opportunityCostShare: Double

    /// Creates a stratum.
    public init(
      baseline: HealthDistribution.Group, effect: Double, cost: Double,
      opportunityCostShare: Double
    ) {
      precondition(
        effect.isFinite && cost.isFinite && opportunityCostShare >= 0,
        "Stratum: \(baseline.name): effect, cost or share \(opportunityCostShare)")
      self.baseline = baseline
      self.effect = effect
      self.cost = cost
      self.opportunityCostShare = opportunityCostShare
    }
  }

  /// A part of the equity-efficiency impact plane; a point on an axis is on the better side.
  public enum Quadrant: String, CaseIterable, Hashable, Sendable {
    /// More health, and no more inequality.
    case winWin
    /// More health or as much, and more inequality.
    case winLose
    /// Less health, and no more inequality.
    case loseWin
    /// Less health and more inequality.
    case loseLose
  }

  /// The strata, in the order given.
  public let strata: [Stratum]
  /// What a unit of health costs elsewhere, above 0.
  public let threshold: Double

  /// Creates an analysis of strata, at least one, whose shares of opportunity cost add up to 1.
  public init(strata: [Stratum], threshold: Double) {
    let shares = strata.reduce(0) { $0 + $1.opportunityCostShare }
    precondition(
      !strata.isEmpty && abs(shares - 1) < 1e-9 && threshold > 0 && threshold < .infinity,
      "DistributionalAnalysis: \(strata.count) strata, shares of sum \(shares), at \(threshold)")
    self.strata = strata
    self.threshold = threshold
  }

  /// The net health benefit of each stratum: its effect less its share of forgone health.
  public var netHealthBenefits: [Double] {
    let forgone = strata.reduce(0) { $0 + $1.cost } / threshold
    return strata.map { $0.effect - $0.opportunityCostShare * forgone }
  }

  /// The net health benefit of all strata together: the horizontal axis of the impact plane.
  public var netHealthBenefit: Double { netHealthBenefits.reduce(0, +) }

  /// The share of the effect that each stratum has; nil where the effects add up to 0.
  ///
  /// Shares can be negative or above 1 where some strata lose.
  public var sharesOfBenefit: [Double]? {
    let total = strata.reduce(0) { $0 + $1.effect }
    return total == 0 ? nil : strata.map { $0.effect / total }
  }

  /// The distribution of health without the strategy.
  public var before: HealthDistribution { HealthDistribution(strata.map(\.baseline)) }

  /// The distribution of health with the strategy; health stays above 0.
  public var after: HealthDistribution {
    HealthDistribution(
      zip(strata, netHealthBenefits).map { stratum, benefit in
        HealthDistribution.Group(
          name: stratum.baseline.name, population: stratum.baseline.population,
          health: stratum.baseline.health + benefit / stratum.baseline.population)
      })
  }

  /// Returns the change in equally distributed equivalent health, times the number of people.
  ///
  /// The net health benefit when aversion to inequality is 0; above 0 the strategy is worth having.
  public func equityWeightedBenefit(aversion: Double) -> Double {
    let (before, after) = (before, after)
    return before.population
      * (after.equallyDistributedEquivalent(aversion: aversion)
        - before.equallyDistributedEquivalent(aversion: aversion))
  }

  /// Returns the equity impact: the vertical axis of the impact plane.
  ///
  /// What the equity-weighted benefit exceeds the net health benefit by: above 0 if the strategy makes
  /// health more equal.
  public func equityImpact(aversion: Double) -> Double {
    // Without aversion the two are equal, but for rounding.
    if aversion == 0 { return 0 }
    return equityWeightedBenefit(aversion: aversion) - netHealthBenefit
  }

  /// Returns the part of the equity-efficiency impact plane in which the strategy lies.
  public func quadrant(aversion: Double) -> Quadrant {
    let equity = equityImpact(aversion: aversion)
    if netHealthBenefit >= 0 { return equity >= 0 ? .winWin : .winLose }
    return equity >= 0 ? .loseWin : .loseLose
  }
}
