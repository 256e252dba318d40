import DiscreteEvents
import Testing

@testable import TreatmentModel

/// A tick in days.
let tick = 0x1p-20

/// Lives in treatment, worked out by hand from the rules in `docs/model.md`: day 0 is a Monday, an
/// induction starts on a weekday, a person who has never been treated asks for care on tick 1 where
/// the hazard is as good as infinite.
@Suite("Lives in treatment, worked by hand")
struct TreatmentLives {
  /// Everybody starts induction on day 0 and takes the first dose on day 1.
  private func trial(_ medication: Medication) -> World {
    var world = World()
    world.cohort = World.people(1, World.person(medication))
    world.startsAtInduction = true
    world.setForAll("induction.days", 1)
    return world
  }

  private func lines(_ run: Run, _ patient: UInt32 = 0) -> [Line] {
    run.life(patient).map { Line($0) }
  }

  @Test("methadone: from asking for care to drop-out, with every dose")
  func methadone() {
    var world = World()
    world.setSeeking(perDay: World.atOnce, .methadone)
    world.setIntakeDelay(days: 2)
    world["induction.days.methadone"] = 1
    world["dose.methadone.reference"] = 100
    world["titration.responseGuidedProbability"] = 1
    world.setTimer("dropout", days: 50, suffix: ".methadone")
    let run = world.run()
    // Asked on tick 1, intake after 2 days, first dose 1 day later: 30 mg. Then 10 mg every 5 days:
    // 80 mg (the target) after 25 days, and on to the 100 mg that this person needs.
    let out = CareState.outOfCare
    var expected = [
      Line(0, .entry, out, .regular), Line(tick, .event(.seek), out, .regular),
      Line(2 + tick, .event(.admissionMethadone), .induction, .regular),
    ]
    for day in [8.0, 13, 18, 23, 28] {
      expected.append(
        Line(day + tick, .event(.titrationStep), .stabilisation, .methadone, .abstinent))
    }
    expected += [
      Line(31 + tick, .event(.maintenanceStart), .maintenance, .methadone, .abstinent),
      Line(33 + tick, .event(.titrationStep), .maintenance, .methadone, .abstinent),
      Line(38 + tick, .event(.titrationStep), .maintenance, .methadone, .abstinent),
      Line(53 + tick, .event(.dropoutMethadone), out, .abstinent),
      Line(100, .end, out, .abstinent),
    ]
    #expect(lines(run) == expected)
    let doses: [Float] = [0, 0, 0, 40, 50, 60, 70, 80, 80, 90, 100, 0, 0]
    #expect(run.records.map(\.dose) == doses)
    let adequacies: [Float] = [1, 1, 1, 0.4, 0.5, 0.6, 0.7, 0.8, 0.8, 0.9, 1, 1, 1]
    #expect(run.records.map(\.adequacy) == adequacies)

    let day: Int64 = 1 << 20
    #expect(run.ticks([.outOfCare], [.none], [.regular]) == 1)
    #expect(run.ticks([.seeking]) == 2 * day)
    #expect(run.ticks([.induction]) == day)
    #expect(run.ticks([.stabilisation], [.methadone], [.abstinent]) == 28 * day)
    #expect(run.ticks([.maintenance], [.methadone], [.abstinent]) == 22 * day)
    #expect(run.ticks([.outOfCare], [.none], [.abstinent]) == 47 * day - 1)
    // Windows meet where a Float can: up to 4 ticks early at day 53.
    #expect(run.ticks(in: .earlyMethadone) == 28 * day)
    #expect(run.ticks(in: .onMethadone) == 22 * day - 1)
    #expect(run.ticks(in: .afterTreatment) == 28 * day)
    #expect(run.ticks(in: .offTreatment) == 22 * day + 1)
    #expect(run.count(.seek) == 1 && run.count(.admissionMethadone) == 1)
    #expect(run.count(.titrationStep) == 7 && run.count(.dropoutMethadone) == 1)
    // Admitted on day 2, gone on day 53.
    #expect(run.outcome.retention[0].exits[51] == 1)
    #expect(run.outcome.retention[0].exits.reduce(0, +) == 1)
  }

  @Test("without response-guided steps the dose stays at the target")
  func targetOnly() {
    var world = trial(.methadone)
    world["dose.methadone.reference"] = 100
    let run = world.run()
    #expect(run.records.last?.dose == 80)
    #expect(run.records.last?.adequacy == 0.8)
    #expect(run.count(.titrationStep) == 5)
  }

  @Test("buprenorphine under fentanyl: 8 mg, 4 mg a day to 16, on to the maximum of 24")
  func buprenorphine() {
    var world = trial(.buprenorphine)
    world.fentanyl = Schedule(1)
    world["dose.buprenorphine.fentanylNeedRatio"] = 1.5
    world["titration.responseGuidedProbability"] = 1
    let steps = world.run().records.filter { $0.event == .event(.titrationStep) }
    #expect(steps.map(\.day) == [2, 3, 4, 5])
    #expect(steps.map(\.dose) == [12, 16, 20, 24])
    #expect(steps.map(\.adequacy) == [12, 16, 20, 24].map { Float($0) / 24 })
  }

  @Test("a poor metaboliser needs 0.65 of the dose and is above it at the target")
  func poorMetaboliser() {
    var world = trial(.methadone)
    world["gene.CYP2B6.decreased.european"] = 1
    let run = world.run()
    #expect(abs(run.records[run.records.count - 1].adequacy - 80 / (80 * 0.65)) < 1e-6)
  }

  @Test("a failed induction is an exit on day 0, and no time on treatment")
  func inductionFailure() {
    var world = trial(.naltrexoneXR)
    world["induction.failure.naltrexoneXR"] = 1
    let run = world.run()
    #expect(
      lines(run) == [
        Line(0, .entry, .outOfCare, .regular),
        Line(0, .event(.admissionNaltrexoneXR), .induction, .regular),
        Line(1, .event(.inductionFailureNaltrexoneXR), .outOfCare, .regular),
        Line(100, .end, .outOfCare, .regular),
      ])
    #expect(run.outcome.retention[3].exits[0] == 1)
    #expect(run.ticks(in: .offTreatment) == 100 << 20)
    #expect(run.ticks([.induction]) == 1 << 20)
  }

  @Test("precipitated withdrawal fails inductions on buprenorphine in proportion to fentanyl only")
  func precipitatedWithdrawal() {
    for (medication, share, failures) in [
      (Medication.buprenorphine, 1.0, 1), (.buprenorphineXR, 1, 1), (.buprenorphine, 0, 0),
      (.methadone, 1, 0),
    ] {
      var world = trial(medication)
      world.fentanyl = Schedule(share)
      world["induction.precipitatedWithdrawal.buprenorphine"] = 1
      world["induction.failureGivenPrecipitated"] = 1
      let run = world.run()
      let event = EventCount.inductionFailureMethadone.of(medication)
      #expect(run.count(event) == failures, "\(medication) at \(share)")
    }
  }

  @Test("drop-out into use, return after a month: a second episode")
  func secondEpisode() {
    var world = trial(.methadone)
    world.setTimer("dropout", days: 20, suffix: ".methadone")
    world["dropout.immediateUse.methadone"] = 1
    world["dropout.interruptionGapDays"] = 14
    world.setTimer("reentry", days: 30)
    world.setSeeking(perDay: 1e-12, .methadone)
    world.setIntakeDelay(days: 2)
    let run = world.run()
    let events = run.records.filter { $0.event != .event(.titrationStep) }.map { Line($0) }
    let out = CareState.outOfCare
    #expect(
      events == [
        Line(0, .entry, out, .regular),
        Line(0, .event(.admissionMethadone), .induction, .regular),
        Line(21, .event(.dropoutMethadone), out, .regular),
        Line(21, .event(.relapse), out, .regular), Line(51, .event(.seek), out, .regular),
        Line(53, .event(.admissionMethadone), .induction, .regular),
        Line(74, .event(.dropoutMethadone), out, .regular),
        Line(74, .event(.relapse), out, .regular), Line(100, .end, out, .regular),
      ])
    #expect(run.outcome.retention[0].exits[21] == 2)
    #expect(run.ticks([.stabilisation]) == 40 << 20)
    #expect(run.ticks([.outOfCare]) == (30 + 26) << 20)
  }

  @Test("return within the gap is an interruption: the same episode, the dose schedule anew")
  func interruption() {
    var world = trial(.methadone)
    world.setTimer("dropout", days: 50, suffix: ".methadone")
    world["dropout.immediateUse.methadone"] = 1
    world["dropout.interruptionGapDays"] = 14
    world.setTimer("reentry", days: 5)
    let run = world.run()
    // First dose on day 1, gone on day 51, back on day 56, still there on day 100.
    #expect(run.count(.interruption) == 1 && run.count(.seek) == 0)
    #expect(run.count(.admissionMethadone) == 1 && run.count(.dropoutMethadone) == 1)
    #expect(run.outcome.retention[0].exits.allSatisfy { $0 == 0 })
    #expect(run.outcome.retention[0].censored[100] == 1)
    let later = run.records.filter { $0.day > 51 }
    #expect(later.map(\.day) == [56, 61, 66, 71, 76, 81, 100])
    #expect(later.map(\.dose) == [30, 40, 50, 60, 70, 80, 80])
    #expect(later.allSatisfy { $0.care == .maintenance })
    #expect(run.ticks([.outOfCare]) == 5 << 20)
    #expect(run.ticks(in: .afterTreatment) == 5 << 20)
    // The first 28 days after the first dose and after the return.
    #expect(run.ticks(in: .earlyMethadone) == 56 << 20)
  }

  @Test("a drop-out that is never followed by a return is an exit on its own day")
  func pendingExit() {
    var world = trial(.methadone)
    world.setTimer("dropout", days: 95, suffix: ".methadone")
    world["dropout.interruptionGapDays"] = 14
    let run = world.run()
    #expect(run.outcome.retention[0].exits[96] == 1)
    #expect(run.outcome.retention[0].censored.allSatisfy { $0 == 0 })
  }

  @Test("taper, aftercare and out; the episode is censored, not lost, when the taper ends")
  func taper() {
    var world = trial(.methadone)
    world["taper.minimumDays"] = 30
    world["taper.perYear"] = World.atOnce * 365.25
    world["taper.days"] = 20
    world["aftercare.days"] = 25
    let run = world.run()
    let events = run.records.filter { $0.event != .event(.titrationStep) }.map { Line($0) }
    #expect(
      events == [
        Line(0, .entry, .outOfCare, .regular),
        Line(0, .event(.admissionMethadone), .induction, .regular),
        Line(29, .event(.maintenanceStart), .maintenance, .methadone, .abstinent),
        Line(31 + tick, .event(.taperStart), .taper, .methadone, .abstinent),
        Line(51 + tick, .event(.taperCompleted), .taper, .methadone, .abstinent),
        Line(100, .end, .outOfCare, .abstinent),
      ])
    #expect(run.ticks([.maintenance]) == 2 << 20 + 1)
    #expect(run.ticks([.taper], [.methadone], [.abstinent]) == 20 << 20)
    #expect(run.ticks([.aftercare], [.none], [.abstinent]) == 25 << 20)
    #expect(run.ticks([.outOfCare], [.none], [.abstinent]) == 24 << 20 - 1)
    #expect(run.outcome.retention[0].censored[51] == 1)
    #expect(run.outcome.retention[0].exits.allSatisfy { $0 == 0 })
  }

  @Test("a taper that ends in a lapse ends in regular use, without aftercare")
  func failedTaper() {
    var world = trial(.methadone)
    world["taper.minimumDays"] = 30
    world["taper.perYear"] = World.atOnce * 365.25
    world["taper.days"] = 20
    world["lapse.atFirstDose.methadone"] = 1
    let run = world.run()
    let last = run.records.suffix(3).map { Line($0) }
    #expect(
      last == [
        Line(51 + tick, .event(.taperCompleted), .taper, .methadone, .lapse),
        Line(51 + tick, .event(.relapse), .outOfCare, .regular),
        Line(100, .end, .outOfCare, .regular),
      ])
    #expect(run.ticks([.aftercare]) == 0)
    #expect(run.ticks([.stabilisation], [.methadone], [.lapse]) == 28 << 20)
  }

  @Test("stable recovery is noted once, after so many days of abstinence, lapses aside")
  func stableRecovery() {
    var world = trial(.buprenorphine)
    world["recovery.stableDays"] = 30
    let run = world.run()
    let days = run.records.filter { $0.event == .event(.stableRecovery) }.map(\.day)
    #expect(days == [31])
    world["lapse.atFirstDose.buprenorphine"] = 1
    #expect(world.run().count(.stableRecovery) == 0)
  }
}
