import DiscreteEvents
import Experiments
import Testing

@testable import TreatmentModel

/// Private events may skip the queue; nobody can tell from the outcome.
@Suite("Running ahead")
struct RunningAheadTests {
  private func outcome(runsAhead: Bool, seed: UInt64, warmUp: Double) -> Outcome {
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
        horizonDays: 700.5, intervalDays: 90, stratifications: [.sex]))
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
}
