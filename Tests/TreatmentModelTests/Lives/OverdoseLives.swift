import DiscreteEvents
import Testing

@testable import TreatmentModel

/// Overdose, death, cessation, newcomers and changes of supply, worked out by hand.
@Suite("Lives at risk, worked by hand")
struct OverdoseLives {
  private func lines(_ run: Run, _ patient: UInt32 = 0) -> [Line] {
    run.life(patient).map { Line($0) }
  }

  @Test("nothing happens where every hazard is zero")
  func stillness() {
    var world = World()
    world.cohort = .synthetic(open: false)
    world.population = 200
    world.horizon = 3650
    world.stratifications = [.sex, .age]
    let run = world.run()
    #expect(run.records.count == 400)
    #expect(run.records.allSatisfy { $0.event == .entry || $0.event == .end })
    for event in EventCount.allCases { #expect(run.count(event) == 0, "\(event)") }
    for event in RiskCount.allCases { #expect(run.count(event) == 0, "\(event)") }
    #expect(run.ticks([.outOfCare], [.none], [.regular]) == 200 * 3650 << 20)
    #expect(run.ticks(in: .offTreatment) == 200 * 3650 << 20)
  }

  @Test("a fatal overdose: counted as overdose, as seen, as death, and the books are closed")
  func fatalOverdose() {
    var world = World()
    world.setOverdoses(perDay: World.atOnce, fatal: true)
    let run = world.run()
    let out = CareState.outOfCare
    #expect(
      lines(run) == [
        Line(0, .entry, out, .regular), Line(tick, .risk(.overdose), out, .regular),
        Line(tick, .risk(.overdoseSeen), out, .regular),
        Line(tick, .risk(.overdoseDeath), out, .regular),
      ])
    #expect(run.ticks() == 1 && run.ticks(in: .offTreatment) == 1)
    #expect(run.outcome.prevalence.allSatisfy { $0 == 0 })
  }

  @Test("death from other causes on the first tick")
  func otherDeath() {
    var world = World()
    world.setOtherDeaths(perDay: World.atOnce)
    let run = world.run()
    #expect(
      lines(run) == [
        Line(0, .entry, .outOfCare, .regular), Line(tick, .risk(.otherDeath), .outOfCare, .regular),
      ])
    #expect(run.count(.otherDeath) == 1 && run.count(.overdose) == 0)
  }

  /// Overdoses that all are witnessed, called for, transported and survived.
  private var survivors: World {
    var world = World()
    world.setOverdoses(perDay: 0.5, fatal: false)
    world["survival.witnessed"] = 1
    world["survival.emergencyCall"] = 1
    world["emergency.transport"] = 1
    world.setSeeking(perDay: 1e-12, .methadone)
    world.setIntakeDelay(days: 1000)
    return world
  }

  @Test("a survived overdose with linkage: emergency visit, then the person asks for care")
  func linkage() {
    var world = survivors
    world["emergency.linkage"] = 1
    let life = world.run().records
    let day = life[1].day
    #expect(life[1...5].allSatisfy { $0.day == day })
    #expect(
      life[1...5].map(\.event) == [
        .risk(.overdose), .risk(.overdoseSeen), .event(.emergencyVisit),
        .event(.emergencyLinkage), .event(.seek),
      ])
    #expect(life[6].care == .seeking)
    // Later ones find somebody who already seeks: a visit, no second linkage.
    #expect(life.filter { $0.event == .event(.emergencyVisit) }.count > 10)
    #expect(life.filter { $0.event == .event(.emergencyLinkage) }.count == 1)
  }

  @Test("without linkage a survived overdose may end use")
  func cessationAfterOverdose() {
    var world = survivors
    world["survival.emergencyCall"] = 0
    world["cessation.afterOverdose"] = 1
    world["overdose.exposure.abstinentOff"] = 0
    let life = world.run().records
    #expect(
      life.map(\.event) == [.entry, .risk(.overdose), .event(.cessation), .end])
    #expect(life[1].day == life[2].day && life[2].use == .abstinent)
    #expect(life[3].use == .abstinent)
  }

  @Test("an overdose that nobody sees and that is survived is not seen")
  func unseen() {
    var world = survivors
    world["survival.witnessed"] = 0
    let run = world.run()
    #expect(run.count(.overdose) > 20)
    #expect(run.count(.overdoseSeen) == 0 && run.count(.emergencyVisit) == 0)
  }

  @Test("cessation on tick 1, stable recovery after its days, relapse on the day of the timer")
  func cessation() {
    var world = World()
    world["cessation.perYear"] = World.atOnce * 365.25
    world["recovery.stableDays"] = 30
    world.setTimer("relapse.afterRemission", days: 70)
    world.horizon = 71
    let run = world.run()
    let out = CareState.outOfCare
    #expect(
      lines(run) == [
        Line(0, .entry, out, .regular), Line(tick, .event(.cessation), out, .abstinent),
        Line(30 + tick, .event(.stableRecovery), out, .abstinent),
        Line(70 + tick, .event(.relapse), out, .regular),
        Line(70 + 2 * tick, .event(.cessation), out, .abstinent),
        Line(71, .end, out, .abstinent),
      ])
  }

  @Test("a change of supply on a date acts on that date")
  func supply() {
    var world = World()
    world.setOverdoses(perDay: 1e-12, fatal: true)
    world["overdose.fentanylRatio"] = 1e21
    world.fentanyl = Schedule(0, changes: [(40.25, 1)])
    let run = world.run()
    #expect(run.records.last?.event == .risk(.overdoseDeath))
    #expect(run.records.last?.day == 40.25 + tick)
  }

  @Test("newcomers arrive out of care and are observed from their arrival on")
  func arrivals() {
    var world = World()
    world.cohort = .synthetic(open: true)
    world.population = 1000
    world["population.incidencePer1000PerYear"] = 365.25
    let run = world.run()
    let arrivals = run.records.filter { $0.event == .event(.arrival) }
    #expect(run.count(.arrival) == Int64(arrivals.count) && arrivals.count > 50)
    #expect(run.people.count == 1000 + arrivals.count)
    #expect(arrivals.allSatisfy { $0.care == .outOfCare && $0.use == .regular && $0.day > 0 })
    let lived = arrivals.reduce(0) { $0 + (100 << 20 - ticks($1.day)) }
    #expect(run.ticks() == 1000 * 100 << 20 + lived)
    #expect(run.ticks(in: .offTreatment) == run.ticks())
  }
}
