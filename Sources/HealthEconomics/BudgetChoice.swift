/// What is best under a budget when only one of several strategies can be run.
public enum BudgetChoice {
  /// Returns the strategy with the most effect among those that cost no more than the budget.
  ///
  /// The cheaper one of equal effects, the first one given of equal costs too; nil if none is
  /// affordable.
  public static func best(of strategies: [StrategyValue], budget: Double) -> StrategyValue? {
    var best: StrategyValue?
    for strategy in strategies where strategy.cost <= budget {
      guard let former = best else {
        best = strategy
        continue
      }
      if strategy.effect > former.effect
        || (strategy.effect == former.effect && strategy.cost < former.cost)
      {
        best = strategy
      }
    }
    return best
  }

  /// A mix of two strategies, each for a share of the people.
  public struct Mix: Hashable, Sendable {
    /// The strategy of the frontier with less effect.
    public let lower: StrategyValue
    /// The strategy of the frontier with more effect, or the same one where no mix is needed.
    public let upper: StrategyValue
    /// The share of people under `upper`, 0...1.
    public let upperShare: Double

    /// The cost of the mix.
    public var cost: Double { lower.cost + upperShare * (upper.cost - lower.cost) }
    /// The effect of the mix.
    public var effect: Double { lower.effect + upperShare * (upper.effect - lower.effect) }
  }

  /// Returns the mix with the most effect that costs no more than the budget; nil if none does.
  ///
  /// The best mix is of two neighbours on the frontier of `IncrementalAnalysis`. It presumes that half
  /// a strategy costs and brings half, as when some clinics run it and others do not.
  public static func bestMix(of strategies: [StrategyValue], budget: Double) -> Mix? {
    let frontier = IncrementalAnalysis(strategies).frontier.map(\.strategy)
    guard let index = frontier.lastIndex(where: { $0.cost <= budget }) else { return nil }
    let lower = frontier[index]
    guard index + 1 < frontier.count else {
      return Mix(lower: lower, upper: lower, upperShare: 0)
    }
    let upper = frontier[index + 1]
    return Mix(
      lower: lower, upper: upper,
      upperShare: (budget - lower.cost) / (upper.cost - lower.cost))
  }
}
