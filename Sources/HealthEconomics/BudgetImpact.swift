/// What strategies cost a budget holder year by year, beside a comparator.
///
/// Costs are not discounted: a budget is money of the year in which it is spent. Sullivan et al.
/// (2014), doi:10.1016/j.jval.2013.08.2291.
public struct BudgetImpact: Sendable {
  /// The undiscounted costs of a strategy by year.
  public struct YearlyCosts: Hashable, Sendable {
    /// The name of the strategy.
    public let strategy: String
    /// The cost of each year, the first year first.
    public let costs: [Double]

    /// Creates the costs of a strategy by year.
    public init(strategy: String, costs: [Double]) {
      self.strategy = strategy
      self.costs = costs
    }

    /// The cost of all years.
    public var total: Double { costs.reduce(0, +) }
  }

  /// All strategies, the comparator among them, in the order given.
  public let strategies: [YearlyCosts]
  /// The strategy with which the others are compared.
  public let comparator: YearlyCosts

  /// Creates a comparison of strategies over the same years; names are unique.
  public init(_ strategies: [YearlyCosts], comparator name: String) {
    guard let comparator = strategies.first(where: { $0.strategy == name }) else {
      preconditionFailure("BudgetImpact: no strategy \(name)")
    }
    precondition(
      Set(strategies.map(\.strategy)).count == strategies.count
        && strategies.allSatisfy {
          $0.costs.count == comparator.costs.count && $0.costs.allSatisfy(\.isFinite)
        },
      "BudgetImpact: names not unique, or not as many finite costs for every strategy")
    self.strategies = strategies
    self.comparator = comparator
  }

  /// By strategy and year, the cost less that of the comparator in the same year.
  public var differences: [YearlyCosts] {
    strategies.map { strategy in
      YearlyCosts(
        strategy: strategy.strategy,
        costs: zip(strategy.costs, comparator.costs).map { $0 - $1 })
    }
  }

  /// By strategy and year, the sum of differences up to and with that year.
  public var cumulativeDifferences: [YearlyCosts] {
    differences.map { difference in
      var sum = 0.0
      let sums = difference.costs.map { cost in
        sum += cost
        return sum
      }
      return YearlyCosts(strategy: difference.strategy, costs: sums)
    }
  }
}
