import DiscreteEvents
import Experiments
import Testing

@testable import TreatmentModel

/// Private events may skip the queue; nobody can tell from the outcome.
@Suite("Running ahead")
struct RunningAheadTests {
  private func outcome(runsAhead: Bool, seed: UInt64, warmUp: Double, policies: [Policy] = [])
    -> Outcome
  {
    let community = Community(
      name: "town", population: 600, parameters: BuiltIn.parameters.values,
      fentanylShare: Schedule(0.2, changes: [(date: 250.3, value: 0.9)]),
      capacity: [
        .otpPlaces: Schedule(.finite(15), changes: [(date: 400.7, value: .finite(30))]),
        .officePlaces: Schedule(.finite(30)), .withdrawalBeds: Schedule(.finite(2)),
      ])
    // The last interval is short, so the run ends before the calendar's next date.
    var simulation = Simulation(
      Model(
        communities: [community], cohort: .synthetic(open: true), warmUpDays: warmUp,
        horizonDays: 700.5, intervalDays: 90, stratifications: [.sex],
        policies: policies))
    simulation.allowsRunningAhead = runsAhead
    return simulation.run(community: 0, replication: 1, seed: seed)
  }

  @Test("The outcome is the same with and without it, with waiting lists and changing supply")
  func sameOutcome() {
    for seed: UInt64 in 1...5 {
      let warmUp = seed % 2 == 0 ? 100.25 : 0
      let ahead = outcome(runsAhead: true, seed: seed, warmUp: warmUp)
      #expect(ahead == outcome(runsAhead: false, seed: seed, warmUp: warmUp))
      // Control: the comparison can tell two outcomes apart.
      #expect(ahead != outcome(runsAhead: false, seed: seed + 100, warmUp: warmUp))
    }
  }

  @Test("The same with every shipped policy in force")
  func sameOutcomeWithPolicies() {
    let policies = BuiltIn.policies.map { $0.policy(timing: Timing(end: 600), floor: .x) }
    for seed: UInt64 in 1...3 {
      let ahead = outcome(runsAhead: true, seed: seed, warmUp: 100.25, policies: policies)
      let through = outcome(runsAhead: false, seed: seed, warmUp: 100.25, policies: policies)
      #expect(ahead == through)
      #expect(ahead != outcome(runsAhead: true, seed: seed, warmUp: 100.25))
    }
  }

  @Test("A simulation that has run before gives the same outcome, with every shipped policy")
  func sameOutcomeAgain() {
    let policies = BuiltIn.policies.map {
      $0.policy(timing: Timing(start: 50, rampDays: 90), floor: .x)
    }
    let communities = [300, 500].map {
      Community(
        name: "town", population: $0, parameters: BuiltIn.parameters.values,
        fentanylShare: Schedule(0.5), capacity: [:])
    }
    let model = Model(
      communities: communities, cohort: .synthetic(open: true), horizonDays: 400,
      policies: policies)
    var used = Simulation(model)
    let first = used.run(community: 0, replication: 1, seed: 1)
    let second = used.run(community: 1, replication: 1, seed: 1)
    #expect(used.run(community: 0, replication: 1, seed: 1) == first)
    var fresh = Simulation(model)
    #expect(fresh.run(community: 1, replication: 1, seed: 1) == second)
    #expect(first != second)
  }
}
