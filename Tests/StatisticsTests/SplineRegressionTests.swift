import Statistics
import TestSupport
import Testing

@Suite("Regression by splines")
struct SplineRegressionTests {
  /// Points spread over 0...1, without order, and a disturbance of mean 0 that looks like noise.
  private func grid(_ count: Int) -> [Double] {
    (0..<count).map { Double($0 * 7_919 % count) / Double(count - 1) }
  }

  private func noise(_ count: Int) -> [Double] {
    let raw = (0..<count).map { (index: Int) -> Double in
      let scrambled = (index * 104_729 + 12_345) * 31 % 2_003
      return Double(scrambled) / 2_003
    }
    let mean = raw.reduce(0, +) / Double(count)
    return raw.map { $0 - mean }
  }

  /// By hand, with the normal equations of a straight line: x = 0, 1, 2, 3 twice; y = x + (1, -1).
  @Test("A straight line, by hand: fitted values, residual variance and variance of a sum")
  func line() throws {
    let x = [0.0, 0, 1, 1, 2, 2, 3, 3]
    let y = [1.0, -1, 2, 0, 3, 1, 4, 2]
    let fit = try #require(SplineRegression(predictors: [x], responses: [y]))
    #expect(fit.interiorKnots == nil && fit.parameterCount == 2)
    for (fitted, x) in zip(fit.fitted[0], x) { #expect(abs(fitted - x) < 1e-12) }
    // Residuals of 1 and -1, eight of them, with six degrees of freedom.
    #expect(abs(fit.residualCovariance[0][0] - 8 / 6.0) < 1e-12)
    // Variance of the fit at x = 3: s^2 (1/8 + 1.5^2 / 10).
    var weights = [Double](repeating: 0, count: 8)
    weights[7] = 1
    #expect(abs(fit.varianceOfSum(weights: [weights]) - 8 / 6.0 * 0.35) < 1e-12)
    // Of the mean of all fitted values: s^2 / 8.
    let mean = [Double](repeating: 1 / 8.0, count: 8)
    #expect(abs(fit.varianceOfSum(weights: [mean]) - 1 / 6.0) < 1e-12)
  }

  @Test("A cubic is met exactly, a kink with many knots nearly, and a line with none")
  func shapes() throws {
    let x = grid(401)
    let cubic = x.map { 2 - $0 + 3 * $0 * $0 * $0 }
    let fit = try #require(SplineRegression(predictors: [x], responses: [cubic]))
    #expect(zip(fit.fitted[0], cubic).allSatisfy { abs($0 - $1) < 1e-9 })
    let kink = x.map { abs($0 - 0.4) }
    let bent = try #require(SplineRegression(predictors: [x], responses: [kink]))
    #expect(try #require(bent.interiorKnots) >= 4)
    #expect(zip(bent.fitted[0], kink).allSatisfy { abs($0 - $1) < 0.03 })
    let noisy = zip(x, noise(401)).map { $0 + $1 }
    let straight = try #require(SplineRegression(predictors: [x], responses: [noisy]))
    #expect(straight.parameterCount <= 4, "\(straight.parameterCount)")
    #expect(zip(straight.fitted[0], x).allSatisfy { abs($0 - $1) < 0.1 })
  }

  @Test("The regression of a weighted sum of responses is the sum of the regressions")
  func linearity() throws {
    let (x, z) = (grid(301), grid(301).map { ($0 * 17).truncatingRemainder(dividingBy: 1) })
    let one = zip(zip(x, z), noise(301)).map { $0.0 * $0.1 + $1 }
    let two = zip(x, z).map { $0 * $0 - $1 }
    let both = try #require(SplineRegression(predictors: [x, z], responses: [one, two]))
    let sum = zip(one, two).map { 3 * $0 - $1 }
    let three = try #require(
      SplineRegression(predictors: [x, z], responses: [one, two, sum]))
    #expect(both.interiorKnots == three.interiorKnots)
    for row in 0..<301 {
      let expected = 3 * three.fitted[0][row] - three.fitted[1][row]
      #expect(abs(three.fitted[2][row] - expected) < 1e-9)
    }
    let (a, b, c) = (
      three.residualCovariance[0][0], three.residualCovariance[0][1],
      three.residualCovariance[1][1]
    )
    #expect(abs(three.residualCovariance[2][2] - (9 * a - 6 * b + c)) < 1e-12)
  }

  @Test("Predictors of two values, equal predictors and constants do no harm")
  func degenerate() throws {
    let x = grid(101).map { $0 < 0.3 ? 0.0 : 1 }
    let y = zip(x, noise(101)).map { 5 * $0 + $1 }
    let once = try #require(SplineRegression(predictors: [x], responses: [y]))
    let twice = try #require(
      SplineRegression(
        predictors: [x, x, [Double](repeating: 3, count: 101)], responses: [y]))
    #expect(once.parameterCount == 2 && twice.parameterCount == 2)
    #expect(zip(once.fitted[0], twice.fitted[0]).allSatisfy { abs($0 - $1) < 1e-9 })
    let none = try #require(SplineRegression(predictors: [], responses: [y]))
    #expect(none.parameterCount == 1)
    #expect(SplineRegression(predictors: [[1, 2, 3]], responses: [[1, 2, 3]]) == nil)
  }

  @Test("Predictors of another length, or with a NaN, stop the program")
  func stops() async {
    await #expect(processExitsWith: .failure) {
      _ = SplineRegression(predictors: [[1, 2, 3, 4]], responses: [[1, 2, 3, 4, 5]])
    }
    await #expect(processExitsWith: .failure) {
      _ = SplineRegression(predictors: [[1, 2, .nan, 4]], responses: [[1, 2, 3, 4]])
    }
  }
}
