import DiscreteEvents
import Foundation
import TestSupport
import Testing

@Suite("Hazards: numbers by hand, and agreement of the shortcuts with the definition")
struct HazardTests {
  private func near(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-11 * max(1, abs(b)) }

  @Test("values by hand")
  func byHand() {
    #expect(ConstantHazard(rate: 0.25).cumulative(8) == 2)
    #expect(ConstantHazard(meanDays: 4).elapsed(reaching: 2) == 8)
    #expect(ConstantHazard(rate: 0).elapsed(after: 3, adding: 0) == .infinity)
    #expect(near(WeibullHazard(shape: 2, scale: 10).cumulative(30), 9))
    #expect(near(WeibullHazard(shape: 0.5, scale: 16).elapsed(reaching: 0.5), 4))
    // level 0.01, doubling every 10 days: after 20 days 0.01 * 3 / (ln 2 / 10).
    let doubling = GompertzHazard(level: 0.01, slope: log(2.0) / 10)
    #expect(near(doubling.cumulative(20), 0.3 / log(2.0)))
    #expect(near(doubling.elapsed(reaching: 0.3 / log(2.0)), 20))
    #expect(GompertzHazard(level: 0.5, slope: 0).elapsed(after: 1, adding: 2) == 5)
    // A hazard that halves every 10 days adds up to 0.1 / ln 2 = 0.144.
    let halving = GompertzHazard(level: 0.01, slope: -log(2.0) / 10)
    #expect(halving.elapsed(reaching: 0.145) == .infinity)
    #expect(halving.elapsed(reaching: 0.144) < .infinity)
  }

  @Test("piecewise by hand, with an empty stretch and an empty tail")
  func piecewise() {
    let hazard = PiecewiseHazard(breaks: [10, 20, 30], rates: [0.1, 0, 0.2, 0])
    #expect(hazard.cumulative(5) == 0.5)
    #expect(hazard.cumulative(15) == 1)
    #expect(hazard.cumulative(25) == 2)
    #expect(hazard.cumulative(1000) == 3)
    #expect(hazard.elapsed(reaching: 0.5) == 5)
    #expect(hazard.elapsed(reaching: 1) == 10)
    #expect(hazard.elapsed(reaching: 1.5) == 22.5)
    #expect(hazard.elapsed(reaching: 3.1) == .infinity)
    #expect(hazard.elapsed(after: 15, adding: 0) == 15)
    #expect(hazard.elapsed(after: 15, adding: 1) == 25)
  }

  @Test("shortcuts equal the difference, the inverse at the sum, the rescaled increment")
  func shortcuts() {
    check(ConstantHazard(rate: 0.03), seed: 1)
    check(WeibullHazard(shape: 0.7, scale: 300), seed: 2)
    check(WeibullHazard(shape: 3, scale: 40), seed: 3)
    check(GompertzHazard(level: 0.001, slope: 0.02), seed: 4)
    check(GompertzHazard(level: 1, slope: -0.001), seed: 5)
    check(PiecewiseHazard(breaks: [30, 90], rates: [0.1, 0.01, 0.05]), seed: 6)
  }

  private func check(_ hazard: some CumulativeHazard, seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for trial in 0..<200 {
      let start = trial % 5 == 0 ? 0 : random.uniform() * 100
      let end = start + random.uniform() * 100
      let factor = random.uniform() * 4
      let between = hazard.cumulative(end) - hazard.cumulative(start)
      #expect(near(hazard.increment(from: start, to: end), between))
      let after = hazard.elapsed(after: start, adding: between)
      #expect(abs(after - end) < 1e-8)
      let moved = hazard.rescaled(from: start, to: end, by: factor)
      let target = hazard.cumulative(start) + factor * between
      if moved < .infinity {
        #expect(abs(hazard.cumulative(moved) - target) < 1e-9 * max(1, target))
      }
    }
  }
}
