import DiscreteEvents
import Foundation
import TestSupport
import Testing

@Suite("Clock")
struct ClockTests {
  @Test("sixteen bytes, copied as bits")
  func layout() {
    #expect(MemoryLayout<Clock>.size == 16)
    #expect(MemoryLayout<Clock>.stride == 16)
    #expect(_isPOD(Clock.self))
  }

  @Test("a constant hazard by hand: half-way the rate doubles, then stops, then returns")
  func constantByHand() {
    let hazard = ConstantHazard(rate: 0.1)
    var clock = Clock()
    #expect(!clock.isArmed && clock.firingTime == .infinity && clock.occurrences == 0)
    clock.drawNext(threshold: 2)
    #expect(clock.isArmed && !clock.isRunning && clock.occurrences == 1)
    clock.resume(hazard, at: 100, multiplier: 1)
    #expect(clock.firingTime == 120)
    clock.changeMultiplier(to: 2, hazard, at: 110)
    #expect(clock.firingTime == 115)
    clock.changeMultiplier(to: 0, hazard, at: 112.5)
    #expect(clock.firingTime == .infinity && clock.isRunning)
    #expect(clock.residual(hazard, origin: 0, at: 999) == 0.5)
    clock.changeMultiplier(to: 0.5, hazard, at: 200)
    #expect(clock.firingTime == 210)
    clock.suspend(hazard, at: 204)
    #expect(abs(clock.residual(hazard, origin: 0, at: 204) - 0.3) < 1e-15)
    clock.resume(hazard, at: 300, multiplier: 1)
    #expect(abs(clock.firingTime - 303) < 1e-12)
    clock.fired()
    #expect(!clock.isArmed && clock.occurrences == 1)
    clock.drawNext(threshold: 1)
    #expect(clock.occurrences == 2)
  }

  @Test("the number of the draw goes on from 0 after the last one that fits")
  func lastOccurrence() {
    var clock = Clock(occurrences: .max)
    clock.drawNext(threshold: 1)
    #expect(clock.isArmed && clock.occurrences == 0)
  }

  @Test("a Weibull clock by hand: shape 2, scale 10, threshold 4, factor 4 from elapsed 10")
  func weibullByHand() {
    // Unchanged it fires at elapsed 20. H(10) = 1; 3 remain; at factor 4 they need H = 1.75.
    let hazard = WeibullHazard(shape: 2, scale: 10)
    var clock = Clock()
    clock.drawNext(threshold: 4)
    clock.resume(hazard, origin: 50, at: 50, multiplier: 1)
    #expect(abs(clock.firingTime - 70) < 1e-12)
    clock.changeMultiplier(to: 4, hazard, origin: 50, at: 60)
    #expect(abs(clock.firingTime - (50 + 10 * 1.75.squareRoot())) < 1e-12)
  }

  @Test("the same multiplier changes no bit, and a due clock stays due")
  func noWork() {
    let hazard = WeibullHazard(shape: 0.7, scale: 300)
    var clock = Clock()
    clock.drawNext(threshold: 0.4)
    clock.resume(hazard, origin: 3, at: 8, multiplier: 1.3)
    let before = clock
    clock.changeMultiplier(to: 1.3, hazard, origin: 3, at: 9)
    #expect(clock == before)
    let due = clock.firingTime
    for multiplier in [0.1, 0, 7] {
      clock.changeMultiplier(to: multiplier, hazard, origin: 3, at: due + 1e-7)
      #expect(clock.firingTime == due)
    }
    clock.suspend(hazard, origin: 3, at: due + 1e-7)
    clock.resume(hazard, origin: 3, at: due + 5, multiplier: 1)
    #expect(abs(clock.firingTime - (due + 5)) < 1e-9)
  }

  @Test("a hazard that never adds up keeps its threshold for the day when it does")
  func unreachable() {
    // Total cumulative hazard 1; threshold 3. At elapsed 10, 1 - exp(-1) has been used up and
    // exp(-1) remains: factor 7 gives 2.575 more (too little), factor 8 from there fires.
    let hazard = GompertzHazard(level: 0.1, slope: -0.1)
    var clock = Clock()
    clock.drawNext(threshold: 3)
    clock.resume(hazard, origin: 0, at: 0, multiplier: 1)
    #expect(clock.firingTime == .infinity && clock.isRunning)
    let left = 3 - (1 - exp(-1.0))
    #expect(abs(clock.residual(hazard, origin: 0, at: 10) - left) < 1e-12)
    clock.changeMultiplier(to: 6, hazard, origin: 0, at: 10)
    #expect(clock.firingTime == .infinity)
    #expect(abs(clock.residual(hazard, origin: 0, at: 10) - left) < 1e-6)
    clock.changeMultiplier(to: 8, hazard, origin: 0, at: 10)
    let fires = -10 * log(exp(-1.0) - left / 8)
    #expect(abs(clock.firingTime - fires) < 1e-5)
    var never = Clock()
    never.drawNext(threshold: 0)
    never.resume(ConstantHazard(rate: 0), at: 1, multiplier: 1)
    #expect(never.firingTime == .infinity)
  }

  @Test("whatever happens on the way, the integrated hazard at firing is the threshold")
  func integral() {
    follow(ConstantHazard(rate: 0.02), seed: 1)
    follow(WeibullHazard(shape: 0.7, scale: 300), seed: 2)
    follow(WeibullHazard(shape: 2.5, scale: 80), seed: 3)
    follow(GompertzHazard(level: 0.002, slope: 0.03), seed: 4)
    follow(GompertzHazard(level: 0.05, slope: -0.01), seed: 5)
    follow(PiecewiseHazard(breaks: [10, 40, 70], rates: [0.05, 0, 0.1, 0.02]), seed: 6)
  }

  /// Random changes, suspensions and resumptions; the test integrates the hazard on its own.
  private func follow(_ hazard: some CumulativeHazard, seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<300 {
      let origin = -random.uniform() * 50
      let threshold = random.exponential()
      var now = random.uniform() * 10
      var clock = Clock()
      clock.drawNext(threshold: threshold)
      clock.resume(hazard, origin: origin, at: now, multiplier: 1)
      var integral = 0.0
      var factor = 1.0
      for _ in 0..<12 {
        let later = min(now + random.uniform() * 20, clock.firingTime)
        integral +=
          factor * (hazard.cumulative(later - origin) - hazard.cumulative(now - origin))
        now = later
        if clock.firingTime <= now { break }
        let choices = [0, 0.5, 1, 1, 3].map { Double(Float($0)) }
        let next = choices[Int(random.next() % 5)]
        if random.next() % 3 == 0 {
          clock.suspend(hazard, origin: origin, at: now)
          clock.resume(hazard, origin: origin, at: now, multiplier: next)
        } else {
          clock.changeMultiplier(to: next, hazard, origin: origin, at: now)
        }
        factor = next
        #expect(abs(clock.residual(hazard, origin: origin, at: now) + integral - threshold) < 1e-9)
      }
      if clock.firingTime <= now { #expect(abs(integral - threshold) < 1e-9) }
    }
  }
}
