import Foundation
import Testing

@testable import Experiments

@Suite("Where a curve crosses zero") struct ThresholdSearchTests {
  typealias Value = ThresholdSearch.Value

  /// A curve with an interval of constant half-width; nil: no interval.
  private func answer(
    from low: Double = 0, to high: Double = 10, halfWidth: Double? = 1,
    _ curve: @escaping (Double) -> Double
  ) throws -> ThresholdSearch.Answer {
    func value(_ place: Double) -> Value {
      let mean = curve(place)
      return Value(
        mean: mean, lower: halfWidth.map { mean - $0 }, upper: halfWidth.map { mean + $0 },
        standardError: nil)
    }
    let range = SensitivityRange(key: "x", given: 0, low: low, high: high)
    let known = range.numbers(ThresholdSearch.points).map {
      ThresholdSearch.Point(place: $0, value: value($0))
    }
    return try ThresholdSearch(known, tolerance: 1e-9).answer(value)
  }

  private func near(_ first: Double?, _ second: Double) -> Bool {
    first.map { abs($0 - second) < 1e-6 } ?? false
  }

  @Test("a line that falls: 8 - 2 x is zero at 4, and its bounds at 3.5 and 4.5")
  func falling() throws {
    let answer = try answer { 8 - 2 * $0 }
    #expect(near(answer.crossing, 4) && near(answer.low, 3.5) && near(answer.high, 4.5))
    #expect(answer.isPositiveBelow && answer.crossings == 1 && answer.isConceivable == true)
    #expect(answer.points.map(\.place) == answer.points.map(\.place).sorted())
  }

  @Test("a line that rises: 3 x - 6 is zero at 2")
  func rising() throws {
    let answer = try answer { 3 * $0 - 6 }
    #expect(near(answer.crossing, 2) && near(answer.low, 5 / 3.0) && near(answer.high, 7 / 3.0))
    #expect(!answer.isPositiveBelow)
  }

  @Test("a curve that bends, and one that jumps")
  func bent() throws {
    // exp(x) = 50 at ln 50; bounds at ln 49 and ln 51.
    let bent = try answer { 50 - exp($0) }
    #expect(near(bent.crossing, 3.912_023_005_428_146))
    #expect(near(bent.low, 3.891_820_298_110_627) && near(bent.high, 3.931_825_632_724_326))
    let jump = try answer { $0 < 6.3 ? -5 : 5 }
    #expect(near(jump.crossing, 6.3) && near(jump.low, 6.3) && near(jump.high, 6.3))
  }

  @Test("without a crossing nothing is made up, and doubt is told")
  func none() throws {
    let clear = try answer { $0 + 5 }
    #expect(clear.crossing == nil && clear.crossings == 0 && clear.isConceivable == false)
    #expect(clear.low == nil && clear.high == nil && clear.isPositiveBelow)
    // -x - 0.5 stays below zero, but its upper bound 0.5 - x does so only above 0.5.
    let doubtful = try answer { -$0 - 0.5 }
    #expect(doubtful.crossing == nil && doubtful.isConceivable == true)
    #expect(doubtful.low == nil && near(doubtful.high, 0.5))
  }

  @Test("an interval that reaches the end of the range is open there; one replication has none")
  func open() throws {
    let wide = try answer(halfWidth: 100) { $0 - 4 }
    #expect(near(wide.crossing, 4) && wide.low == nil && wide.high == nil)
    let single = try answer(halfWidth: nil) { $0 - 4 }
    #expect(near(single.crossing, 4) && single.isConceivable == nil && single.low == nil)
  }

  @Test("of several crossings the first is told, and their number")
  func several() throws {
    let answer = try answer(halfWidth: 0.1) { ($0 - 2.1) * ($0 - 5.2) * ($0 - 8.3) }
    #expect(near(answer.crossing, 2.1) && answer.crossings == 3)
    let high = try #require(answer.high)
    #expect(high < 5.2)
  }
}
