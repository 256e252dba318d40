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
    #expect(east.capacity[.otpPlaces] == Schedule(5))
    #expect(east.capacity[.officePlaces] == nil)
    // Day -10 is time zero of a run with ten days of warm-up; 1 February is 31 days after the start.
    #expect(
      east.capacity[.withdrawalBeds]
        == Schedule(1, changes: [.init(day: 0, value: 2), .init(day: 41, value: 3)]))
    #expect(east.fentanylShare == Schedule(0.5))
    #expect(east.parameters["population.male"] == 0.5)
    #expect(east.parameters["dropout.shape.methadone"] == 0.6)
    let west = read.model.communities[1]
    #expect(west.fentanylShare == Schedule(0.1, changes: [.init(day: 375, value: 0.2)]))
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
          + "horizonDays, horizonYears, warmUpDays, replications, seed, intervalDays.",
        "--set run.replications=: error: run.replications: nothing is given. Expected a whole "
          + "number; or delete the key.",
        "--set parameters.population.male=2: error: parameters.population.male: 2 is outside 0...1.",
        "--set tittle=x: error: tittle: unknown key. Did you mean 'title'? Allowed here: title, "
          + "extends, population, communities, parameters, supply, priorities, run, startDate, "
          + "outputs, references.",
      ])
    #expect(ScenarioOverride(argument: "=5") == nil)
    #expect(ScenarioOverride(argument: "seed") == nil)
  }

  @Test("All faults of a file are told at once, in the order of the file")
  func allAtOnce() {
    let text = """
      titel: Small
      communities:
        - {name: Town, population: 010}
        - name: Town
          population: 5
          resources: {otpPlace: 3, withdrawalBeds: 2.5, officePlaces: many}
      run: {horizonDays: 0, seed: -1, replications: "5"}
      outputs: {strata: [sex, gender, sex], events: yes}
      priorities: pregnant
      """
    #expect(
      faults(text) == [
        "s.yaml:1:1: error: titel: unknown key. Did you mean 'title'? Allowed here: title, extends, "
          + "population, communities, parameters, supply, priorities, run, startDate, outputs, "
          + "references.",
        "s.yaml:1:1: error: the key 'title' is missing. It is: one line for people",
        "s.yaml:3:30: error: communities[0].population: 010 is not a whole number. Write it in plain "
          + "digits.",
        "s.yaml:4:11: error: communities[1].name: 'Town' is the name of an earlier community. Give "
          + "another.",
        "s.yaml:6:17: error: communities[1].resources.otpPlace: unknown key. Did you mean "
          + "'otpPlaces'? Allowed here: otpPlaces, officePlaces, telehealthPlaces, withdrawalBeds, "
          + "peerCaseload, counsellorCaseload, inductionSlots.",
        "s.yaml:6:46: error: communities[1].resources.withdrawalBeds: 2.5 is not a whole number. "
          + "Allowed: whole numbers 0...100000000.",
        "s.yaml:6:65: error: communities[1].resources.officePlaces: many is not a number of places. "
          + "Write a number, or unlimited, or {initial: ..., changes: [...]}.",
        "s.yaml:7:20: error: run.horizonDays: 0 is too small. Allowed: above 0, up to 36525.",
        "s.yaml:7:29: error: run.seed: -1 is outside 0...18446744073709551615.",
        "s.yaml:7:47: error: run.replications: '5' is not a whole number.",
        "s.yaml:8:25: error: outputs.strata[1]: 'gender' is not allowed. Allowed here: sex, race, "
          + "age, rurality, insurance, housing, ancestry, severity, injecting.",
        "s.yaml:8:33: error: outputs.strata[2]: 'sex' is given twice. Keep one.",
        "s.yaml:8:47: error: outputs.events: yes is not true or false.",
        "s.yaml:9:13: error: priorities: pregnant is not a list.",
      ])
  }

  @Test(
    "Each fault says what was found and what to do",
    arguments: [
      (
        "parameters: {dropout.shape.metadone: 1}",
        "parameters.dropout.shape.metadone: unknown parameter. Did you mean "
          + "'dropout.shape.methadone'? All keys: moudsim parameters."
      ),
      (
        "parameters: {population.male: 1.4}",
        "parameters.population.male: 1.4 is outside 0...1."
      ),
      (
        "parameters: {population.male: {value: 1.4, nota: x}}",
        "parameters.population.male.value: 1.4 is outside 0...1.|parameters.population.male.nota: "
          + "unknown key. Did you mean 'note'? Allowed here: value, source, note, distribution."
      ),
      (
        "parameters: {population.race.white: 0.7}",
        "parameters.population.race.white: population.race.* must sum to 1 and sums to 1.1: white "
          + "0.7, black 0.4. Change the others too."
      ),
      (
        "parameters: {population.male: .nan}",
        "parameters.population.male: .nan is not a number. Only finite numbers are allowed."
      ),
      (
        "parameters: {population.male: 010}",
        "parameters.population.male: 010 is not a number. Write it without leading zeros."
      ),
      (
        "parameters: {population.male: half}",
        "parameters.population.male: half is not a number."
      ),
      (
        "parameters:",
        "parameters: nothing is given. Expected a mapping; or delete the key."
      ),
      (
        "parameters: {population.male: {value: 0.5, distribution: {beta: [1]}}}",
        "parameters.population.male.distribution.beta: 1 numbers. Expected 2: [alpha, beta]."
      ),
      ("startDate: 2026-02-30", "startDate: 2026-02-30 is not a date, like 2026-01-31."),
      (
        "supply: {fentanylShare: {initial: 0.5, changes: [{date: 2026-01-01, value: 0.6}]}}",
        "supply.fentanylShare.changes[0].date: a date needs the scenario's startDate. Add startDate, "
          + "or give day instead."
      ),
      (
        "supply: {fentanylShare: {initial: 0.5, changes: [{value: 0.6}]}}",
        "supply.fentanylShare.changes[0]: give day or date."
      ),
      (
        "supply: {fentanylShare: {initial: 0.5, changes: [{day: 9, value: 1}, {day: 9, value: 0}]}}",
        "supply.fentanylShare.changes[1]: this change is not later than the one before. Put changes "
          + "in order of time."
      ),
      (
        "supply: {fentanylShare: {initial: 0.5, changes: [{day: -1, value: 1}]}}",
        "supply.fentanylShare.changes[0].day: day -1 lies before the run begins, at day 0. Change "
          + "'initial' instead."
      ),
      (
        "supply: {fentanylShare: [0.5]}",
        "supply.fentanylShare: a list is not a number or {initial: ..., changes: [...]}."
      ),
      (
        "population: {kind: cohorte}",
        "population.kind: 'cohorte' is not allowed. Did you mean 'cohort'? Allowed here: synthetic, "
          + "cohort."
      ),
      (
        "population: {cohort: c.csv}",
        "population.cohort: 'cohort' is for kind: cohort only. Delete it, or set the kind."
      ),
      (
        "references: [{metric: retention.methadon.day28, value: 1, source: smith2020}]",
        "references[0].metric: 'methadon' is no medication. Did you mean 'methadone'? Allowed here: "
          + "methadone, buprenorphine, buprenorphineXR, naltrexoneXR."
      ),
      (
        "references: [{metric: retention.methadone.day400, value: 1, source: smith2020}]",
        "references[0].metric: day 400 lies after the end of the run, day 365."
      ),
      (
        "references: [{metric: deaths, value: 3, interval: [4, 5], source: smith2O20}]",
        "references[0].interval: the interval does not hold the value 3.|references[0].source: "
          + "'smith2O20' is not in the bibliography. Did you mean 'smith2020'? Add it there, or cite "
          + "another."
      ),
    ])
  func message(lines: String, expected: String) {
    let found = faults(small(lines)).map { text in
      text.split(separator: " error: ", maxSplits: 1).last.map(String.init) ?? text
    }
    #expect(found.joined(separator: "|") == expected)
  }

  @Test("A horizon is given once, in days or in years")
  func horizon() {
    let head = "title: t\ncommunities: [{name: a, population: 1}]\n"
    #expect(
      faults(head + "run: {horizonDays: 1, horizonYears: 1}") == [
        "s.yaml:3:37: error: run.horizonYears: horizonDays and horizonYears are both given. Keep one."
      ])
    #expect(
      faults(head + "run: {seed: 1}") == [
        "s.yaml:3:6: error: run: neither horizonDays nor horizonYears is given. Give one."
      ])
  }

  @Test("A synthetic population needs communities with people")
  func communities() {
    #expect(
      faults("title: t\nrun: {horizonDays: 1}") == [
        "s.yaml:1:1: error: the key 'communities' is missing. List at least one community."
      ])
    #expect(
      faults("title: t\nrun: {horizonDays: 1}\ncommunities: []") == [
        "s.yaml:3:14: error: communities: the list is empty. List at least one community."
      ])
    #expect(
      faults("title: t\nrun: {horizonDays: 1}\ncommunities: [{name: a}]") == [
        "s.yaml:3:15: error: communities[0]: the key 'population' is missing. It is: people with "
          + "opioid use disorder at time zero"
      ])
    #expect(faults("- a\n") == ["s.yaml:1:1: error: a list is not a mapping."])
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
