import Foundation
import Testing
import TreatmentModel

@testable import Experiments

@Suite("Resolved scenarios")
struct ScenarioResolvedTests {
  /// Everything that makes two scenarios equal, as texts that a failure can show.
  private func parts(_ scenario: Scenario) -> [String] {
    let model = scenario.model
    return [
      scenario.title, "\(scenario.run)", "\(scenario.outputs)", "\(scenario.references)",
      "\(model.cohort)", "\(model.warmUpDays) \(model.horizonDays) \(model.intervalDays)",
      "\(model.stratifications)", "\(model.priorities)", "\(model.startsAtInduction)",
    ]
      + model.communities.map { community in
        let capacity = community.capacity.sorted { $0.key.rawValue < $1.key.rawValue }
        let values = community.parameters.keys.map { "\($0)=\(community.parameters[$0])" }
        return "\(community.name) \(community.population) \(community.fentanylShare) \(capacity) "
          + values.joined(separator: " ")
      }
  }

  @Test("A resolved scenario reads back to the same scenario, and is then its own resolution")
  func roundTrip() throws {
    let first = try scenario(
      """
      title: "A \\"quoted\\" title: été, # and \\\\"
      population: {open: false}
      startDate: 2026-01-01
      parameters:
        dropout.shape.methadone: {value: 0.6, source: "our: clinic", note: n, distribution: {uniform: [0.5, 0.7]}}
      priorities: [recentOverdose]
      run: {horizonYears: 2, warmUpDays: 10.1, replications: 3, seed: 18446744073709551615}
      outputs: {strata: [race], events: true}
      communities:
        - name: "East: 1"
          population: 10
          parameters: {population.male: {value: 0.5, note: own}}
          resources: {otpPlaces: 5, withdrawalBeds: {initial: 1, changes: [{day: 0.1, value: 2}, {date: 2026-02-01, value: 3}]}}
        - {name: West, population: 20, fentanylShare: 0.3}
      references:
        - {metric: overdoses, value: 8.1, interval: [6.5, 9.6], source: smith2020, note: "a\\nb"}
      """)
    let second = try scenario(first.resolvedYAML)
    #expect(parts(second) == parts(first))
    #expect(second.resolvedYAML == first.resolvedYAML)
  }

  @Test("Every default is written out")
  func everything() throws {
    #expect(
      try scenario(smallScenario).resolvedYAML == """
        title: "Small"
        population:
          kind: synthetic
          open: true
          startsAtInduction: false
        run:
          horizonDays: 365
          warmUpDays: 0
          intervalDays: 30.4375
          replications: 10
          seed: 20261121
          evidenceFloor: X
        priorities: []
        communities:
          - name: "Town"
            population: 100
            fentanylShare: 0.89
            resources:
              otpPlaces: unlimited
              officePlaces: unlimited
              telehealthPlaces: unlimited
              withdrawalBeds: unlimited
              peerCaseload: unlimited
              counsellorCaseload: unlimited
              inductionSlots: unlimited
        outputs:
          strata: []
          events: false
          patients: false
        economics:
          perspective: healthSector
          thresholds: [100000, 50000, 150000]
        combining: multiply
        parameters:
          population.male: 0.6
          population.race.white: 0.6
          population.race.black: 0.4
          dropout.shape.methadone: 0.7
          supply.fentanylShare: 0.89

        """)
  }

  @Test("A cohort is named from the root, so that the text can be read from another folder")
  func cohort() throws {
    let folder = try TemporaryFolder(["c.csv": "id,t,iv\n1,A,1\n2,B,\n"])
    let text = """
      title: t
      run: {horizonDays: 10}
      population:
        kind: cohort
        cohort: c.csv
        startsAtInduction: true
        where: {t: A}
        columns: {id: id, traits: {injects: {column: iv, values: {"1": yes, "": unknown}}}}
      """
    let first = try scenario(text, file: folder.path + "/s.yaml")
    let second = try scenario(first.resolvedYAML, file: "elsewhere/resolved.yaml")
    #expect(parts(second) == parts(first))
    #expect(first.resolvedYAML.contains("cohort: \"\(InputFile.absolute(folder.path))/c.csv\""))
    guard case .members(let members) = second.model.cohort else {
      Issue.record("no members")
      return
    }
    #expect(members.map(\.id) == ["1"])
    #expect(members[0].traits == .injects)
  }
}
