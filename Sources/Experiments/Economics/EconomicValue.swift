public import HealthEconomics
internal import TreatmentModel

/// What a strategy costs and how much health it brings, all communities together.
public struct EconomicValue: Sendable {
  /// Discounted costs by perspective and category, in the currency of the parameters.
  public internal(set) var costs: [Perspective: [CostLedger.CategoryCost]] = [:]
  /// Undiscounted costs by perspective and calendar interval of the scenario.
  public internal(set) var costsByPeriod: [Perspective: [Double]] = [:]
  /// Discounted quality-adjusted life years.
  public internal(set) var qalys = 0.0
  /// Undiscounted life years.
  public internal(set) var lifeYears = 0.0

  /// Discounted cost of all categories.
  public func cost(_ perspective: Perspective) -> Double {
    (costs[perspective] ?? []).reduce(0) { $0 + $1.cost }
  }
}

/// What the outcomes of a strategy in one replication, or several added up, amount to.
struct EconomicAccounts: Sendable {
  private let communities: [EconomicAccount]
  private let policies: [PolicyFile]

  /// Reads the outcomes of all communities of a model, in its order.
  init(_ outcomes: [Outcome], model: Model, policies: [PolicyFile], replications: Int = 1) {
    self.policies = policies
    communities = zip(outcomes, model.communities).map { outcome, community in
      EconomicAccount(
        outcome, community: community.name, model: model, policies: policies,
        replications: replications)
    }
  }

  /// Costs and QALYs at the prices and utilities of each community's parameters.
  ///
  /// - Parameters:
  ///   - parameters: by community.
  ///   - policies: files with other prices of the same policies; nil: as read.
  func value(at parameters: [Parameters], policies others: [PolicyFile]? = nil) -> EconomicValue {
    var value = EconomicValue()
    let programmePrices = ProgrammeUse.unitCosts(others ?? policies)
    for (account, parameters) in zip(communities, parameters) {
      let prices = EconomicPrices(parameters)
      let discounting = prices.discountingOfCosts
      for perspective in Perspective.allCases {
        let unitCosts = prices.unitCosts(perspective)
        let parts =
          account.costs.costs(perspective, unitCosts: unitCosts, discounting: discounting)
          + account.programmes.costs(
            perspective, unitCosts: programmePrices, discounting: discounting)
        value.add(parts, to: perspective)
        let care = account.costs.costsByPeriod(perspective, unitCosts: unitCosts)
        let programmes = account.programmes.costsByPeriod(
          perspective, unitCosts: programmePrices)
        value.add(zip(care, programmes).map { $0 + $1 }, to: perspective)
      }
      value.qalys += account.health.qalys(
        utilities: prices.utilities, decrements: prices.decrements,
        discounting: prices.discountingOfHealth)
      value.lifeYears += account.health.lifeYears(.none)
    }
    return value
  }
}

extension EconomicValue {
  fileprivate mutating func add(_ parts: [CostLedger.CategoryCost], to perspective: Perspective) {
    var sums = costs[perspective] ?? []
    for part in parts {
      if let index = sums.firstIndex(where: { $0.category == part.category }) {
        sums[index] = CostLedger.CategoryCost(
          category: part.category, cost: sums[index].cost + part.cost)
      } else {
        sums.append(part)
      }
    }
    costs[perspective] = sums
  }

  fileprivate mutating func add(_ amounts: [Double], to perspective: Perspective) {
    let sums = costsByPeriod[perspective] ?? Array(repeating: 0, count: amounts.count)
    costsByPeriod[perspective] = zip(sums, amounts).map { $0 + $1 }
  }
}
