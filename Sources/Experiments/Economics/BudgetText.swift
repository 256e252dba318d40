internal import HealthEconomics

/// What is best under a yearly budget.
extension EconomicComparison {
  /// What each strategy costs more than the comparator in a year, not discounted, and the discounted QALYs
  /// that it brings more in a year.
  func yearlyIncrements(_ perspective: Perspective) -> [StrategyValue] {
    let reference = strategies.firstIndex(of: comparator)!
    let values = expectedValues(perspective)
    let years = observedYears
    func yearly(_ strategy: Int) -> Double {
      yearlyCosts(strategy, perspective).reduce(0, +) / years
    }
    let usual = yearly(reference)
    return strategies.indices.map { index in
      StrategyValue(
        name: strategies[index], cost: index == reference ? 0 : yearly(index) - usual,
        effect: (values[index].effect - values[reference].effect) / years)
    }
  }

  /// The best strategy, and the best mix of two, that cost at most so much a year more than the
  /// comparator.
  ///
  /// - Parameter budget: 0 or more, in the currency of the prices.
  public func text(budget: Double) -> String {
    precondition(budget >= 0, "a budget of \(budget)")
    let all = yearlyIncrements(plan.perspective)
    let title =
      "With \(HumanNumber.text(budget)) a year more than \(comparator) costs \(plan.perspective.words)\n"
    guard let best = BudgetChoice.best(of: all, budget: budget),
      let mix = BudgetChoice.bestMix(of: all, budget: budget)
    else { return title + "no strategy is affordable\n" }
    return title + "best strategy: \(best.name), "
      + Self.words(cost: best.cost, effect: best.effect) + "\n" + "best mix:      "
      + Self.words(mix) + ", " + Self.words(cost: mix.cost, effect: mix.effect) + "\n"
      + "A mix presumes that half a strategy costs and brings half, as where some clinics run it.\n"
  }

  private static func words(cost: Double, effect: Double) -> String {
    "\(HumanNumber.text(cost)) more and \(HumanNumber.text(effect)) QALYs more a year"
  }

  private static func words(_ mix: BudgetChoice.Mix) -> String {
    func share(_ share: Double) -> String { HumanNumber.text((1000 * share).rounded() / 10) + " %" }
    if mix.upperShare == 0 { return "\(mix.lower.name) for all" }
    return
      "\(share(1 - mix.upperShare)) \(mix.lower.name), \(share(mix.upperShare)) \(mix.upper.name)"
  }
}
