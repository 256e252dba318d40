import DiscreteEvents
import Foundation
import TestSupport
import Testing

/// n = 40,000 clocks per test, fixed seeds, error rate 1e-5; at a share of one half the smallest
/// fault that is found is 0.016 of survival (6.5 standard errors).
@Suite("Clocks against closed-form survival")
struct SurvivalTests {
  private let count = 40_000

  /// Dates at which the multiplier changes, with the value from then on.
  private typealias Course = [(date: Double, multiplier: Double)]

  /// What a faulty engine might do at a change of multiplier.
  private enum Fault {
    case none, redraws, forgetsChange
  }

  /// How many of `count` clocks started at date 0 have fired by each date.
  private func fired(
    _ hazard: some CumulativeHazard, by dates: [Double], course: Course = [], seed: UInt64,
    fault: Fault = .none
  ) -> [Int] {
    var random = SplitMix64(seed: seed)
    var counts = Array(repeating: 0, count: dates.count)
    for _ in 0..<count {
      var clock = Clock()
      var origin = 0.0
      clock.drawNext(threshold: random.exponential())
      clock.resume(hazard, origin: origin, at: 0, multiplier: 1)
      for change in course where clock.firingTime > change.date {
        switch fault {
        case .none:
          clock.changeMultiplier(
            to: change.multiplier, hazard, origin: origin, at: change.date)
        case .redraws:
          clock.disarm()
          origin = change.date
          clock.drawNext(threshold: random.exponential())
          clock.resume(hazard, origin: origin, at: change.date, multiplier: change.multiplier)
        case .forgetsChange: break
        }
      }
      for (index, date) in dates.enumerated() where clock.firingTime <= date {
        counts[index] += 1
      }
    }
    return counts
  }

  /// 1 - exp(-sum of multiplier times increment), by the hazard function written out in the test.
  private func closedForm(
    by date: Double, course: Course, cumulative: (Double) -> Double
  ) -> Double {
    var sum = 0.0
    var start = 0.0
    var multiplier = 1.0
    for change in course where change.date < date {
      sum += multiplier * (cumulative(change.date) - cumulative(start))
      (start, multiplier) = (change.date, change.multiplier)
    }
    return 1 - exp(-sum - multiplier * (cumulative(date) - cumulative(start)))
  }

  @Test("Weibull and Gompertz without changes")
  func plain() {
    let dates = [20.0, 150, 400]
    let weibull = fired(WeibullHazard(shape: 0.7, scale: 300), by: dates, seed: 1)
    let gompertz = fired(GompertzHazard(level: 0.0005, slope: 0.01), by: dates, seed: 2)
    for (index, date) in dates.enumerated() {
      let byWeibull = 1 - exp(-pow(date / 300, 0.7))
      let byGompertz = 1 - exp(-0.0005 * (exp(0.01 * date) - 1) / 0.01)
      let tests = [
        ZTest(successes: weibull[index], of: count, expected: byWeibull),
        ZTest(successes: gompertz[index], of: count, expected: byGompertz),
      ]
      for test in tests { #expect(test.agrees, "\(test)") }
    }
  }

  @Test("control: a Weibull shape of 0.75 instead of 0.7 is found")
  func controlShape() {
    let found = fired(WeibullHazard(shape: 0.7, scale: 300), by: [20], seed: 1)
    let wrong = ZTest(
      successes: found[0], of: count, expected: 1 - exp(-pow(20.0 / 300, 0.75)))
    #expect(!wrong.agrees)
  }

  private let course: [(date: Double, multiplier: Double)] = [(30, 3), (60, 0), (90, 0.5)]

  @Test("multipliers that change on the way, through zero", arguments: [45.0, 75, 200])
  func changes(date: Double) {
    let weibull = fired(
      WeibullHazard(shape: 0.7, scale: 300), by: [date], course: course, seed: 3)
    let gompertz = fired(
      GompertzHazard(level: 0.002, slope: 0.01), by: [date], course: course, seed: 4)
    let constant = fired(ConstantHazard(rate: 0.004), by: [date], course: course, seed: 5)
    let steps = fired(
      PiecewiseHazard(breaks: [20, 50, 100], rates: [0.01, 0, 0.004, 0.01]), by: [date],
      course: course, seed: 6)
    let tests = [
      ZTest(
        successes: weibull[0], of: count,
        expected: closedForm(by: date, course: course) { pow($0 / 300, 0.7) }),
      ZTest(
        successes: gompertz[0], of: count,
        expected: closedForm(by: date, course: course) { 0.002 * (exp(0.01 * $0) - 1) / 0.01 }),
      ZTest(
        successes: constant[0], of: count,
        expected: closedForm(by: date, course: course) { 0.004 * $0 }),
      ZTest(
        successes: steps[0], of: count,
        expected: closedForm(by: date, course: course) {
          0.01 * min($0, 20) + 0.004 * min(max($0 - 50, 0), 50) + 0.01 * max($0 - 100, 0)
        }),
    ]
    for test in tests { #expect(test.agrees, "\(test)") }
  }

  @Test("controls: a clock that redraws from a new origin, and one that misses the changes")
  func controlChanges() {
    let expected = closedForm(by: 45, course: course) { pow($0 / 300, 0.7) }
    for fault in [Fault.redraws, .forgetsChange] {
      let found = fired(
        WeibullHazard(shape: 0.7, scale: 300), by: [45], course: course, seed: 3, fault: fault)
      let test = ZTest(successes: found[0], of: count, expected: expected)
      #expect(!test.agrees, "\(test)")
    }
  }

  @Test("competing exponential risks: who wins, and when")
  func competing() {
    let rates = [0.01, 0.02, 0.05]
    var random = SplitMix64(seed: 7)
    var wins = [0, 0, 0]
    var early = 0
    for _ in 0..<count {
      let clocks = rates.map { rate in
        var clock = Clock()
        clock.drawNext(threshold: random.exponential())
        clock.resume(ConstantHazard(rate: 0.01), at: 0, multiplier: rate / 0.01)
        return clock.firingTime
      }
      let first = clocks.indices.min { clocks[$0] < clocks[$1] } ?? 0
      wins[first] += 1
      if clocks[first] <= 10 { early += 1 }
    }
    for (index, rate) in rates.enumerated() {
      let test = ZTest(successes: wins[index], of: count, expected: rate / 0.08)
      #expect(test.agrees, "\(test)")
    }
    let time = ZTest(successes: early, of: count, expected: 1 - exp(-0.8))
    #expect(time.agrees, "\(time)")
    let control = ZTest(successes: wins[0], of: count, expected: 0.01 / 0.07)
    #expect(!control.agrees)
  }
}
