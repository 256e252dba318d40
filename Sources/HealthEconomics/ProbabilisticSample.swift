public import Statistics

/// Costs and effects of strategies in draws of the uncertain parameters, paired by draw.
///
/// With a simulation each is the mean of a draw's replications; Monte Carlo noise that is left in it
/// looks like uncertainty of the parameters (`NestedSample` tells them apart).
public struct ProbabilisticSample: Sendable {
  /// The names of the strategies.
  public let strategies: [String]
  /// Costs by strategy and draw.
  public let costs: [[Double]]
  /// Effects by strategy and draw.
  public let effects: [[Double]]

  /// Creates a sample: finite costs and effects by strategy and draw, two draws or more.
  public init(strategies: [String], costs: [[Double]], effects: [[Double]]) {
    let count = costs.first?.count ?? 0
    precondition(
      !strategies.isEmpty && Set(strategies).count == strategies.count,
      "ProbabilisticSample: no strategies, or two of the same name")
    precondition(
      costs.count == strategies.count && effects.count == strategies.count && count > 1
        && (costs + effects).allSatisfy { $0.count == count && $0.allSatisfy(\.isFinite) },
      "ProbabilisticSample: not as many finite costs and effects, two or more, for every strategy")
    self.strategies = strategies
    self.costs = costs
    self.effects = effects
  }

  /// The number of draws.
  public var drawCount: Int { costs[0].count }

  /// The expected cost and effect of each strategy.
  public var expectedValues: [StrategyValue] {
    strategies.indices.map { index in
      StrategyValue(
        name: strategies[index], cost: Self.mean(costs[index]), effect: Self.mean(effects[index]))
    }
  }

  /// Returns net monetary benefits at a threshold, by strategy and draw.
  public func netMonetaryBenefits(at threshold: Double) -> [[Double]] {
    Threshold.check(threshold)
    return zip(costs, effects).map { costs, effects in
      zip(costs, effects).map { threshold * $1 - $0 }
    }
  }

  /// Returns the paired difference in net monetary benefit of two strategies, by their indices.
  public func netMonetaryBenefitDifference(
    of strategy: Int, comparedWith reference: Int, at threshold: Double
  ) -> PairedDifference {
    let benefits = netMonetaryBenefits(at: threshold)
    var result = PairedDifference()
    for draw in 0..<drawCount { result.add(benefits[strategy][draw], benefits[reference][draw]) }
    return result
  }

  /// Returns the index of the strategy with the highest expected net monetary benefit.
  ///
  /// The first one given where several are equal.
  public func best(at threshold: Double) -> Int {
    Self.firstMaximum(netMonetaryBenefits(at: threshold).map(Self.mean))
  }

  static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

  static func firstMaximum(_ values: [Double]) -> Int {
    var best = 0
    for index in values.indices where values[index] > values[best] { best = index }
    return best
  }
}
