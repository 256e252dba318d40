import Testing

@testable import Experiments

@Suite("Faults of scenario files")
struct ScenarioFaultTests {
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
          + "economics, uncertainty, references, strategies, factorial, combining.",
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

  @Test("No community may have the name that stands for all together")
  func communityNamedAll() {
    #expect(
      faults("title: t\ncommunities: [{name: all, population: 5}]\nrun: {horizonDays: 9}\n") == [
        "s.yaml:2:22: error: communities[0].name: 'all' stands for all communities together. Give "
          + "another name."
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
        "parameters.population.male.distribution.beta: expected 2 numbers, [alpha, beta], and found "
          + "1."
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
}
