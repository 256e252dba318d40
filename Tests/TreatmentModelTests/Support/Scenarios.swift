import DiscreteEvents

@testable import TreatmentModel

/// Busy worlds with the shipped parameters, some of them moved so that rare paths are taken.
enum Scenarios {
  /// Open community, no limits, shipped parameters, a year thrown away.
  static var open: World {
    var world = World()
    world.parameters = World.shipped
    world.cohort = .synthetic(open: true)
    world.population = 400
    world.fentanyl = Schedule(0.4, changes: [(500, 0.9)])
    world.warmUp = 360
    world.horizon = 720
    world.interval = 30
    world.stratifications = [.sex, .race]
    return world
  }

  /// Few places of everything, changing by date; impatient people, interim dosing, priorities.
  static var crowded: World {
    var world = busy
    world.capacity = [
      .otpPlaces: Schedule(.finite(12), changes: [(200, .finite(4)), (400, .finite(15))]),
      .officePlaces: Schedule(.finite(25), changes: [(300, .finite(10))]),
      .withdrawalBeds: Schedule(.finite(2)),
      .inductionSlots: Schedule(.finite(2)),
    ]
    world["interim.probability"] = 0.4
    world["patience.meanDays"] = 40
    world.priorities = [.pregnant, .recentOverdose]
    return world
  }

  /// Everything more often: requests, drop-outs, returns, tapers, overdoses, deaths.
  static var busy: World {
    var world = open
    world.warmUp = 0
    world.population = 300
    world.setDemand(30)
    world["reentry.ratio"] = 3
    for medication in Medication.active {
      world["dropout.scaleDays.\(medication.name)"] /= 3
    }
    world["dropout.interruptionGapDays"] = 30
    world["withdrawal.completion"] = 0.7
    world["withdrawal.bridge"] = 0.5
    world["taper.minimumDays"] = 60
    world["taper.perYear"] = 4
    world["taper.days"] = 60
    world["seek.entriesPer1000PerMonth.naltrexoneXR"] = 5
    world["overdose.perYear"] = 0.2
    world["death.levelAt40.male"] = 0.05
    world["death.levelAt40.female"] = 0.05
    return world
  }

  /// A trial: named people at induction, one medication each, medications by turns.
  static var trial: World {
    var world = busy
    world.cohort = .members(
      (0..<300).map { CohortMember(id: "\($0)", medication: Medication.active[$0 % 4]) })
    world.startsAtInduction = true
    world.stratifications = [.injecting]
    world.horizon = 168
    world.interval = 28
    return world
  }

  static let all: [(name: String, world: World)] = [
    ("open", open), ("busy", busy), ("crowded", crowded), ("trial", trial),
  ]
}
