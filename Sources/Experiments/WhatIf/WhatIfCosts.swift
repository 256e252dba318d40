internal import HealthEconomics
internal import TreatmentModel

/// What one replication of one strategy cost and how much health it brought, valued as
/// `moudsim compare` values it.
struct WhatIfCosts: Sendable {
  /// Costs of all kinds, discounted.
  let all: Double
  /// Costs of programmes alone, discounted; 0 without any.
  let programmes: Double
  /// Quality-adjusted life years, discounted.
  let qalys: Double
  /// Costs of all kinds from the start to the end of each calendar interval, not discounted.
  let sums: [Double]

  /// Values the outcomes of all communities, in the order of the arm's model.
  init(_ outcomes: [Outcome], arm: WhatIfArm, perspective: Perspective) {
    let value = EconomicAccounts(outcomes, model: arm.model, policies: arm.files)
      .value(at: arm.model.communities.map(\.parameters))
    all = value.cost(perspective)
    programmes = value.cost(perspective, of: EconomicItem.programmes)
    qalys = value.qalys
    var sum = 0.0
    sums = (value.costsByPeriod[perspective] ?? []).map { cost in
      sum += cost
      return sum
    }
  }
}

/// What a strategy of a run is: its model, and the files of its policies with what they cost.
struct WhatIfArm: Sendable {
  let model: Model
  let files: [PolicyFile]

  /// A strategy of a scenario by its name; today's practice where there is none.
  init(_ strategy: String, of scenario: Scenario) {
    let found = scenario.strategies.first { $0.name == strategy }
    model = found.map(scenario.model(of:)) ?? scenario.model
    files = found?.files ?? []
  }
}
