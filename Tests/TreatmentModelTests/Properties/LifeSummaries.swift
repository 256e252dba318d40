import Testing

@testable import TreatmentModel

/// What a run tells of people without records is what it counts, and what their records tell.
@Suite("Life summaries") struct LifeSummaries {
  private func town(warmUpDays: Double) -> Model {
    var world = World()
    world.parameters = World.shipped
    world.population = 200
    world.cohort = .synthetic(open: true)
    world.horizon = 600
    world.interval = 30
    world.warmUp = warmUpDays
    return world.model
  }

  @Test("summaries add up to the outcome and agree with the records", arguments: [0, 200.0])
  func sums(warmUpDays: Double) {
    var simulation = Simulation(town(warmUpDays: warmUpDays))
    simulation.summarizesLives = true
    var overdoses: [UInt32: Int] = [:]
    var deaths: [UInt32: Double] = [:]
    let outcome = simulation.run(
      community: 0, replication: 3, seed: 5, recording: .everybody
    ) { record in
      guard case .risk(let event) = record.event, record.day >= warmUpDays else { return }
      if event == .overdose { overdoses[record.patient, default: 0] += 1 }
      if event == .overdoseDeath || event == .otherDeath { deaths[record.patient] = record.day }
    }
    var ticks: Int64 = 0
    var byOverdose = 0
    for index in 0..<UInt32(simulation.patientCount) {
      let life = simulation.summary(ofPatient: index)
      #expect(Int(life.overdoses) == overdoses[index] ?? 0)
      ticks += life.medicationTicks
      if life.isDead, Double(life.deathDay) >= warmUpDays {
        #expect(abs(Double(life.deathDay) - (deaths[index] ?? -1)) < 0.001)
        if life.diedOfOverdose { byOverdose += 1 }
      } else {
        #expect(deaths[index] == nil)
      }
    }
    let run = Run(outcome: outcome, records: [], people: [], inUse: [:])
    let onMedication = RiskWindow.allCases.filter { $0.medication != .none }
    #expect(ticks == onMedication.reduce(0) { $0 + run.ticks(in: $1) } && ticks > 0)
    #expect(byOverdose == Int(run.count(.overdoseDeath)))
    #expect(!deaths.isEmpty && !overdoses.isEmpty)
  }

  @Test("counting changes no outcome")
  func harmless() {
    let model = town(warmUpDays: 100)
    var plain = Simulation(model)
    var counting = Simulation(model)
    counting.summarizesLives = true
    #expect(
      plain.run(community: 0, replication: 1, seed: 9)
        == counting.run(community: 0, replication: 1, seed: 9))
  }
}
