import DiscreteEvents
import Experiments
import Testing

@testable import TreatmentModel

/// Genotype-guided dosing works through the dose and through nothing else.
@Suite("PGx-guided dosing")
struct PGxDosingTests {
  private func model(guided: Bool, links: Bool) -> Model {
    var parameters = BuiltIn.parameters.values
    if !links {
      parameters["adequacy.dropoutRatioPerThird"] = 1
      parameters["adequacy.lapseRatioPerThird"] = 1
      parameters["adequacy.overdoseRatioPerThirdExcess"] = 1
    }
    let policy = Policy(
      name: "pgx",
      reach: Reach(trigger: .admission, whileOnMedication: true), effects: [],
      machinery: .pgxDosing(
        PGxDosing(genes: [.CYP2B6, .CYP3A4], turnaroundDays: 9...25, failure: 0.05, followed: 0.9)))
    let community = Community(
      name: "town", population: 1500, parameters: parameters, fentanylShare: Schedule(0),
      capacity: [:])
    return Model(
      communities: [community], cohort: .synthetic(open: true), horizonDays: 700,
      intervalDays: 70, policies: guided ? [policy] : [])
  }

  private func run(_ model: Model) -> (outcome: Outcome, lives: [UInt32: [LifeRecord]]) {
    var simulation = Simulation(model)
    var lives: [UInt32: [LifeRecord]] = [:]
    let outcome = simulation.run(
      community: 0, replication: 1, seed: 3, recording: .everybody
    ) { lives[$0.patient, default: []].append($0) }
    return (outcome, lives)
  }

  /// A life without its doses: what it is about, not how much was dispensed.
  private func withoutDose(_ life: [LifeRecord]) -> [LifeRecord] {
    life.filter { $0.event != .event(.titrationStep) }.map { record in
      var record = record
      record.dose = 0
      record.adequacy = 1
      return record
    }
  }

  @Test("With the links from adequacy switched off, doses change and no life does")
  func linksOff() {
    let usual = run(model(guided: false, links: false))
    let guided = run(model(guided: true, links: false))
    var otherDoses = 0
    for (id, life) in usual.lives {
      let other = guided.lives[id] ?? []
      #expect(withoutDose(other) == withoutDose(life))
      if other != life { otherDoses += 1 }
    }
    #expect(otherDoses > 10)
    let steps = Measure.count(of: .titrationStep)
    for column in 0..<Measure.count where column != steps {
      #expect(usual.outcome.sum(column) == guided.outcome.sum(column))
    }
  }

  @Test("With the links on, only lives whose doses changed are changed")
  func linksOn() {
    let usual = run(model(guided: false, links: true))
    let guided = run(model(guided: true, links: true))
    var changed = 0
    for (id, life) in usual.lives {
      guard let other = guided.lives[id], other != life else { continue }
      changed += 1
      // Up to the moment where two lives part, all is equal; they part by a dose.
      let parting = zip(life, other).first { $0 != $1 }
      let step = LifeEvent.event(.titrationStep)
      if let (one, two) = parting { #expect(one.event == step || two.event == step) }
    }
    #expect(changed > 10)
  }

  @Test("A panel that holds no gene of the medication says nothing")
  func uninformativePanel() {
    var other = model(guided: true, links: true)
    other.policies[0].machinery = .pgxDosing(
      PGxDosing(genes: [.CYP2D6], turnaroundDays: 9...25, failure: 0, followed: 1))
    let outcome = run(other).outcome
    #expect(outcome.policies[PolicyCount.uninformative.rawValue] > 0)
    #expect(
      outcome.policies[PolicyCount.uninformative.rawValue]
        == outcome.policies[PolicyCount.reached.rawValue])
    #expect(outcome.totals == run(model(guided: false, links: true)).outcome.totals)
  }
}
