/// The expected cost and effect of a strategy.
public struct StrategyValue: Hashable, Sendable {
  /// The name, unique among the strategies compared.
  public let name: String
  /// The expected cost, in one currency.
  public let cost: Double
  /// The expected effect, usually QALYs; more is better.
  public let effect: Double

  /// Creates a strategy's value; cost and effect are finite.
  public init(name: String, cost: Double, effect: Double) {
    precondition(
      cost.isFinite && effect.isFinite,
      "StrategyValue: \(name): cost \(cost) or effect \(effect) is not finite")
    self.name = name
    self.cost = cost
    self.effect = effect
  }

  /// Returns the net monetary benefit at a threshold: threshold x effect - cost.
  ///
  /// - Parameter threshold: what a unit of effect is worth, at least 0.
  public func netMonetaryBenefit(at threshold: Double) -> Double {
    Threshold.check(threshold)
    return threshold * effect - cost
  }

  /// Returns the net health benefit at a threshold above 0: effect - cost / threshold.
  ///
  /// Stinnett and Mullahy (1998), doi:10.1177/0272989X98018002S09.
  public func netHealthBenefit(at threshold: Double) -> Double {
    precondition(threshold > 0 && threshold < .infinity, "StrategyValue: threshold \(threshold)")
    return effect - cost / threshold
  }
}

extension Sequence<StrategyValue> {
  /// Returns the strategies by falling net monetary benefit at a threshold; ties keep their order.
  public func ranked(at threshold: Double) -> [StrategyValue] {
    enumerated().sorted { one, other in
      let left = one.element.netMonetaryBenefit(at: threshold)
      let right = other.element.netMonetaryBenefit(at: threshold)
      return left == right ? one.offset < other.offset : left > right
    }.map(\.element)
  }
}

/// The willingness to pay for a unit of effect.
enum Threshold {
  /// Stops the program unless a threshold is finite and at least 0.
  static func check(_ threshold: Double) {
    precondition(
      threshold >= 0 && threshold < .infinity,
      "the threshold \(threshold) is not finite and at least 0")
  }
}
