import Foundation
import HealthEconomics
import TestSupport
import Testing
import TreatmentModel

@testable import Experiments

@Suite("Health economics by stratum", .timeLimit(.minutes(Sanitizer.minutes)))
struct DistributionalComparisonTests {
  @Test("two strata by hand: net health benefit, equivalents, plane")
  func byHand() throws {
    // 100 people with 4 QALYs each and 300 with 2; the strategy brings 10 and 30 QALYs and costs 400,000
    // more, 1,000 a person: at 50,000 a QALY it takes 2 and 6 QALYs.
    let replication = DistributedReplication(
      people: [100, 300, 0], health: [400, 600, 0], effects: [10, 30, 0], cost: 400_000,
      threshold: 50_000)
    let analysis = try #require(replication.analysis)
    #expect(replication.populated == [0, 1])
    #expect(analysis.netHealthBenefits == [8, 24] && analysis.netHealthBenefit == 32)
    #expect(analysis.strata.map(\.opportunityCostShare) == [0.25, 0.75])
    // At aversion 1 the equivalent is the geometric mean: 4^(1/4) 2^(3/4) before, and with 0.08 more
    // in both strata after.
    let before = pow(4, 0.25) * pow(2, 0.75)
    let after = pow(4.08, 0.25) * pow(2.08, 0.75)
    #expect(
      abs(analysis.after.equallyDistributedEquivalent(aversion: 1) - after) < 1e-12)
    #expect(abs(analysis.equityWeightedBenefit(aversion: 1) - 400 * (after - before)) < 1e-9)
    // The same gain for everybody helps those who have less relatively more.
    #expect(analysis.quadrant(aversion: 1) == .winWin && replication.staysAlive(analysis))
    let ruin = DistributedReplication(
      people: [100, 300], health: [400, 600], effects: [0, 0], cost: 1e9, threshold: 50_000)
    #expect(!ruin.staysAlive(try #require(ruin.analysis)))
  }

  @Test("QALYs of a stratum are time times utility less overdoses survived, by hand")
  func health() throws {
    let model = RunFixtures.model(communities: 1)
    var outcome = Outcome(layout: model.layout)
    let column = Measure.occupancy(.outOfCare, .none, .abstinent)
    outcome.add(years: 10, to: column, cell: 0)
    outcome.add(years: 4, to: column, cell: 1)
    let window = RiskWindow.allCases[0]
    outcome.add(7, to: Measure.count(of: .overdose, in: window), cell: 1)
    outcome.add(2, to: Measure.count(of: .overdoseDeath, in: window), cell: 1)
    let parameters = RunFixtures.parameters
    let utility = parameters["utility.abstinent"]
    let loss = parameters["utility.overdoseLoss"]
    let qalys = StratumHealth.qalys([outcome], model: model)
    #expect(qalys.count == 3)
    #expect(abs(qalys[1] - 10 * utility) < 1e-9)
    #expect(abs(qalys[2] - (4 * utility - 5 * loss)) < 1e-9)
    #expect(abs(qalys[0] - qalys[1] - qalys[2]) < 1e-9)
  }

  @Test("without discounting, strata add up to the QALYs and costs of economics.csv")
  func totals() throws {
    try RunFixtures.withFolder { folder in
      let scenario = try ComparisonRunTests.scenario(
        ["parameters.discount.cost": "0", "parameters.discount.utility": "0"],
        text: SensitivityTests.text)
      let comparison = try Comparison(scenario)
      let request = ComparisonRequest(
        RunRequest(output: "\(folder)/run", threads: 2),
        consumers: [EconomicComparison(comparison), DistributionalComparison(comparison)])
      let ending = try ComparisonRun(comparison, request).execute(cancellation: Cancellation())
      let rowsOfAll = try RunShippedTests.rows("\(folder)/run/economics.csv")
      let rows = try RunShippedTests.rows("\(folder)/run/distributional.csv")
      for strategy in ["doses", "pgx"] {
        func whole(_ quantity: String) throws -> Double {
          try #require(
            rowsOfAll.first {
              $0["perspective"] == "health_sector" && $0["strategy"] == strategy
                && $0["quantity"] == quantity
            }.flatMap { Double($0["difference"]!) })
        }
        func sum(_ measure: String) -> Double {
          rows.filter {
            $0["strategy"] == strategy && $0["measure"] == measure && $0["stratum"] != "all"
          }.reduce(0) { $0 + Double($1["value"]!)! }
        }
        let (qalys, costs) = (try whole("qalys"), try whole("all costs"))
        #expect(abs(sum("effect") - qalys) < 1e-6)
        #expect(abs(sum("cost_borne") - costs) < 1e-3)
        let benefit = qalys - costs / 100_000
        #expect(abs(sum("net_health_benefit") - benefit) < 1e-6)
      }
      let texts = ending.consumers.compactMap { ($0 as? DistributionalComparison)?.text }
      let text = try #require(texts.first)
      #expect(text.hasPrefix("Health and equality: "))
      let economics = ending.consumers.compactMap { $0 as? EconomicComparison }
      let economic = try #require(economics.first)
      let none = economic.text(budget: 0)
      let rich = economic.text(budget: 1e9)
      let all = economic.yearlyIncrements(.healthSector)
      let best = try #require(all.max { $0.effect < $1.effect })
      #expect(none.contains("best strategy: ") && rich.contains("best strategy: \(best.name), "))
      #expect(all[0].cost == 0 && all[0].effect == 0)
    }
  }
}
