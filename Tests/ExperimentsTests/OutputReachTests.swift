import Testing
import TreatmentModel

@testable import Experiments

@Suite struct OutputReachTests {
  private static let everybody = Policy(
    name: "everybody", reach: Reach(trigger: .everybody), effects: [])
  private static let women = Policy(
    name: "women", reach: Reach(trigger: .everybody, who: Eligibility(sexes: [.female])),
    effects: [])
  private static let noOne = Policy(
    name: "no-one", reach: Reach(trigger: .everybody, uptake: 0), effects: [])

  private static func model(_ policies: [Policy], communities: Int = 1) -> Model {
    var model = RunFixtures.model(communities: communities, horizonDays: 100)
    model.policies = policies
    return model
  }

  /// Two replications made by hand: tables, what they hold, what is printed.
  @Test("reach.csv adds up cells by stratum and communities, in days and times")
  func table() throws {
    try RunFixtures.withFolder { folder in
      let model = Self.model([Self.women, Self.noOne], communities: 2)
      let layout = model.layout
      var tables = try RunTables(
        model: model, strategy: "both", retentionDays: [], file: { "\(folder)/\($0)" })
      func put(
        _ value: Int64, _ count: PolicyCount, _ policy: Int, _ cell: Int, _ outcome: inout Outcome
      ) { outcome.policies[layout.index(of: count, policy: policy, cell: cell)] = value }
      for replication in 1...2 as ClosedRange<UInt32> {
        var ash = Outcome(layout: layout)
        // Cell 0: female, cell 1: male. 1.5 days are 1.5 x 2^20 ticks.
        put(3 << 19, .ticks, 0, 0, &ash)
        put(2 * Int64(replication), .reached, 0, 0, &ash)
        put(5, .notEligible, 0, 1, &ash)
        put(7, .declined, 1, 0, &ash)
        var birch = Outcome(layout: layout)
        put(3 << 19, .ticks, 0, 0, &birch)
        put(4, .notEligible, 0, 1, &birch)
        put(1, .declined, 1, 1, &birch)
        try tables.add([ash, birch], replication: replication)
      }
      let (results, files) = try tables.finish(file: { "\(folder)/\($0)" })
      #expect(files.map(\.name).suffix(2) == ["reach.csv", "equity.csv"])
      // 2 replications, 3 places, 2 policies, 3 groups, 9 measures.
      #expect(files[4].rows == 2 * 3 * 2 * 3 * 9)
      let text = try RunFixtures.text("\(folder)/reach.csv")
      for row in [
        "both,0,1,all,women,all,person_days,3\n", "both,0,1,Ash,women,all,person_days,1.5\n",
        "both,0,2,all,women,sex=female,reached,4\n", "both,0,2,all,women,sex=male,reached,0\n",
        "both,0,1,all,women,all,not_eligible,9\n",
        "both,0,1,\"Birch, east\",women,sex=male,not_eligible,4\n",
        "both,0,1,all,no-one,all,declined,8\n", "both,0,1,all,no-one,sex=male,declined,1\n",
      ] { #expect(text.contains(row), "\(row)") }

      var scenario = RunFixtures.scenario(model)
      scenario.strategy = "both"
      let lines = RunReport(scenario, results).text.split(separator: "\n").map {
        $0.split(separator: " ").joined(separator: " ")
      }
      // Women: reached 2 and 4, mean 3, of 3 + 9 occasions: 25 %. Others are offered in vain.
      for line in [
        "policy what happened times share", "women reached 3 25 %",
        "missed: not among those it is for 9 75 %", "no-one reached 0 0 %",
        "missed: did not want it 8 100 %",
      ] { #expect(lines.contains(line), "\(line)") }
    }
  }

  @Test("a tiny run: who is there from the start is reached once, by sex, or declines")
  func run() throws {
    let model = Self.model([Self.everybody, Self.women, Self.noOne])
    var simulation = Simulation(model)
    let outcome = simulation.run(community: 0, replication: 1, seed: 7)
    let women = (0..<simulation.patientCount).count {
      simulation.attributes(ofPatient: UInt32($0)).sex == .female
    }
    #expect(simulation.patientCount == 20 && (1..<20).contains(women))
    let groups = ReachTable.counts(in: outcome, layout: model.layout)
    func number(_ count: PolicyCount, _ policy: Int, _ group: Int) -> Int {
      Int(groups[group][policy][count.rawValue])
    }
    // Groups: everybody, female, male.
    #expect((0...2).map { number(.reached, 0, $0) } == [20, women, 20 - women])
    #expect((0...2).map { number(.reached, 1, $0) } == [women, women, 0])
    #expect((0...2).map { number(.notEligible, 1, $0) } == [20 - women, 0, 20 - women])
    #expect((0...2).map { number(.declined, 2, $0) } == [20, women, 20 - women])
    // Those reached at the start are reached until they die or the run ends.
    let years = try #require(Metrics.named("person_years"))
    let lived = try #require(
      years.value(in: Observation.all(in: outcome, layout: model.layout)[0]))
    let days = ReachTable.value(.ticks, groups[0][0][PolicyCount.ticks.rawValue])
    #expect(abs(days - lived * 365.25) < 1e-6 * days)
  }

  @Test("whom a policy reaches at the instant at which observation starts is counted")
  func fromTheStart() {
    func outcome(start: Double) -> (groups: [[[Int64]]], totals: [Int64]) {
      var policy = Self.everybody
      policy.timing = Timing(start: start)
      var model = Self.model([policy])
      model.warmUpDays = 50
      var simulation = Simulation(model)
      let outcome = simulation.run(community: 0, replication: 1, seed: 7)
      return (ReachTable.counts(in: outcome, layout: model.layout), outcome.totals)
    }
    let (at, before) = (outcome(start: 50), outcome(start: 49))
    let reached = PolicyCount.reached.rawValue
    #expect((15...20).contains(at.groups[0][0][reached]))
    #expect(at.groups[0][0][reached] == at.groups[1][0][reached] + at.groups[2][0][reached])
    #expect(before.groups[0][0][reached] == 0)
    // Person-time is that of the observed 100 days, however long before the policy began.
    #expect(at.groups[0][0][0] == before.groups[0][0][0])
    #expect(at.totals == before.totals)
  }

  @Test("without policies there is no reach.csv and nothing about it in the report")
  func none() throws {
    try RunFixtures.withFolder { folder in
      let scenario = RunFixtures.scenario(Self.model([]))
      let run = try ScenarioRun(scenario, RunRequest(output: "\(folder)/run", threads: 1))
      let ending = try run.execute(cancellation: Cancellation())
      #expect(try !RunFixtures.names(in: "\(folder)/run").contains("reach.csv"))
      #expect(!RunReport(scenario, ending.results).text.contains("policy"))
    }
  }
}
