internal import Statistics
public import HealthEconomics

/// What came of an uncertainty analysis; costs and health per person alive at time zero.
public struct ProbabilisticResults: Sendable {
  /// What was analysed.
  public let plan: ProbabilisticPlan
  /// The drawn numbers, draws in order.
  public let inputs: [Scenario.Inputs]
  /// Totals by draw; in each by strategy, replication and measure.
  private let values: [[Double]]

  init(plan: ProbabilisticPlan, inputs: [Scenario.Inputs], values: [[Double]]) {
    self.plan = plan
    self.inputs = inputs
    self.values = values
  }

  /// A measure of a simulation, all people together.
  func total(
    _ measure: ProbabilisticMeasure, draw: Int, strategy: Int, replication: Int
  ) -> Double {
    let width = ProbabilisticMeasure.allCases.count
    return values[draw][(strategy * plan.replications + replication) * width + measure.rawValue]
  }

  /// A measure per person, by strategy, draw and replication.
  func perPerson(_ measure: ProbabilisticMeasure) -> [[[Double]]] {
    plan.strategies.indices.map { strategy in
      (0..<plan.draws).map { draw in
        (0..<plan.replications).map { replication in
          total(measure, draw: draw, strategy: strategy, replication: replication) / plan.people
        }
      }
    }
  }

  /// Costs and QALYs per person, the mean of a draw's replications.
  public func sample(_ perspective: Perspective) -> ProbabilisticSample {
    ProbabilisticSample(
      strategies: plan.strategies, costs: means(.cost(perspective)), effects: means(.qalys))
  }

  /// Costs and QALYs per person with all replications; nil with one replication a draw.
  ///
  /// Replications of different draws have random numbers of their own.
  public func nested(_ perspective: Perspective) -> NestedSample? {
    guard plan.replications > 1 else { return nil }
    return NestedSample(
      strategies: plan.strategies, costs: perPerson(.cost(perspective)),
      effects: perPerson(.qalys), design: .nested)
  }

  private func means(_ measure: ProbabilisticMeasure) -> [[Double]] {
    perPerson(measure).map { draws in
      draws.map { $0.reduce(0, +) / Double(plan.replications) }
    }
  }

  /// The numbers of an input, draws in order.
  func numbers(of input: UncertainInput) -> [Double] {
    inputs.map { draw in
      guard let number = draw[input.key] else { preconditionFailure("no draws of \(input.key)") }
      return number
    }
  }
}
