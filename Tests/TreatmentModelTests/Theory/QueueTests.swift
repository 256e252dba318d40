import DiscreteEvents
import Foundation
import TestSupport
import Testing

@testable import TreatmentModel

/// Places and waiting lists against queueing theory: the model reduced to people who ask for care at
/// a constant rate, stay for an exponential time and wait with exponential patience.
///
/// Everything happens Monday to Friday, at rates of hours, because inductions rest on weekends.
@Suite("Waiting for methadone places against queueing theory")
struct QueueTests {
  private func clinic(
    people: Int, places: Int, seek: Double, stay: Double, patience: Double
  ) -> World {
    var world = World()
    world.cohort = World.people(people)
    world.setSeeking(perDay: seek, .methadone)
    world.setRate("reentry", perDay: seek)
    world.setIntakeDelay(days: 0)
    world.setForAll("induction.days", 0)
    world.setRate("dropout", perDay: stay, suffix: ".methadone")
    world["dropout.immediateUse.methadone"] = 1
    world["patience.meanDays"] = 1 / patience
    world.capacity[.otpPlaces] = Schedule(.finite(places))
    world.interval = 1
    return world
  }

  /// Waits, losses and mean length per day by a birth-death chain over people in or before care.
  private func birthDeath(
    people: Int, places: Int, seek: Double, stay: Double, patience: Double, days: Double
  ) -> (waits: Double, reneges: Double, waiting: Double, inCare: Double) {
    var chain = MarkovChain(states: people + 1)
    func leaving(_ present: Int) -> Double {
      Double(min(present, places)) * stay + Double(max(0, present - places)) * patience
    }
    for present in 0..<people {
      chain.move(present, present + 1, Double(people - present) * seek)
      chain.move(present + 1, present, leaving(present + 1))
    }
    let time = chain.solve(from: 0, days: days).time
    var sums = (waits: 0.0, reneges: 0.0, waiting: 0.0, inCare: 0.0)
    for present in 0...people {
      let line = Double(max(0, present - places))
      sums.waiting += time[present] * line
      sums.reneges += time[present] * line * patience
      sums.inCare += time[present] * Double(min(present, places))
      if present >= places { sums.waits += time[present] * Double(people - present) * seek }
    }
    return sums
  }

  /// 40 replications of 60 people, about 9,000 waits; the control finds an error of 10 % in the stay.
  @Test("sixty people and twenty places: waits, losses, person-days as in the birth-death chain")
  func finiteSource() {
    let world = clinic(people: 60, places: 20, seek: 2, stay: 3, patience: 4)
    var world5 = world
    world5.horizon = 5
    let runs = (0..<40).map { world5.run(replication: $0, recording: .nobody) }
    func test(_ expected: Double, _ value: (Run) -> Double) -> MeanTest {
      let values = Replications(runs.map(value))
      return MeanTest(
        observed: values.mean, expected: expected, standardError: values.standardError,
        count: values.count)
    }
    let right = birthDeath(people: 60, places: 20, seek: 2, stay: 3, patience: 4, days: 5)
    let waiting: (Run) -> Double = { Double($0.ticks([.waiting])) / 0x1p20 }
    let tests = [
      test(right.waits) { Double($0.count(.waitStart)) },
      test(right.reneges) { Double($0.count(.renege)) },
      test(right.waiting, waiting),
      test(right.inCare) { Double($0.ticks([.stabilisation])) / 0x1p20 },
    ]
    for test in tests { #expect(test.passes, "\(test)") }
    let wrong = birthDeath(people: 60, places: 20, seek: 2, stay: 3.3, patience: 4, days: 5)
    #expect(!test(wrong.waiting, waiting).passes)
  }

  /// Stationary Erlang A: Poisson arrivals, `places` servers, exponential patience (Palm 1957).
  private func erlangA(
    arrivals: Double, places: Int, stay: Double, patience: Double
  ) -> (waits: Double, lost: Double, present: Double) {
    var weights = [1.0]
    for present in 1...400 {
      let busy = Double(min(present, places)) * stay
      let line = Double(max(0, present - places)) * patience
      weights.append(weights[present - 1] * arrivals / (busy + line))
    }
    let total = weights.reduce(0, +)
    var result = (waits: 0.0, lost: 0.0, present: 0.0)
    for (present, weight) in weights.enumerated() {
      let share = weight / total
      if present >= places { result.waits += share }
      result.lost += share * Double(max(0, present - places)) * patience / arrivals
      result.present += share * Double(present)
    }
    return result
  }

  // 25 replications of 1,500 people, about 60,000 arrivals on the last four days. Smallest fault
  // caught: below 8 % of the probability to wait. The source is finite: arrivals come from those who
  // are not there, so the rate per person is set to give the arrivals of the formula.
  @Test("many people, ten places: Erlang A, after a day that is thrown away")
  func erlang() {
    let (arrivals, stay, patience) = (600.0, 64.0, 48.0)
    let right = erlangA(arrivals: arrivals, places: 10, stay: stay, patience: patience)
    var world = clinic(
      people: 1500, places: 10, seek: arrivals / (1500 - right.present), stay: stay,
      patience: patience)
    world.warmUp = 1
    world.horizon = 4
    let runs = (0..<25).map { world.run(replication: $0, recording: .nobody) }
    func test(_ event: EventCount, _ expected: Double) -> MeanTest {
      let values = Replications(
        runs.map { Double($0.count(event)) / Double($0.count(.seek)) })
      return MeanTest(
        observed: values.mean, expected: expected, standardError: values.standardError,
        count: values.count)
    }
    let waits = test(.waitStart, right.waits)
    #expect(waits.passes, "\(waits)")
    let lost = test(.renege, right.lost)
    #expect(lost.passes, "\(lost)")
    #expect(waits.standardError * 4.417 / right.waits < 0.08)
    let patient = erlangA(arrivals: arrivals, places: 10, stay: stay, patience: patience / 2)
    #expect(!test(.renege, patient.lost).passes, "half the impatience is found")
  }

  /// To the tick: what the states integrate is what the records say each person spent on the list.
  @Test("Little's law on every path: person-time on the list is the sum of the waits")
  func little() {
    for seed in 1...3 {
      var world = clinic(people: 60, places: 10, seek: 2, stay: 3, patience: 4)
      world.horizon = 5
      world["interim.probability"] = 0.3
      world.setOverdoses(perDay: 0.05, fatal: true)
      let run = world.run(seed: UInt64(seed))
      var sum: Int64 = 0
      for life in run.lives {
        var since: Double?
        for record in life {
          let isOnList = record.care == .waiting || record.care == .interim
          let isDeath = record.event == .risk(.overdoseDeath)
          if let start = since, !isOnList || isDeath || record.event == .end {
            sum += ticks(record.day) - ticks(start)
            since = nil
          } else if since == nil && isOnList {
            since = record.day
          }
        }
      }
      #expect(run.count(.interimStart) > 10 && run.count(.renege) > 10)
      #expect(run.ticks([.waiting, .interim]) == sum, "seed \(seed)")
    }
  }
}
