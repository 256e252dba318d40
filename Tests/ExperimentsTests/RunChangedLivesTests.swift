import DiscreteEvents
import Testing
import TreatmentModel

@testable import Experiments

@Suite("Changed lives")
struct RunChangedLivesTests {
  /// Two towns over 900 days; `places` limits opioid treatment programmes and, doubled, offices.
  private func town(
    _ policies: [Policy], places: Int? = nil, slots: Int? = nil, warmUpDays: Double = 0
  ) -> Model {
    var capacity: [ResourceKind: Schedule<Capacity>] = [:]
    if let places {
      capacity[.otpPlaces] = Schedule(.finite(places))
      capacity[.officePlaces] = Schedule(.finite(2 * places))
    }
    if let slots { capacity[.inductionSlots] = Schedule(.finite(slots)) }
    return Model(
      communities: ["Ash", "Birch"].map {
        Community(
          name: $0, population: 400, parameters: RunFixtures.parameters,
          fentanylShare: Schedule(0.8), capacity: capacity)
      }, cohort: .synthetic(open: true), warmUpDays: warmUpDays, horizonDays: 900,
      intervalDays: 90, policies: policies)
  }

  /// Keeps women on medication longer, by a ratio of the hazard of dropping out.
  private func retention(_ ratio: Double) -> Policy {
    Policy(
      name: "retention",
      reach: Reach(trigger: .admission, who: Eligibility(sexes: [.female])),
      effects: [Effect(lever: .dropoutHazard, value: ratio)])
  }

  private func compare(_ model: Model, base: Model) -> ChangedLives {
    ChangedLives(RunFixtures.scenario(model), base: base)
  }

  @Test("With places for everybody only those reached are changed, event by event")
  func unlimited() {
    let changed = compare(town([retention(0.2)]), base: town([]))
    for community in changed.communities {
      #expect(community[.places] == .init() && community[.other] == .init())
      #expect(community[.unchanged].changed == 0 && community[.unchanged].lives > 100)
      #expect(community[.unchanged].deathsBase == community[.unchanged].deathsStrategy)
      let reached = community[.reached]
      #expect(reached.changed > 10 && reached.changed < reached.lives)
    }
  }

  @Test(
    "With few places those not reached are changed too, every one of them at a place",
    arguments: [(12, nil), (nil, 1), (12, 1)] as [(Int?, Int?)])
  func few(places: Int?, slots: Int?) {
    let changed = compare(
      town([retention(0.2)], places: places, slots: slots),
      base: town([], places: places, slots: slots))
    // One first dose a workday in a town of 400 delays few.
    #expect(changed.total(.places).lives > (places == nil ? 0 : 10))
    #expect(changed.total(.places).changed == changed.total(.places).lives)
    #expect(changed.total(.other) == .init())
  }

  @Test("Places that open while nobody is reached change lives at places only")
  func morePlaces() {
    let changed = compare(town([], places: 20), base: town([], places: 12))
    #expect(changed.total(.reached) == .init())
    #expect(changed.total(.places).lives > 10 && changed.total(.other) == .init())
  }

  @Test("Lives that part for no place are told apart: another supply of fentanyl")
  func otherReason() {
    var model = town([])
    for index in model.communities.indices {
      model.communities[index].fentanylShare = Schedule(0.1)
    }
    let changed = compare(model, base: town([]))
    #expect(changed.total(.other).changed > 10)
    #expect(changed.total(.other).averted > 0)
  }

  @Test("A policy without effect reaches people and changes no life", arguments: [nil, 12])
  func null(places: Int?) {
    let changed = compare(town([retention(1)], places: places), base: town([], places: places))
    #expect(changed.total(.reached).lives > 10)
    for reason in ChangedLives.Reason.allCases {
      let tally = changed.total(reason)
      #expect(tally.changed == 0 && tally.averted == 0 && tally.caused == 0, "\(reason)")
    }
  }

  @Test("People and deaths add up to those that the runs count", arguments: [0, 300.0])
  func sums(warmUpDays: Double) {
    let models = [
      town([], places: 12, warmUpDays: warmUpDays),
      town([retention(0.2)], places: 12, warmUpDays: warmUpDays),
    ]
    let changed = compare(models[1], base: models[0])
    for (index, community) in changed.communities.enumerated() {
      let tallies = ChangedLives.Reason.allCases.map { community[$0] }
      func sum(_ value: (ChangedLives.Tally) -> Int) -> Int { tallies.reduce(0) { $0 + value($1) } }
      var people: [Int] = []
      let deaths = models.map { model in
        var simulation = Simulation(model)
        let outcome = simulation.run(
          community: index, replication: 1, seed: RunFixtures.scenario().run.seed)
        people.append(simulation.patientCount)
        return RiskWindow.allCases.reduce(0) { sum, window in
          sum + Int(outcome.totals[Measure.count(of: .overdoseDeath, in: window)])
            + Int(outcome.totals[Measure.count(of: .otherDeath, in: window)])
        }
      }
      #expect(people == [sum(\.lives), sum(\.lives)])
      #expect(deaths == [sum(\.deathsBase), sum(\.deathsStrategy)])
      #expect(deaths[0] - deaths[1] == sum(\.averted) - sum(\.caused))
      #expect(deaths[0] > 0)
    }
  }

  @Test("The table is written beside the others and told in plain words")
  func written() throws {
    try RunFixtures.withFolder { folder in
      var scenario = RunFixtures.scenario(town([retention(0.2)], places: 12), replications: 1)
      scenario.strategy = "retention"
      let request = RunRequest(output: "\(folder)/run", threads: 1, base: town([], places: 12))
      let ending = try ScenarioRun(scenario, request).execute(cancellation: Cancellation())
      let changed = try #require(ending.changedLives)
      let rows = try RunFixtures.text("\(folder)/run/changed_lives.csv")
        .split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
      #expect(rows[0] == OutputTable.changedLives.columnNames)
      #expect(rows.count == 1 + 2 * 4)
      #expect(rows[1][...3] == ["retention", "Ash", "1", "reached"])
      #expect(rows[7][...3] == ["retention", "Birch", "0", "places"])
      #expect(rows[7][4] == String(changed.communities[1][.places].lives))
      #expect(
        try RunFixtures.text("\(folder)/run/manifest.json").contains("changed_lives.csv"))
      #expect(changed.text.contains("\nnot reached, changed by a place that others held or freed "))
    }
  }
}
