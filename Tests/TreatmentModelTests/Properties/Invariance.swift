import DiscreteEvents
import Testing

@testable import TreatmentModel

/// Changes that must change nothing, or only in one direction.
@Suite("Invariance")
struct Invariance {
  @Test(
    "same seed, same bytes, also in a simulation that has run before; another seed, other bytes")
  func seeds() {
    for (name, world) in Scenarios.all {
      let first = world.run(seed: 5)
      let again = world.run(seed: 5)
      #expect(first.outcome == again.outcome && first.records == again.records, "\(name)")
      var used = Simulation(world.model)
      _ = used.run(community: 0, replication: 9, seed: 8)
      #expect(used.run(community: 0, replication: 0, seed: 5) == first.outcome, "\(name)")
      #expect(world.run(seed: 6).outcome != first.outcome)
      #expect(world.run(seed: 5, replication: 1).outcome != first.outcome)
    }
  }

  @Test("who is recorded, and how long intervals are, changes nothing that happens")
  func observation() {
    let world = Scenarios.crowded
    let run = world.run(seed: 5)
    #expect(world.run(seed: 5, recording: .nobody).outcome == run.outcome)
    let one = world.run(seed: 5, recording: .patient(7))
    #expect(one.outcome == run.outcome && one.records == run.life(7))
    var coarse = world
    coarse.interval = 365
    let coarseRun = coarse.run(seed: 5)
    #expect(coarseRun.records == run.records)
    #expect(coarseRun.outcome.totals == run.outcome.totals)
    #expect(coarseRun.outcome.retention == run.outcome.retention)
  }

  @Test("names of communities and people are names; the other communities do not matter")
  func names() {
    let world = Scenarios.crowded
    var model = world.model
    model.communities = [world.community, Scenarios.busy.community, world.community]
    let middle = world.run(model, community: 1, seed: 5)
    model.communities[0].population = 3
    model.communities[1].name = "elsewhere"
    model.communities[2].parameters["overdose.perYear"] = 9
    let renamed = world.run(model, community: 1, seed: 5)
    #expect(middle.outcome == renamed.outcome && middle.records == renamed.records)
    let last = world.run(model, community: 2, seed: 5)
    #expect(last.outcome != middle.outcome)

    var trial = Scenarios.trial
    let before = trial.run(seed: 5)
    if case .members(var members) = trial.cohort {
      for index in members.indices { members[index].id = "person \(index)" }
      trial.cohort = .members(members)
    }
    #expect(trial.run(seed: 5).outcome == before.outcome)
  }

  @Test("communities alike but for their number live other lives")
  func communityStreams() {
    let world = Scenarios.busy
    var model = world.model
    model.communities = [world.community, world.community]
    let first = world.run(model, community: 0, seed: 5)
    let second = world.run(model, community: 1, seed: 5)
    #expect(first.outcome != second.outcome)
    #expect(first.people[0] != second.people[0])
  }

  @Test("a resource that nobody uses, more of one than anybody needs, or a change to the same")
  func idleResources() {
    let world = Scenarios.crowded
    let run = world.run(seed: 5)
    var other = world
    other.capacity[.peerCaseload] = Schedule(.finite(3), changes: [(100, .finite(0))])
    other.capacity[.telehealthPlaces] = Schedule(.finite(0))
    other.capacity[.counsellorCaseload] = Schedule(.unlimited)
    other.fentanyl = Schedule(0.4, changes: [(250, 0.4), (500, 0.9), (600, 0.9)])
    let same = other.run(seed: 5)
    #expect(same.outcome == run.outcome && same.records == run.records)

    var plenty = Scenarios.busy
    let free = plenty.run(seed: 5)
    for kind in ResourceKind.allCases { plenty.capacity[kind] = Schedule(.finite(10_000)) }
    #expect(plenty.run(seed: 5).outcome == free.outcome)
    plenty.capacity[.officePlaces] = Schedule(.finite(20))
    #expect(plenty.run(seed: 5).outcome != free.outcome, "twenty places are felt")
  }

  @Test("more places never lengthen the waiting, under common random numbers")
  func morePlaces() {
    for seed in [UInt64(1), 2, 3, 4, 5] {
      var times: [Int64] = []
      for places in [2, 6, 18, 54, 400] {
        var world = Scenarios.crowded
        world.priorities = []
        world.capacity = [
          .otpPlaces: Schedule(.finite(places)), .officePlaces: Schedule(.finite(places)),
          .withdrawalBeds: Schedule(.finite(places)),
        ]
        times.append(world.run(seed: seed, recording: .nobody).ticks([.waiting, .interim]))
      }
      #expect(times == times.sorted(by: >), "seed \(seed): \(times)")
      #expect(times.first! > 0 && times.last == 0)
    }
  }

  /// Ages, traits and genes are drawn; then only those who inject are treated differently.
  @Test("a life whose circumstances do not change is the same, event by event, when others' change")
  func commonRandomNumbers() {
    var world = Scenarios.busy
    world.cohort = .synthetic(open: true)
    let usual = world.run(seed: 5)
    var other = world
    other["overdose.injectsRatio"] *= 2
    other["death.ratio.injects"] *= 3
    let changed = other.run(seed: 5)
    let (mine, theirs) = (usual.lives, changed.lives)
    #expect(mine.count == theirs.count)
    var different = 0
    for (id, person) in usual.people.enumerated() {
      if person.traits.contains(.injects) {
        if mine[id] != theirs[id] { different += 1 }
      } else {
        #expect(mine[id] == theirs[id], "patient \(id)")
      }
    }
    #expect(different > 30, "control: the lives of those who inject do change")

    var crowded = other
    crowded.capacity[.officePlaces] = Schedule(.finite(10))
    var crowdedUsual = world
    crowdedUsual.capacity = crowded.capacity
    let (first, second) = (crowdedUsual.run(seed: 5).lives, crowded.run(seed: 5).lives)
    let touched = usual.people.indices.count {
      !usual.people[$0].traits.contains(.injects) && first[$0] != second[$0]
    }
    #expect(touched > 0, "control: with few places lives touch each other")
  }

  @Test("a life is the same until the day on which the supply changes")
  func untilTheDay() {
    var world = Scenarios.busy
    world.fentanyl = Schedule(0.4)
    let usual = world.run(seed: 5).records
    world.fentanyl = Schedule(0.4, changes: [(365, 1)])
    let changed = world.run(seed: 5).records
    #expect(usual.filter { $0.day < 365 } == changed.filter { $0.day < 365 })
    #expect(usual.filter { $0.day >= 365 } != changed.filter { $0.day >= 365 })
  }

  @Test(
    "effects that are switched off have no parameters: any value of what they multiply is the same")
  func offSwitches() {
    var world = Scenarios.busy
    world["interim.probability"] = 0
    world["overdose.fentanylRatio"] = 1
    let run = world.run(seed: 5)
    world["patience.interimRatio"] = 0.01
    world["overdose.fentanylOnAgonist"] = 0.9
    #expect(world.run(seed: 5).outcome == run.outcome)
  }

  /// A threshold drawn again at the move would keep every distribution and break the pairing.
  @Test("a move that changes no hazard draws nothing anew: drop-outs stay on their dates")
  func noRedraw() {
    var world = World()
    world.cohort = World.people(300, World.person(.methadone))
    world.startsAtInduction = true
    world.setRate("dropout", perDay: 0.03, suffix: ".methadone")
    func days(_ stabilisation: Double, seed: UInt64 = 1) -> [UInt32: Double] {
      world["stabilisation.days.methadone"] = stabilisation
      let exits = world.run(seed: seed).records.filter { $0.event == .event(.dropoutMethadone) }
      return Dictionary(uniqueKeysWithValues: exits.map { ($0.patient, $0.day) })
    }
    let (early, late) = (days(7), days(60))
    #expect(early.count > 250 && early.count == late.count)
    for (patient, day) in early {
      #expect(abs(day - (late[patient] ?? -1)) <= 2 * tick, "patient \(patient)")
    }
    #expect(days(7, seed: 2) != early)
  }

  // 400 people leave twice within an episode; the second draw is independent of the first. If it
  // were the same number, all who used at once the first time would do so the second time.
  @Test("whether use follows a drop-out is drawn anew at every drop-out")
  func drawnAnew() {
    var world = World()
    world.cohort = World.people(400, World.person(.methadone))
    world.startsAtInduction = true
    world["induction.days.methadone"] = 0
    world.setRate("dropout", perDay: 0.5, suffix: ".methadone")
    world["dropout.immediateUse.methadone"] = 0.5
    world["dropout.interruptionGapDays"] = 1e4
    world.setTimer("relapse.afterTreatment", days: 1)
    world.setTimer("reentry", days: 2)
    world.horizon = 60
    var (pairs, agree) = (0, 0)
    for life in world.run().lives {
      var outcomes: [Bool] = []
      for (index, record) in life.enumerated() where record.event == .event(.dropoutMethadone) {
        outcomes.append(index + 1 < life.count && life[index + 1].day == record.day)
      }
      guard outcomes.count > 1 else { continue }
      pairs += 1
      if outcomes[0] == outcomes[1] { agree += 1 }
    }
    // Half agree by chance: 4.417 x 0.5 / sqrt(390) = 0.112.
    #expect(pairs > 350)
    #expect(abs(Double(agree) / Double(pairs) - 0.5) < 0.115, "\(agree) of \(pairs)")
  }
}
