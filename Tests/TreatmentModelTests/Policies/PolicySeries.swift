import Experiments
import Testing

@testable import TreatmentModel

/// Counts for policies by calendar interval against their totals.
@Suite("Policies by interval")
struct PolicySeries {
  private func scenario(_ settings: String) throws -> (Model, Outcome) {
    let scenario = try ScenarioReader.read(
      path: "strategies/factorial-pgx-stigma-telehealth-peer",
      overrides: [ScenarioOverride(key: "run.horizonYears", value: "2")])
    var model = scenario.model(of: try #require(scenario.strategies.last))
    for index in model.policies.indices where settings == "late" {
      model.policies[index].timing.start = model.warmUpDays + 366
    }
    var simulation = Simulation(model)
    return (model, simulation.run(community: 1, replication: 1, seed: 4))
  }

  /// Sums over intervals, by policy and count.
  private func sums(_ outcome: Outcome, _ intervals: Range<Int>, width: Int) -> [Int64] {
    (0..<width).map { column in
      intervals.reduce(0) { $0 + outcome.policySeries[$1 * width + column] }
    }
  }

  @Test("intervals add up to the total of all strata", arguments: ["from the start", "late"])
  func total(_ settings: String) throws {
    let (model, outcome) = try scenario(settings)
    let width = model.policies.count * PolicyCount.allCases.count
    let totals = (0..<width).map { column in
      (0..<model.layout.cells).reduce(Int64(0)) { $0 + outcome.policies[$1 * width + column] }
    }
    #expect(sums(outcome, 0..<model.layout.intervals, width: width) == totals)
    #expect(totals.filter { $0 > 0 }.count > 15)
    // Two years of months: the first twelve are before a policy that comes after a year and a day.
    let early = sums(outcome, 0..<12, width: width)
    #expect(early.allSatisfy { $0 == 0 } == (settings == "late"))
  }
}
