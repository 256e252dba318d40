import Foundation
import HealthEconomics
import Testing

@Suite("Costs and QALYs from person-time and counts")
struct LedgerTests {
  private let periods = AccountingPeriods(boundaries: [0, 1, 2])
  private var ledger: CostLedger {
    CostLedger(
      periods: periods,
      items: [
        .init(
          name: "dose", category: "medication", perspectives: [.healthSector, .payer, .societal],
          quantity: .time([10, 8])),
        .init(
          name: "visit", category: "care", perspectives: [.healthSector, .payer, .societal],
          quantity: .count([3, 5])),
        .init(
          name: "injection", category: "medication", perspectives: [.healthSector, .societal],
          quantity: .count([1, 1])),
        .init(
          name: "crime", category: "crime", perspectives: [.societal], quantity: .time([2, 1])),
        .init(
          name: "building", category: "capital", perspectives: [.societal],
          quantity: .once(1, at: 1)),
      ])
  }
  private let prices = [
    "dose": 100.0, "visit": 40, "injection": 1_000, "crime": 5_000, "building": 700,
  ]

  /// By hand: doses 1,800, visits 320, injections 2,000, crime 15,000, building 700.
  @Test("Undiscounted costs by category and perspective, by hand")
  func byHand() {
    let payer = ledger.costs(.payer, unitCosts: prices, discounting: .none)
    #expect(payer.map(\.category) == ["medication", "care"])
    #expect(payer.map(\.cost) == [1_800, 320])
    let sector = ledger.costs(.healthSector, unitCosts: prices, discounting: .none)
    #expect(sector.map(\.cost) == [3_800, 320])
    #expect(ledger.totalCost(.societal, unitCosts: prices, discounting: .none) == 19_820)
    // The building belongs to the interval that begins when it is paid.
    #expect(ledger.costsByPeriod(.societal, unitCosts: prices) == [12_120, 7_700])
    #expect(ledger.costsByPeriod(.payer, unitCosts: prices) == [1_120, 1_000])
  }

  /// At 100 % a year the force is ln 2: mean factors 0.5 / ln 2 and 0.25 / ln 2; in one year, 1/2.
  @Test("Discounting is by the mean factor of the interval, and of a date by its own")
  func discounted() {
    let discounting = Discounting(annualRate: 1)
    let expected = (12_120 * 0.5 + 7_000 * 0.25) / log(2.0) + 700 * 0.5
    let total = ledger.totalCost(.societal, unitCosts: prices, discounting: discounting)
    #expect(isClose(total, expected))
  }

  @Test("Other unit costs need no other ledger: doubling all prices doubles all costs")
  func otherPrices() {
    let doubled = prices.mapValues { 2 * $0 }
    let discounting = Discounting(annualRate: 0.03)
    for perspective in Perspective.allCases {
      let once = ledger.totalCost(perspective, unitCosts: prices, discounting: discounting)
      let twice = ledger.totalCost(perspective, unitCosts: doubled, discounting: discounting)
      #expect(isClose(twice, 2 * once))
    }
  }

  /// By hand: 10 x 0.8 + 4 x 0.5 in the first year, 9 x 0.8 + 5 x 0.5 in the second, less 2 x 0.05.
  @Test("QALYs are person-years times utility, less decrements of events")
  func qalys() {
    let health = HealthLedger(
      periods: periods,
      states: [.init(name: "stable", amounts: [10, 9]), .init(name: "ill", amounts: [4, 5])],
      events: [.init(name: "crisis", amounts: [1, 1])])
    #expect(health.lifeYears(.none) == 28)
    let utilities = ["stable": 0.8, "ill": 0.5]
    #expect(
      isClose(
        health.qalys(utilities: utilities, decrements: ["crisis": 0.05], discounting: .none), 19.6))
    let halved = health.qalys(
      utilities: utilities, decrements: ["crisis": 0.05], discounting: Discounting(annualRate: 1))
    #expect(isClose(halved, (9.95 * 0.5 + 9.65 * 0.25) / log(2.0)))
  }

  /// Survival exp(-0.05 t) for 31 years at 3 %: (1 - exp(-(0.05 + ln 1.03) 31)) / (0.05 + ln 1.03).
  @Test("Monthly intervals lose no more than a millionth of discounted life years")
  func monthly() {
    let periods = AccountingPeriods(every: 1 / 12.0, until: 31)
    #expect(periods.count == 372)
    let lived = (0..<372).map { month in
      let (start, end) = (periods.boundaries[month], periods.boundaries[month + 1])
      return (exp(-0.05 * start) - exp(-0.05 * end)) / 0.05
    }
    let force = 0.05 + log(1.03)
    let exact = (1 - exp(-force * 31)) / force
    let health = HealthLedger(periods: periods, states: [.init(name: "alive", amounts: lived)])
    let years = health.lifeYears(Discounting(annualRate: 0.03))
    #expect(abs(years / exact - 1) < 1e-6)
    // The control: all of a month at its start, as when counts are discounted by their index.
    let early = zip(lived, periods.boundaries).reduce(0) { sum, month in
      sum + month.0 * pow(1.03, -month.1)
    }
    #expect(abs(early / exact - 1) > 1e-3)
  }

  @Test("Amounts by interval become amounts by year in proportion to time")
  func byYear() {
    let odd = AccountingPeriods(boundaries: [0, 0.75, 1.5, 2.25])
    let years = odd.byYear([3, 6, 9])
    // 3 + 6 / 3; 6 x 2 / 3 + 9 x 2 / 3; 9 / 3.
    #expect(zip(years, [5, 10, 3]).allSatisfy { isClose($0, $1) } && years.count == 3)
    #expect(AccountingPeriods(every: 0.1, until: 1).count == 10)
    #expect(AccountingPeriods(every: 0.4, until: 1).boundaries == [0, 0.4, 0.8, 1])
  }

  @Test("A missing price, two items of one name and too few amounts stop the program")
  func stops() async {
    await #expect(processExitsWith: .failure) {
      let item = CostLedger.Item(
        name: "dose", category: "c", perspectives: [.payer], quantity: .time([1]))
      let ledger = CostLedger(periods: AccountingPeriods(boundaries: [0, 1]), items: [item])
      _ = ledger.totalCost(.payer, unitCosts: [:], discounting: .none)
    }
    await #expect(processExitsWith: .failure) {
      let item = CostLedger.Item(
        name: "dose", category: "c", perspectives: [.payer], quantity: .time([1]))
      _ = CostLedger(periods: AccountingPeriods(boundaries: [0, 1]), items: [item, item])
    }
    await #expect(processExitsWith: .failure) {
      _ = HealthLedger(
        periods: AccountingPeriods(boundaries: [0, 1]),
        states: [.init(name: "alive", amounts: [1, 2])])
    }
  }
}
