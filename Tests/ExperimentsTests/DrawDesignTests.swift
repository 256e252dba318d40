import Testing

@testable import Experiments

@Suite("Draws of uncertain inputs")
struct DrawDesignTests {
  private static func input(_ key: String) -> UncertainInput {
    UncertainInput(
      key: key, value: 0.5, distribution: .uniform(lower: 0, upper: 2), range: 0...1)
  }

  private func numbers(_ key: String, _ draws: [Scenario.Inputs]) -> [Double] {
    draws.map { $0[key]! }
  }

  /// Pearson's correlation.
  private func correlation(_ a: [Double], _ b: [Double]) -> Double {
    let n = Double(a.count)
    let (meanA, meanB) = (a.reduce(0, +) / n, b.reduce(0, +) / n)
    let cross = zip(a, b).reduce(0) { $0 + ($1.0 - meanA) * ($1.1 - meanB) }
    let squares = [(a, meanA), (b, meanB)].map { values, mean in
      values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    }
    return cross / (squares[0] * squares[1]).squareRoot()
  }

  @Test("each design gives the mean of the cut distribution", arguments: DrawDesign.Method.allCases)
  func mean(_ method: DrawDesign.Method) throws {
    let design = try DrawDesign(inputs: ["a", "b"].map(Self.input), method: method, seed: 3)
    let draws = design.draws(1024)
    // Uniform on 0...2 cut at 1 has mean 1/2 and standard deviation 1/sqrt(12); the bound is 4.417
    // standard errors of independent draws, which the others beat.
    for key in ["a", "b"] {
      let mean = numbers(key, draws).reduce(0, +) / 1024
      #expect(abs(mean - 0.5) < 4.417 * 0.28868 / 32)
    }
    #expect(abs(correlation(numbers("a", draws), numbers("b", draws))) < 4.417 / 32)
  }

  @Test("Latin hypercube: one number in each of the equal shares")
  func strata() throws {
    let design = try DrawDesign(inputs: [Self.input("a")], method: .latinHypercube, seed: 3)
    let shares = numbers("a", design.draws(50)).map { Int($0 * 50) }
    #expect(shares.sorted() == Array(0..<50))
  }

  @Test(
    "Monte Carlo: an input's numbers do not depend on the others, nor on how many draws there are")
  func stable() throws {
    let one = try DrawDesign(inputs: [Self.input("a")], method: .monteCarlo, seed: 3)
    let two = try DrawDesign(inputs: ["b", "a"].map(Self.input), method: .monteCarlo, seed: 3)
    #expect(numbers("a", one.draws(20)) == Array(numbers("a", two.draws(30)).prefix(20)))
    let other = try DrawDesign(inputs: [Self.input("a")], method: .monteCarlo, seed: 4)
    #expect(numbers("a", one.draws(20)) != numbers("a", other.draws(20)))
  }

  @Test("members of a group are correlated as asked, strangers are not")
  func groups() throws {
    let design = try DrawDesign(
      inputs: ["a", "b", "c"].map(Self.input), method: .monteCarlo,
      groups: [.init(keys: ["a", "c"], correlation: 0.8)], seed: 9)
    let draws = design.draws(4000)
    let (a, b, c) = (numbers("a", draws), numbers("b", draws), numbers("c", draws))
    // Spearman's coefficient of normal scores with correlation r is 6/pi asin(r/2) = 0.7859; for
    // uniforms it is Pearson's. The standard error of n = 4000 is below (1 - r^2)/sqrt(n) = 0.0061
    // times 1.1.
    #expect(abs(correlation(a, c) - 0.7859) < 4.417 * 0.0067)
    #expect(abs(correlation(a, b)) < 4.417 / 63.2)
  }

  @Test("impossible designs are refused by name")
  func faults() throws {
    let inputs = ["a", "b"].map(Self.input)
    #expect {
      try DrawDesign(
        inputs: inputs, method: .monteCarlo, groups: [.init(keys: ["a", "z"], correlation: 0.1)],
        seed: 1)
    } throws: { "\($0)" == "z: it is correlated with others but not uncertain." }
    #expect(throws: InputFault.self) {
      try DrawDesign(
        inputs: inputs, method: .monteCarlo, groups: [.init(keys: ["a", "b"], correlation: 1)],
        seed: 1)
    }
    #expect {
      try DrawDesign(
        inputs: (0..<41).map { Self.input("k\($0)") }, method: .sobol, seed: 1)
    } throws: { "\($0)".contains("sobol takes at most 40 inputs, and 41 are drawn") }
  }
}
