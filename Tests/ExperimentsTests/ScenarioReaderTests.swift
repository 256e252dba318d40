import DiscreteEvents
import Testing
import TreatmentModel

@testable import Experiments

@Suite("Scenario files")
struct ScenarioReaderTests {
  @Test("The shortest scenario takes every default")
  func defaults() throws {
    let read = try scenario(smallScenario)
    #expect(read.name == "s")
    #expect(read.title == "Small")
    #expect(read.run == RunPlan(replications: 10, seed: 20_261_121))
    #expect(read.outputs == OutputPlan(events: false, patients: false))
    #expect(read.references == [])
    #expect(read.model.horizonDays == 365)
    #expect(read.model.warmUpDays == 0)
    #expect(read.model.intervalDays == 365.25 / 12)
    #expect(read.model.stratifications == [])
    #expect(read.model.priorities == [])
    #expect(!read.model.startsAtInduction)
    guard case .synthetic(open: true) = read.model.cohort else {
      Issue.record("\(read.model.cohort)")
      return
    }
    let town = try #require(read.model.communities.first)
    #expect(town.name == "Town" && town.population == 100)
    #expect(town.capacity.isEmpty)
    #expect(town.fentanylShare == Schedule(0.89))
    #expect(town.parameters["population.male"] == 0.6)
  }

  @Test("Every key is read")
  func everything() throws {
    let read = try scenario(
      """
      title: "All: keys"
      population: {kind: synthetic, open: false, startsAtInduction: true}
      startDate: 2026-01-01
      supply: {fentanylShare: 0.5}
      parameters:
        dropout.shape.methadone: {value: 0.6, source: our clinic, note: n, distribution: {uniform: [0.5, 0.7]}}
      priorities: [recentOverdose, pregnant]
      run: {horizonYears: 2, warmUpDays: 10, replications: 3, seed: 18446744073709551615, intervalDays: 7}
      outputs: {strata: [race, sex], events: true, patients: true}
      communities:
        - name: East
          population: 10
          parameters: {population.male: 0.5}
          resources:
            otpPlaces: 5
            officePlaces: unlimited
            withdrawalBeds: {initial: 1, changes: [{day: -10, value: 2}, {date: 2026-02-01, value: 3}]}
        - name: West
          population: 20
          fentanylShare: {initial: 0.1, changes: [{day: 365, value: 0.2}]}
      references:
        - {metric: overdoses, value: 8.1, interval: [6.5, 9.6], source: smith2020, note: seen}
        - {metric: retention.methadone.day28, value: 0.9, source: jones2021}
      """)
    #expect(read.model.horizonDays == 730.5)
    #expect(read.model.warmUpDays == 10)
    #expect(read.model.intervalDays == 7)
    #expect(read.model.startsAtInduction)
    #expect(read.model.priorities == [.recentOverdose, .pregnant])
    #expect(read.model.stratifications == [.race, .sex])
    #expect(read.run == RunPlan(replications: 3, seed: .max))
    #expect(read.outputs == OutputPlan(events: true, patients: true))
    let east = read.model.communities[0]
    #expect(east.capacity[.otpPlaces] == Schedule(.finite(5)))
    #expect(east.capacity[.officePlaces] == nil)
    // Day -10 is time zero of a run with ten days of warm-up; 1 February is 31 days after the start.
    #expect(
      east.capacity[.withdrawalBeds]
        == Schedule(
          .finite(1), changes: [(date: 0, value: .finite(2)), (date: 41, value: .finite(3))]))
    #expect(east.fentanylShare == Schedule(0.5))
    #expect(east.parameters["population.male"] == 0.5)
    #expect(east.parameters["dropout.shape.methadone"] == 0.6)
    let west = read.model.communities[1]
    #expect(west.fentanylShare == Schedule(0.1, changes: [(date: 375, value: 0.2)]))
    #expect(west.parameters["population.male"] == 0.6)
    #expect(
      read.references == [
        Reference(
          metric: "overdoses", value: 8.1, interval: 6.5...9.6, source: "smith2020", note: "seen"),
        Reference(
          metric: "retention.methadone.day28", value: 0.9, interval: nil, source: "jones2021",
          note: ""),
      ])
  }

  @Test("Fentanyl's share: what is said nearest to the community holds")
  func fentanylPrecedence() throws {
    let read = try scenario(
      """
      title: t
      run: {horizonDays: 1}
      supply: {fentanylShare: 0.5}
      parameters: {supply.fentanylShare: 0.4}
      communities:
        - {name: a, population: 1, fentanylShare: 0.1, parameters: {supply.fentanylShare: 0.2}}
        - {name: b, population: 1, parameters: {supply.fentanylShare: 0.2}}
        - {name: c, population: 1}
      """)
    #expect(read.model.communities.map(\.fentanylShare) == [0.1, 0.2, 0.5].map { Schedule($0) })
    let without = try scenario(small("parameters: {supply.fentanylShare: 0.4}"))
    #expect(without.model.communities[0].fentanylShare == Schedule(0.4))
  }

  @Test("Keys set from outside are laid over the file, the last one last")
  func overrides() throws {
    let read = try scenario(
      smallScenario,
      overrides: [
        "run.seed=5", "run.seed=6", "run.horizonYears=1", "title=Other",
        "parameters.dropout.shape.methadone=0.5", "outputs.strata=[sex]",
      ].compactMap(ScenarioOverride.init))
    #expect(read.run.seed == 6)
    #expect(read.model.horizonDays == 365.25)
    #expect(read.title == "Other")
    #expect(read.model.communities[0].parameters["dropout.shape.methadone"] == 0.5)
    #expect(read.model.stratifications == [.sex])
  }

  @Test("Faults of keys set from outside name the argument")
  func overrideFaults() {
    let arguments = [
      "run.seeed=5", "run.replications=", "parameters.population.male=2", "tittle=x",
    ]
    #expect(
      faults(smallScenario, overrides: arguments.compactMap(ScenarioOverride.init)) == [
        "--set run.seeed=5: error: run.seeed: unknown key. Did you mean 'seed'? Allowed here: "
          + "horizonDays, horizonYears, warmUpDays, replications, seed, intervalDays, evidenceFloor.",
        "--set run.replications=: error: run.replications: nothing is given. Expected a whole "
          + "number; or delete the key.",
        "--set parameters.population.male=2: error: parameters.population.male: 2 is outside 0...1.",
        "--set tittle=x: error: tittle: unknown key. Did you mean 'title'? Allowed here: title, "
          + "extends, population, communities, parameters, supply, priorities, run, startDate, "
          + "outputs, economics, uncertainty, references, strategies, factorial, combining.",
      ])
    #expect(ScenarioOverride(argument: "=5") == nil)
    #expect(ScenarioOverride(argument: "seed") == nil)
  }

  @Test("Dates are days of the calendar")
  func dates() {
    #expect(CalendarDay("1970-01-01")?.number == 0)
    #expect(CalendarDay("2000-03-01")?.number == 11_017)
    #expect(CalendarDay("2024-02-29")?.number == 19_782)
    for text in ["2023-02-29", "2026-1-1", "26-01-01", "2026-13-01", "2026-00-10", "2026/01/01"] {
      #expect(CalendarDay(text) == nil)
    }
  }
}
