import DiscreteEvents
import Testing

@testable import TreatmentModel

/// What must hold in every run, whatever the numbers: over four scenarios and three seeds.
@Suite("Conservation")
struct Conservation {
  private func forEachRun(_ body: (String, World, Run) -> Void) {
    for (name, world) in Scenarios.all {
      for seed in [UInt64(11), 12, 13] { body("\(name) \(seed)", world, world.run(seed: seed)) }
    }
  }

  private func deaths(_ run: Run) -> Int {
    run.records.count {
      $0.event == .risk(.overdoseDeath) || $0.event == .risk(.otherDeath)
    }
  }

  @Test("who entered is alive or dead at the end, and nobody dies twice")
  func heads() {
    forEachRun { name, _, run in
      let last = run.outcome.prevalence.suffix(Measure.occupancyCount).reduce(0, +)
      let ended = run.records.count { $0.event == .end }
      #expect(Int(last) == run.people.count - deaths(run), "\(name)")
      #expect(ended == Int(last), "\(name)")
      for life in run.lives {
        let dead = life.firstIndex {
          $0.event == .risk(.overdoseDeath) || $0.event == .risk(.otherDeath)
        }
        if let dead { #expect(dead == life.count - 1, "\(name): events after death") }
      }
    }
  }

  @Test("person-time by state, by risk window and by life are the same, to the tick")
  func personTime() {
    forEachRun { name, world, run in
      let start = ticks(world.warmUp)
      var lived: Int64 = 0
      for life in run.lives {
        guard let first = life.first, let last = life.last else { continue }
        lived += max(start, ticks(last.day)) - max(start, ticks(first.day))
      }
      #expect(run.ticks() == lived, "\(name)")
      let windows = RiskWindow.allCases.reduce(0) { $0 + run.ticks(in: $1) }
      #expect(windows == lived, "\(name)")
    }
  }

  @Test("time on a medication is the same by state and by risk window, within 21 seconds an event")
  func medicationTime() {
    forEachRun { name, _, run in
      for medication in Medication.active {
        let byState = run.ticks(Run.alive, [medication])
        let byWindow = RiskWindow.allCases.filter { $0.medication == medication }
          .reduce(0) { $0 + run.ticks(in: $1) }
        let allowed = Int64(run.records.count) * 256
        #expect(abs(byState - byWindow) <= allowed, "\(name) \(medication)")
        if medication == .methadone { #expect(byState > 0) }
      }
    }
  }

  @Test("the intervals add up to the totals, and the prevalence to the people who are there")
  func intervals() {
    forEachRun { name, _, run in
      for column in 0..<Measure.count {
        // Time in risk windows is booked when they end: kept in the totals only.
        if RiskWindow.allCases.contains(where: { Measure.time(in: $0) == column }) { continue }
        let total = run.outcome.sum(column)
        if run.outcome.seriesSum(column) != total { Issue.record("\(name): column \(column)") }
      }
    }
  }

  @Test("strata add up to the run without strata, event for event")
  func strata() {
    for (name, world) in Scenarios.all {
      let run = world.run(seed: 21, recording: .nobody)
      var plain = world
      plain.stratifications = []
      let whole = plain.run(seed: 21, recording: .nobody).outcome
      #expect(run.outcome.series == whole.series, "\(name)")
      for column in 0..<Measure.count where run.outcome.sum(column) != whole.totals[column] {
        Issue.record("\(name): column \(column)")
      }
      let groups = world.model.layout.groups
      for row in 0..<Medication.active.count {
        #expect(run.outcome.retention[row * groups] == whole.retention[row], "\(name)")
        var first = 1
        for stratification in world.stratifications {
          var sum = RetentionCounts(days: world.model.layout.observedDays)
          for stratum in 0..<stratification.strata.count {
            sum.add(run.outcome.retention[row * groups + first + stratum])
          }
          #expect(sum == whole.retention[row], "\(name) \(stratification)")
          first += stratification.strata.count
        }
      }
    }
  }

  @Test("every admission is an episode that ended or was cut short")
  func episodes() {
    forEachRun { name, world, run in
      let groups = world.model.layout.groups
      for (row, medication) in Medication.active.enumerated() {
        let admitted = run.count(EventCount.admissionMethadone.of(medication))
        let counts = run.outcome.retention[row * groups]
        let ended = counts.exits.reduce(0, +) + counts.censored.reduce(0, +)
        #expect(admitted == Int64(ended), "\(name) \(medication)")
        let failed = run.count(EventCount.inductionFailureMethadone.of(medication))
        #expect(Int64(counts.exits[0]) >= failed, "\(name) \(medication)")
      }
    }
  }

  @Test("who joined a waiting list was served, left it, or is still on it")
  func waits() {
    for world in [Scenarios.crowded, Scenarios.busy] {
      let run = world.run(seed: 31)
      let served = run.outcome.waits.reduce(0) { $0 + Int($1.admitted.reduce(0, +)) }
      let lost = run.outcome.waits.reduce(0) { $0 + Int($1.lost.reduce(0, +)) }
      let here = run.records.count {
        $0.event == .end && ($0.care == .waiting || $0.care == .interim)
      }
      #expect(Int(run.count(.waitStart)) == served + lost + here)
      if !world.capacity.isEmpty { #expect(served > 50 && lost > 50 && here > 5) }
    }
  }

  @Test("withdrawal management started is completed, left, cut short by death, or going on")
  func withdrawal() {
    let run = Scenarios.busy.run(seed: 32)
    let dead = run.records.count {
      $0.care == .withdrawalManagement
        && ($0.event == .risk(.overdoseDeath) || $0.event == .risk(.otherDeath))
    }
    let here = run.records.count { $0.event == .end && $0.care == .withdrawalManagement }
    let over = run.count(.withdrawalManagementCompleted) + run.count(.withdrawalManagementLeft)
    #expect(run.count(.withdrawalManagementStart) == over + Int64(dead + here))
    #expect(over > 50)
  }

  @Test("a warm-up is lived and thrown away: what follows is what a run without it shows later")
  func warmUp() {
    for world in [Scenarios.open, Scenarios.crowded] {
      var whole = world
      whole.warmUp = 0
      whole.horizon = 720
      var late = world
      late.warmUp = 360
      late.horizon = 360
      let wholeRun = whole.run(seed: 41)
      let lateRun = late.run(seed: 41)
      #expect(wholeRun.records == lateRun.records)
      let isWindow = Set(RiskWindow.allCases.map { Measure.time(in: $0) })
      let first = 12 * Measure.count
      for row in 0..<12 {
        for column in 0..<Measure.count where !isWindow.contains(column) {
          let index = row * Measure.count + column
          if wholeRun.outcome.series[first + index] != lateRun.outcome.series[index] {
            Issue.record("interval \(row), column \(column)")
          }
        }
      }
      #expect(
        wholeRun.outcome.prevalence.suffix(12 * Measure.occupancyCount)
          == lateRun.outcome.prevalence.suffix(12 * Measure.occupancyCount))
    }
  }

  @Test(
    "after every event: places in use are held by somebody, lines are those who wait, no free place has a line"
  )
  func afterEveryEvent() {
    for (name, world) in Scenarios.all {
      var smaller = world
      smaller.population = 80
      if case .members(let members) = world.cohort {
        smaller.cohort = .members(Array(members[0..<80]))
      }
      smaller.capacity =
        world.capacity.isEmpty
        ? [:]
        : [
          .otpPlaces: Schedule(.finite(4), changes: [(200, .finite(1)), (400, .finite(5))]),
          .officePlaces: Schedule(.finite(6)), .withdrawalBeds: Schedule(.finite(1)),
          .inductionSlots: Schedule(.finite(1)),
        ]
      var simulation = Simulation(smaller.model)
      let watch = simulation.watch(seed: 51, checkingBooks: true)
      #expect(watch.faults.isEmpty, "\(name): \(watch.faults)")
      #expect(watch.events > 1000, "\(name)")
    }
  }

  @Test("capacity in use never exceeds what there is, unless it was cut")
  func capacity() {
    var world = Scenarios.crowded
    for kind in [ResourceKind.otpPlaces, .officePlaces] {
      world.capacity[kind] = Schedule(.finite(7))
    }
    for seed in [UInt64(61), 62] {
      let run = world.run(seed: seed)
      #expect(run.inUse[.otpPlaces] ?? 99 <= 7 && run.inUse[.officePlaces] ?? 99 <= 7)
      let methadone = run.ticks([.stabilisation, .maintenance, .taper], [.methadone])
      #expect(methadone <= 7 * ticks(world.horizon))
      #expect(methadone > 3 * ticks(world.horizon))
    }
  }
}
