import Statistics
import TestSupport
import Testing

@Suite("Kaplan-Meier")
struct KaplanMeierTests {
  /// Weeks of remission under 6-mercaptopurine: 9 relapses, 12 censored.
  ///
  /// Freireich et al. (1963), doi:10.1182/blood.V21.6.699.699.
  static let remission: KaplanMeier = {
    var exits = [Int](repeating: 0, count: 36)
    var censored = exits
    for week in [6, 6, 6, 7, 10, 13, 16, 22, 23] { exits[week] += 1 }
    for week in [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35] { censored[week] += 1 }
    return KaplanMeier(exits: exits, censored: censored)
  }()

  /// Survival and standard errors are printed in Cox and Oakes (1984) and Collett (2003); all digits
  /// and the log-log intervals are by scipy 1.17.1, `ecdf(...).sf`.
  @Test("Remission times give the published curve, standard errors and intervals")
  func published() throws {
    let rows: [(Int, Int, Double, Double, Double, Double)] = [
      (6, 21, 0.85714286, 0.07636035, 0.61971796, 0.95155175),
      (7, 17, 0.80672269, 0.08693529, 0.56314656, 0.92280902),
      (10, 15, 0.75294118, 0.09634965, 0.50319951, 0.88936184),
      (13, 12, 0.69019608, 0.10681471, 0.43161022, 0.84906596),
      (16, 11, 0.62745098, 0.11405387, 0.36751086, 0.80491219),
      (22, 7, 0.53781513, 0.12823375, 0.26777894, 0.74679072),
      (23, 6, 0.44817927, 0.13459146, 0.18805201, 0.68014263),
      (35, 1, 0.44817927, 0.13459146, 0.18805201, 0.68014263),
    ]
    let curve = Self.remission
    try withEvery("row", in: rows) { week, atRisk, survival, error, lower, upper in
      try #require(curve.atRisk[week] == atRisk)
      try #require(abs(curve.survival[week] - survival) < 1e-8)
      try #require(abs(try #require(curve.standardError(day: week)) - error) < 1e-8)
      let interval = try #require(curve.confidenceInterval(day: week))
      try #require(abs(interval.lower - lower) < 1e-8 && abs(interval.upper - upper) < 1e-8)
    }
    #expect(curve.median == 23)
    #expect(curve.quantile(0.25) == 13)
    #expect(curve.quantile(0.6) == nil)
  }

  @Test("Before the first exit survival is one, and at zero the interval is undefined")
  func ends() {
    let curve = KaplanMeier(exits: [0, 1, 1], censored: [1, 0, 0])
    #expect(curve.atRisk == [3, 2, 1])
    #expect(curve.survival == [1, 0.5, 0])
    #expect(curve.standardError(day: 0) == 0)
    #expect(curve.confidenceInterval(day: 0) == Interval(lower: 1, upper: 1, level: 0.95))
    #expect(curve.standardError(day: 2) == nil && curve.confidenceInterval(day: 2) == nil)
  }

  @Test("Without censoring the curve is the share that is left, and Greenwood is binomial")
  func withoutCensoring() throws {
    let exits = [3, 0, 5, 2, 7, 1, 2]
    let curve = KaplanMeier(exits: exits, censored: [Int](repeating: 0, count: 7))
    var left = 20
    for (day, number) in exits.enumerated().dropLast() {
      left -= number
      let share = Double(left) / 20
      #expect(abs(curve.survival[day] - share) < 1e-15)
      let error = try #require(curve.standardError(day: day))
      #expect(abs(error - (share * (1 - share) / 20).squareRoot()) < 1e-15)
    }
    // 10 of 20 have left by the end of day 3, although the product is rounded.
    #expect(curve.median == 3)
  }

  @Test("Someone censored on a day is at risk of the exits of that day")
  func tiesBetweenExitAndCensoring() {
    let together = KaplanMeier(exits: [0, 1], censored: [0, 1])
    #expect(together.survival[1] == 0.5)
    let before = KaplanMeier(exits: [0, 1], censored: [1, 0])
    #expect(before.survival[1] == 0, "the negative control: the day before is not the same")
  }

  @Test("Counting the censored as exits, or leaving them out, gives another curve")
  func censoringMatters() {
    let curve = Self.remission
    let asExits = KaplanMeier(
      exits: zip(curve.exits, curve.censored).map { $0 + $1 },
      censored: [Int](repeating: 0, count: 36))
    let leftOut = KaplanMeier(exits: curve.exits, censored: [Int](repeating: 0, count: 36))
    #expect(asExits.survival[22] < curve.survival[22] - 0.05)
    #expect(leftOut.survival[22] < curve.survival[22] - 0.3)
  }

  @Test("Days without subjects, or of unequal number, stop the program only when unequal")
  func empty() async {
    #expect(KaplanMeier(exits: [], censored: []).median == nil)
    #expect(KaplanMeier(exits: [0, 0], censored: [0, 0]).survival == [1, 1])
    await #expect(processExitsWith: .failure) { _ = KaplanMeier(exits: [1], censored: []) }
  }
}
