public import Statistics

/// Costs and effects by draw of the parameters and by replication within it.
///
/// It tells uncertainty of the parameters, which more evidence would remove, from Monte Carlo noise,
/// which more replications would. O'Hagan, Stevenson and Madan (2007), doi:10.1002/hec.1199.
public struct NestedSample: Sendable {
  /// The names of the strategies.
  public let strategies: [String]
  /// Costs by strategy, draw and replication.
  public let costs: [[[Double]]]
  /// Effects by strategy, draw and replication.
  public let effects: [[[Double]]]
  /// Whether replication `j` of every draw has the same random numbers (`crossed`) or not.
  public let design: VarianceComponents.Design

  /// Creates a sample: finite values, two draws or more, in each two replications or more.
  public init(
    strategies: [String], costs: [[[Double]]], effects: [[[Double]]],
    design: VarianceComponents.Design
  ) {
    let draws = costs.first?.count ?? 0
    let replications = costs.first?.first?.count ?? 0
    precondition(
      costs.count == strategies.count && effects.count == strategies.count && draws > 1
        && replications > 1
        && (costs + effects).allSatisfy { values in
          values.count == draws
            && values.allSatisfy { $0.count == replications && $0.allSatisfy(\.isFinite) }
        },
      "NestedSample: not as many finite values for every strategy and draw")
    self.strategies = strategies
    self.costs = costs
    self.effects = effects
    self.design = design
  }

  /// The sample of the means of each draw's replications.
  public var means: ProbabilisticSample {
    ProbabilisticSample(
      strategies: strategies, costs: costs.map { $0.map(ProbabilisticSample.mean) },
      effects: effects.map { $0.map(ProbabilisticSample.mean) })
  }

  /// Returns the components of variance of a strategy's cost, by its index.
  public func costComponents(of strategy: Int) -> VarianceComponents {
    VarianceComponents(costs[strategy], design: design)
  }

  /// Returns the components of variance of a strategy's effect, by its index.
  public func effectComponents(of strategy: Int) -> VarianceComponents {
    VarianceComponents(effects[strategy], design: design)
  }

  /// Returns the components of variance of the difference in net monetary benefit of two strategies.
  ///
  /// The difference is taken in each replication, so that common random numbers pay.
  public func netMonetaryBenefitComponents(
    of strategy: Int, comparedWith reference: Int, at threshold: Double
  ) -> VarianceComponents {
    Threshold.check(threshold)
    let differences = costs[strategy].indices.map { draw in
      costs[strategy][draw].indices.map { replication in
        threshold * (effects[strategy][draw][replication] - effects[reference][draw][replication])
          - (costs[strategy][draw][replication] - costs[reference][draw][replication])
      }
    }
    return VarianceComponents(differences, design: design)
  }
}
