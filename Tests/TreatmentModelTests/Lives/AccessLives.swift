import DiscreteEvents
import Testing

@testable import TreatmentModel

/// Seeking, withdrawal management and waiting lists, worked out by hand; day 0 is a Monday.
@Suite("Lives on the way to treatment, worked by hand")
struct AccessLives {
  private let out = CareState.outOfCare

  /// People who all ask for the same on tick 1 and have an intake two days later.
  private func seekers(_ count: Int, _ medication: Medication) -> World {
    var world = World()
    world.cohort = World.people(count)
    world.setSeeking(perDay: World.atOnce, medication)
    world.setIntakeDelay(days: 2)
    world.setForAll("induction.days", 1)
    return world
  }

  private func lines(_ run: Run, _ patient: UInt32 = 0) -> [Line] {
    run.life(patient).map { Line($0) }
  }

  private func admissions(_ run: Run) -> [String] {
    run.records.filter { $0.event == .event(.admissionMethadone) }
      .map { "\($0.patient) on \($0.day)" }
  }

  // MARK: Withdrawal management

  @Test("completed withdrawal management alone: a week, aftercare, out")
  func withdrawalCompleted() {
    var world = seekers(1, .none)
    world["withdrawal.completion"] = 1
    world["aftercare.days"] = 30
    let run = world.run()
    #expect(
      lines(run) == [
        Line(0, .entry, out, .regular), Line(tick, .event(.seek), out, .regular),
        Line(2 + tick, .event(.withdrawalManagementStart), .withdrawalManagement, .abstinent),
        Line(9 + tick, .event(.withdrawalManagementCompleted), .withdrawalManagement, .abstinent),
        Line(100, .end, out, .abstinent),
      ])
    #expect(run.ticks([.withdrawalManagement]) == 7 << 20)
    #expect(run.ticks([.aftercare]) == 30 << 20)
    #expect(run.ticks([.outOfCare], [.none], [.abstinent]) == 61 << 20 - 1)
    #expect(run.ticks(in: .offTreatment) == 100 << 20)
  }

  @Test("withdrawal management that is left ends within its week, in regular use")
  func withdrawalLeft() {
    var world = seekers(50, .none)
    world["withdrawal.completion"] = 0
    let run = world.run()
    #expect(run.count(.withdrawalManagementLeft) == 50)
    #expect(run.count(.withdrawalManagementCompleted) == 0)
    for life in run.lives {
      let left = life[3]
      #expect(left.event == .event(.withdrawalManagementLeft))
      #expect(left.care == .outOfCare && left.use == .regular)
      #expect(left.day > 2 && left.day < 9 + tick)
    }
  }

  @Test("the bridge leads from withdrawal management to buprenorphine on the same day")
  func bridge() {
    var world = seekers(1, .none)
    world["withdrawal.completion"] = 1
    world["withdrawal.bridge"] = 1
    let run = world.run()
    let some = lines(run).filter { $0.day > 9 && $0.event != .event(.titrationStep) }
    #expect(
      some == [
        Line(9 + tick, .event(.withdrawalManagementCompleted), .withdrawalManagement, .abstinent),
        Line(9 + tick, .event(.admissionBuprenorphine), .induction, .abstinent),
        Line(
          24 + tick, .event(.maintenanceStart), .maintenance, .buprenorphine, .abstinent),
        Line(100, .end, .maintenance, .buprenorphine, .abstinent),
      ])
  }

  @Test("naltrexone comes after completed withdrawal management, and never without it")
  func naltrexone() {
    var world = seekers(1, .naltrexoneXR)
    world["withdrawal.completion"] = 1
    let run = world.run()
    #expect(
      lines(run).dropFirst(2) == [
        Line(2 + tick, .event(.withdrawalManagementStart), .withdrawalManagement, .abstinent),
        Line(9 + tick, .event(.withdrawalManagementCompleted), .withdrawalManagement, .abstinent),
        Line(9 + tick, .event(.admissionNaltrexoneXR), .induction, .abstinent),
        Line(38 + tick, .event(.maintenanceStart), .maintenance, .naltrexoneXR, .abstinent),
        Line(100, .end, .maintenance, .naltrexoneXR, .abstinent),
      ])
    #expect(run.records.allSatisfy { $0.dose == 0 && $0.adequacy == 1 })
    world["withdrawal.completion"] = 0
    #expect(world.run().count(.admissionNaltrexoneXR) == 0)
  }

  // MARK: Offered, attended

  @Test("nobody is turned away without being offered care, and nobody misses an intake unasked")
  func barriers() {
    var world = seekers(1, .methadone)
    world["access.offered.methadone"] = 0
    // Asked on every tick for 8 ticks.
    world.horizon = 8 * tick
    world.interval = 1
    var run = world.run()
    #expect(run.count(.seek) == 8 && run.count(.notOffered) == 8)
    world = seekers(1, .methadone)
    world["access.travelHours.urban"] = 1e6
    world["access.distanceRatioPerHour"] = 0.5
    world.horizon = 5
    run = world.run()
    // Asks on tick 1, misses the intake 2 days later, asks on the next tick, misses that one too.
    #expect(
      lines(run).dropFirst() == [
        Line(tick, .event(.seek), out, .regular),
        Line(2 + tick, .event(.missedIntake), out, .regular),
        Line(2 + 2 * tick, .event(.seek), out, .regular),
        Line(4 + 2 * tick, .event(.missedIntake), out, .regular),
        Line(4 + 3 * tick, .event(.seek), out, .regular),
        Line(5, .end, .seeking, .regular),
      ])
    #expect(run.ticks([.seeking]) == 5 << 20 - 3)
  }

  // MARK: Induction slots

  @Test("one induction slot per weekday: seven people start on Monday to Friday, Monday, Tuesday")
  func inductionSlots() {
    var world = World()
    world.cohort = World.people(7, World.person(.methadone))
    world.startsAtInduction = true
    world["induction.days.methadone"] = 1
    world["induction.failure.methadone"] = 1
    world.capacity[.inductionSlots] = Schedule(.finite(1))
    let days = world.run().records
      .filter { $0.event == .event(.inductionFailureMethadone) }.map(\.day)
    #expect(days == [1, 2, 3, 4, 5, 8, 9])
    world.capacity[.inductionSlots] = Schedule(.finite(4))
    let faster = world.run().records
      .filter { $0.event == .event(.inductionFailureMethadone) }.map(\.day)
    #expect(faster == [1, 1, 1, 1, 2, 2, 2])
  }

  // MARK: Waiting lists

  // Four ask for one place; each keeps it for ten days from the first dose. Person 2 is pregnant.
  private var oneplace: World {
    var world = seekers(4, .methadone)
    var people = Array(repeating: World.person(), count: 4)
    people[2].traits = .pregnant
    world.cohort = .members(people)
    world.capacity[.otpPlaces] = Schedule(.finite(1))
    world.setTimer("dropout", days: 10, suffix: ".methadone")
    return world
  }

  @Test("first come, first served; a place that is given up on a weekend starts on Monday")
  func firstComeFirstServed() {
    let run = oneplace.run()
    // Person 0: first dose on day 3, gone on day 13, a Sunday. Person 1: dose on Tuesday 15, gone on
    // Friday 25. Person 2: dose on Saturday 26, gone on 36. Person 3: dose on 37, gone on 47.
    let tick3 = 13 + tick
    #expect(
      admissions(run) == ["0 on \(2 + tick)", "1 on \(tick3)", "2 on 25.0", "3 on 36.0"])
    let waits = run.outcome.waits[Int(ResourceKind.otpPlaces.rawValue)]
    #expect(waits.admitted.reduce(0, +) == 3 && waits.lost.allSatisfy { $0 == 0 })
    #expect(waits.admitted[11] == 1 && waits.admitted[22] == 1 && waits.admitted[33] == 1)
    // Person-time on the list: 11 days, 23 days less a tick, 34 days less a tick.
    #expect(run.ticks([.waiting]) == (11 + 23 + 34) << 20 - 2)
    #expect(run.inUse[.otpPlaces] == 0)
  }

  @Test("a priority class is served first")
  func priority() {
    var world = oneplace
    world.priorities = [.pregnant]
    #expect(
      admissions(world.run())
        == ["0 on \(2 + tick)", "2 on \(13 + tick)", "1 on 25.0", "3 on 36.0"])
  }

  @Test("a recent overdose puts a person first, for as long as it is recent")
  func recentOverdose() {
    for (days, second) in [(365.0, 3), (0, 1)] {
      var world = oneplace
      var people = Array(repeating: World.person(), count: 4)
      people[3].traits = .injects
      world.cohort = .members(people)
      world.priorities = [.recentOverdose]
      // Ten a day for the one who injects, one in a million years for the others.
      world.setOverdoses(perDay: 1e-9, fatal: false)
      world["overdose.injectsRatio"] = 1e10
      world["seek.recentOverdoseDays"] = days
      let order = world.run().records
        .filter { $0.event == .event(.admissionMethadone) }.map { Int($0.patient) }
      #expect(order == (second == 3 ? [0, 3, 1, 2] : [0, 1, 2, 3]))
    }
  }

  @Test("patience of no length: off the list on the next tick, asking again, and lost")
  func renege() {
    var world = seekers(1, .methadone)
    world.capacity[.otpPlaces] = Schedule(.finite(0))
    world["patience.meanDays"] = 1e-9
    world.horizon = 3
    let run = world.run()
    #expect(
      lines(run).dropFirst() == [
        Line(tick, .event(.seek), out, .regular),
        Line(2 + tick, .event(.waitStart), .waiting, .regular),
        Line(2 + 2 * tick, .event(.renege), out, .regular),
        Line(2 + 3 * tick, .event(.seek), out, .regular),
        Line(3, .end, .seeking, .regular),
      ])
    #expect(run.ticks([.waiting]) == 1)
    let waits = run.outcome.waits[Int(ResourceKind.otpPlaces.rawValue)]
    #expect(waits.lost[0] == 1 && waits.admitted.allSatisfy { $0 == 0 })
  }

  @Test("interim dosing fills the wait, until capacity comes on a date")
  func interim() {
    var world = seekers(1, .methadone)
    world["interim.probability"] = 1
    world.capacity[.otpPlaces] = Schedule(.finite(0), changes: [(20, .finite(1))])
    let run = world.run()
    // Day 20 is a Sunday: admitted that day, induction on Monday, first dose on Tuesday 22.
    let some = lines(run).filter { $0.event != .event(.titrationStep) }
    #expect(
      some.dropFirst(2) == [
        Line(2 + tick, .event(.waitStart), .waiting, .regular),
        Line(2 + tick, .event(.interimStart), .interim, .methadone, .abstinent),
        Line(20, .event(.admissionMethadone), .induction, .regular),
        Line(50, .event(.maintenanceStart), .maintenance, .methadone, .abstinent),
        Line(100, .end, .maintenance, .methadone, .abstinent),
      ])
    #expect(run.ticks([.interim], [.methadone], [.abstinent]) == 18 << 20 - 1)
    #expect(run.ticks([.waiting]) == 0)
    #expect(run.ticks(in: .afterTreatment) == 2 << 20)
    #expect(run.ticks(in: .offTreatment) == 2 << 20 + 1)
    #expect(run.ticks(in: .earlyMethadone) == (18 + 28) << 20 - 1)
    #expect(run.ticks(in: .onMethadone) == 50 << 20)
    #expect(run.inUse[.otpPlaces] == 1)
  }

  @Test("withdrawn capacity evicts nobody, and a place given up then stays empty")
  func lessCapacity() {
    var world = oneplace
    world.capacity[.otpPlaces] = Schedule(
      .finite(1), changes: [(10, .finite(0)), (60, .finite(2))])
    let run = world.run()
    // Day 60 is a Friday: first doses on day 61, both places given up on day 71.
    #expect(
      admissions(run) == ["0 on \(2 + tick)", "1 on 60.0", "2 on 60.0", "3 on 71.0"])
  }

  @Test("a full line is left by death: nobody dead is served")
  func deathInLine() {
    var world = oneplace
    var people = Array(repeating: World.person(), count: 4)
    people[1].traits = .injects
    people[1].age = 41
    world.cohort = .members(people)
    // Person 1 asks as the others do, and dies of an overdose once fentanyl comes on day 5.
    world.setOverdoses(perDay: 1e-12, fatal: true)
    world["overdose.injectsRatio"] = 1e9
    world["overdose.fentanylRatio"] = 1e12
    world.fentanyl = Schedule(0, changes: [(5, 1), (5 + 2 * tick, 0)])
    let run = world.run()
    #expect(run.life(1).last?.event == .risk(.overdoseDeath))
    #expect(run.life(1).last?.day == 5 + tick)
    #expect(admissions(run).map { $0.prefix(1) } == ["0", "2", "3"])
    let waits = run.outcome.waits[Int(ResourceKind.otpPlaces.rawValue)]
    #expect(waits.lost.reduce(0, +) == 1 && waits.lost[3] == 1)
  }
}
