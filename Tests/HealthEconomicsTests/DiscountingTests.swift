import Foundation
import HealthEconomics
import TestSupport
import Testing

@Suite("Discounting")
struct DiscountingTests {
  /// The factors of compound-interest tables, to their four digits, as in the annex of Drummond et al.,
  /// Methods for the Economic Evaluation of Health Care Programmes (4th ed., 2015), tables 1 and 2.
  @Test("Present values of 1 and of a yearly payment are those of the tables")
  func tables() throws {
    let factors = [
      (0.03, 20, 0.5537), (0.05, 10, 0.6139), (0.035, 30, 0.3563), (0.08, 15, 0.3152),
    ]
    try withEvery("factor", in: factors) { rate, year, value in
      let factor = Discounting(annualRate: rate).factor(at: Double(year))
      try #require(abs(factor - value) < 0.00005)
    }
    let annuities = [(0.05, 10, 7.7217), (0.03, 20, 14.8775), (0.08, 5, 3.9927)]
    try withEvery("annuity", in: annuities) { rate, years, value in
      let discounting = Discounting(annualRate: rate)
      let sum = (1...years).reduce(0) { $0 + discounting.factor(at: Double($1)) }
      try #require(abs(sum - value) < 0.00005)
    }
  }

  /// A continuous annuity is i / ln(1 + i) of the yearly one; 1.024797 at 5 % in actuarial tables.
  @Test("A flow is worth the yearly annuity times i over the force")
  func flow() {
    let discounting = Discounting(annualRate: 0.05)
    #expect(abs(discounting.presentValueOfFlow(from: 0, to: 10) - 7.72173493 * 1.02479672) < 1e-6)
    // Riemann sum of a million steps, from year 3 to 7.5.
    let step = 4.5e-6
    var sum = 0.0
    for index in 0..<1_000_000 {
      let time = 3 + (Double(index) + 0.5) * step
      sum += step * pow(1.05, -time)
    }
    #expect(isClose(discounting.presentValueOfFlow(from: 3, to: 7.5), sum))
    #expect(isClose(discounting.averageFactor(from: 3, to: 7.5), sum / 4.5))
  }

  @Test("Without discounting a flow is its length, and so it is for a rate near zero")
  func zero() {
    #expect(Discounting.none.factor(at: 40) == 1)
    #expect(Discounting.none.presentValueOfFlow(from: 2, to: 5.5) == 3.5)
    let nearly = Discounting(annualRate: 1e-14)
    #expect(isClose(nearly.presentValueOfFlow(from: 2, to: 5.5), 3.5))
    #expect(nearly.averageFactor(from: 2, to: 2) == nearly.factor(at: 2))
    // A negative rate makes later years count more.
    #expect(Discounting(annualRate: -0.01).factor(at: 1) > 1)
  }

  @Test("control: the yearly rate taken for the force misses the tables")
  func control() {
    #expect(abs(exp(-0.03 * 20) - 0.5537) > 0.004)
  }

  @Test("A rate of -1, an interval turned round and a time that is not finite stop the program")
  func stops() async {
    await #expect(processExitsWith: .failure) { _ = Discounting(annualRate: -1) }
    await #expect(processExitsWith: .failure) {
      _ = Discounting.none.presentValueOfFlow(from: 1, to: 0)
    }
    await #expect(processExitsWith: .failure) { _ = Discounting.none.factor(at: .nan) }
  }
}
