internal import HealthEconomics
internal import TreatmentModel

/// What the programmes of a strategy use: community-years in force, persons reached, person-years.
struct ProgrammeUse {
  private let reader: SeriesReader
  private let model: Model
  private let community: String

  init(_ reader: SeriesReader, model: Model, community: String) {
    self.reader = reader
    self.model = model
    self.community = community
  }

  /// The kinds of prices that a policy file gives.
  enum Price: String, CaseIterable {
    case perCommunityYear, perPersonMonth, perPersonReached
  }

  /// The lines of all policies.
  func items(_ policies: [PolicyFile]) -> [CostLedger.Item] {
    policies.enumerated().flatMap { index, policy in
      Price.allCases.map { price in
        CostLedger.Item(
          name: Self.name(policy, price), category: EconomicItem.programmes,
          perspectives: Set(Perspective.allCases),
          quantity: quantity(price, policy, index: index, of: policies.count))
      }
    }
  }

  /// The cost of a year or person of each line.
  static func unitCosts(_ policies: [PolicyFile]) -> [String: Double] {
    var costs: [String: Double] = [:]
    for policy in policies {
      costs[name(policy, .perCommunityYear)] = policy.cost.perCommunityYear
      costs[name(policy, .perPersonMonth)] = policy.cost.perPersonMonth * 12
      costs[name(policy, .perPersonReached)] = policy.cost.perPersonReached
    }
    return costs
  }

  private static func name(_ policy: PolicyFile, _ price: Price) -> String {
    "policy.\(policy.name).cost.\(price.rawValue)"
  }

  private func quantity(
    _ price: Price, _ policy: PolicyFile, index: Int, of count: Int
  ) -> CostLedger.Quantity {
    switch price {
    case .perCommunityYear: .time(yearsInForce(policy, model.policies[index].timing))
    case .perPersonMonth: .time(reader.policy(.ticks, of: index, policies: count))
    case .perPersonReached: .count(reader.policy(.reached, of: index, policies: count))
    }
  }

  /// Years of each interval in which the policy is in force in the community.
  private func yearsInForce(_ policy: PolicyFile, _ timing: Timing) -> [Double] {
    let names = policy.reach.who.communities
    let boundaries = reader.periods.boundaries
    guard names.isEmpty || names.contains(community) else {
      return Array(repeating: 0, count: reader.periods.count)
    }
    // Days of a model count from time zero, intervals from the start of observation.
    let start = (timing.start - model.warmUpDays) / ScenarioShape.daysPerYear
    let end = (timing.end - model.warmUpDays) / ScenarioShape.daysPerYear
    return zip(boundaries, boundaries.dropFirst()).map { from, to in
      max(0, min(to, end) - max(from, start))
    }
  }
}
