import Statistics
import Testing

@Suite("Nelder-Mead") struct NelderMeadTests {
  private struct Refused: Error {}

  /// Rosenbrock (1960), doi:10.1093/comjnl/3.3.175: a bent valley with its minimum 0 at (1, 1).
  private static func rosenbrock(_ point: [Double]) -> Double {
    let (x, y) = (point[0], point[1])
    return 100 * (y - x * x) * (y - x * x) + (1 - x) * (1 - x)
  }

  @Test("The minimum of Rosenbrock's valley, from the usual start (-1.2, 1)")
  func valley() throws {
    let search = NelderMead(step: 1, tolerance: 1e-8, maximumEvaluations: 1000)
    let result = try search.minimum(from: [-1.2, 1], of: Self.rosenbrock)
    #expect(result.isConverged)
    #expect(result.evaluations < 400)
    #expect(abs(result.point[0] - 1) < 1e-6)
    #expect(abs(result.point[1] - 1) < 1e-6)
    #expect(result.value < 1e-12)
    #expect(result.value == Self.rosenbrock(result.point))
  }

  @Test("A parabola in five dimensions with unequal axes, and in one")
  func parabola() throws {
    let middle = [0.5, -2, 3, 0, 10]
    // Near 2 the function tells points apart that are 1e-8 from each other, not nearer ones.
    let search = NelderMead(step: 1, tolerance: 1e-5, maximumEvaluations: 5000)
    let result = try search.minimum(from: [0, 0, 0, 0, 0]) { point in
      zip(point, middle).enumerated().reduce(2) { sum, item in
        let distance = item.element.0 - item.element.1
        return sum + Double(item.offset + 1) * distance * distance
      }
    }
    #expect(result.isConverged)
    #expect(abs(result.value - 2) < 1e-8)
    for (found, wanted) in zip(result.point, middle) { #expect(abs(found - wanted) < 1e-4) }
    let line = try search.minimum(from: [7]) { ($0[0] + 3) * ($0[0] + 3) }
    #expect(abs(line.point[0] + 3) < 1e-4)
  }

  @Test("A search that runs out of evaluations says so, and keeps the best point")
  func exhausted() throws {
    let search = NelderMead(step: 1, tolerance: 1e-8, maximumEvaluations: 20)
    let result = try search.minimum(from: [-1.2, 1], of: Self.rosenbrock)
    #expect(!result.isConverged)
    #expect((20...25).contains(result.evaluations))
    #expect(result.value < Self.rosenbrock([-1.2, 1]))
  }

  @Test("An error of the function ends the search and is thrown")
  func failing() {
    let search = NelderMead(step: 1, tolerance: 1e-8, maximumEvaluations: 100)
    var asked = 0
    #expect(throws: Refused.self) {
      try search.minimum(from: [0, 0]) { _ in
        asked += 1
        if asked == 6 { throw Refused() }
        return Double(asked)
      }
    }
    #expect(asked == 6)
  }
}
