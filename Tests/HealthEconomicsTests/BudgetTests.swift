import HealthEconomics
import TestSupport
import Testing

@Suite("Budgets")
struct BudgetTests {
  @Test("Budget impact by year, and summed up, by hand")
  func impact() {
    let impact = BudgetImpact(
      [
        .init(strategy: "today", costs: [100, 100, 100]),
        .init(strategy: "access", costs: [150, 110, 80]),
      ], comparator: "today")
    #expect(impact.differences[0].costs == [0, 0, 0])
    #expect(impact.differences[1].costs == [50, 10, -20])
    #expect(impact.cumulativeDifferences[1].costs == [50, 60, 40])
    #expect(impact.differences[1].total == 40)
  }

  private let strategies = [
    StrategyValue(name: "none", cost: 0, effect: 0),
    StrategyValue(name: "small", cost: 40, effect: 3),
    StrategyValue(name: "odd", cost: 70, effect: 4),
    StrategyValue(name: "large", cost: 100, effect: 7),
  ]

  @Test("One strategy under a budget, whole or mixed along the frontier")
  func oneStrategy() throws {
    #expect(BudgetChoice.best(of: strategies, budget: 80)?.name == "odd")
    #expect(BudgetChoice.best(of: strategies, budget: 69)?.name == "small")
    #expect(BudgetChoice.best(of: strategies, budget: -1) == nil)
    // Two thirds of the way from small to large: 3 + 4 x 2 / 3, more than the 4 of "odd".
    let mix = try #require(BudgetChoice.bestMix(of: strategies, budget: 80))
    #expect(mix.lower.name == "small" && mix.upper.name == "large")
    #expect(isClose(mix.upperShare, 2 / 3.0) && isClose(mix.cost, 80))
    #expect(isClose(mix.effect, 3 + 8 / 3.0))
    let plenty = try #require(BudgetChoice.bestMix(of: strategies, budget: 500))
    #expect(plenty.lower.name == "large" && plenty.upperShare == 0 && plenty.cost == 100)
    #expect(BudgetChoice.bestMix(of: strategies, budget: -1) == nil)
  }

  /// Problems P01 and P07 of Burkardt's collection KNAPSACK_01, with their published optima.
  @Test("Published knapsack problems have their published optima")
  func published() throws {
    let first = portfolio(
      costs: [23, 31, 29, 44, 53, 38, 63, 85, 89, 82],
      benefits: [92, 57, 49, 68, 60, 43, 67, 84, 87, 72])
    let best = first.best(budget: 165)
    #expect(best.benefit == 309 && best.cost == 165)
    #expect(first.members(of: best).map(\.name) == ["0", "1", "2", "3", "5"])
    let seventh = portfolio(
      costs: [70, 73, 77, 80, 82, 87, 90, 94, 98, 106, 110, 113, 115, 118, 120],
      benefits: [135, 139, 149, 150, 156, 163, 173, 184, 192, 201, 210, 214, 221, 229, 240])
    #expect(seventh.best(budget: 750).benefit == 1_458 && seventh.best(budget: 750).cost == 749)
  }

  /// The oracle tries all 2^11 sets for each budget.
  @Test("The efficient frontier is what trying all sets gives, and no set beats another")
  func exhaustive() throws {
    let costs = (0..<11).map { Double($0 * 37 % 23 + 3) }
    let benefits = (0..<11).map { Double($0 * 53 % 31 + 1) }
    let portfolio = portfolio(costs: costs, benefits: benefits)
    let sets = (0..<2_048).map { (set: Int) -> (cost: Double, benefit: Double) in
      let members = (0..<11).filter { set & 1 << $0 != 0 }
      return (members.reduce(0) { $0 + costs[$1] }, members.reduce(0) { $0 + benefits[$1] })
    }
    try withEvery("budget", in: stride(from: 0.0, through: 170, by: 1)) { budget in
      let most = sets.filter { $0.cost <= budget }.map(\.benefit).max()
      let best = portfolio.best(budget: budget)
      try #require(best.benefit == most && best.cost <= budget)
      let members = portfolio.members(of: best)
      try #require(members.reduce(0) { $0 + $1.benefit } == best.benefit)
      try #require(members.reduce(0) { $0 + $1.cost } == best.cost)
    }
    #expect(
      zip(portfolio.frontier, portfolio.frontier.dropFirst()).allSatisfy {
        $0.cost < $1.cost && $0.benefit < $1.benefit
      })
  }

  @Test("Programmes in part: by benefit for the money; whole ones never do better")
  func shares() {
    let portfolio = portfolio(costs: [10, 20, 30, 0, 5], benefits: [60, 100, 120, 1, 0])
    let shares = portfolio.bestShares(budget: 50)
    #expect(shares.map(\.programme.name) == ["3", "0", "1", "2"])
    #expect(shares.map(\.share) == [1, 1, 1, 2 / 3.0])
    let benefit = shares.reduce(0) { $0 + $1.share * $1.programme.benefit }
    #expect(isClose(benefit, 241) && portfolio.best(budget: 50).benefit == 221)
    #expect(portfolio.bestShares(budget: 0).map(\.programme.name) == ["3"])
  }

  @Test("Negative costs and too many programmes stop the program")
  func stops() async {
    await #expect(processExitsWith: .failure) {
      _ = Portfolio.Programme(name: "saves", cost: -1, benefit: 1)
    }
    await #expect(processExitsWith: .failure) {
      _ = Portfolio((0...20).map { .init(name: "\($0)", cost: 1, benefit: 1) })
    }
  }

  private func portfolio(costs: [Double], benefits: [Double]) -> Portfolio {
    Portfolio(
      costs.indices.map { .init(name: "\($0)", cost: costs[$0], benefit: benefits[$0]) })
  }
}
