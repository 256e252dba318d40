import TestSupport
import Testing

@testable import Experiments

@Suite("Inputs that are drawn together")
struct PosteriorDrawsTests {
  /// Deviations from the mean 0.25 are 0.05 and 0.15: squares sum to 0.05 in each column, products to
  /// 4 x 0.0075 = 0.03, so the correlation is 0.6.
  private static let rows = [[0.1, 0.2], [0.2, 0.1], [0.3, 0.4], [0.4, 0.3]]

  private static func input(_ key: String) -> UncertainInput {
    UncertainInput(
      key: key, value: 0.5, distribution: .uniform(lower: 0, upper: 1), range: 0...1)
  }

  private static func posterior(
    _ keys: [String] = ["c", "a"], _ rows: [[Double]] = rows
  ) -> PosteriorDraws {
    PosteriorDraws(
      inputs: keys.map(input), rows: rows, file: InputDigest(name: "p.csv", sha256: "0"))
  }

  private func draws(
    _ count: Int, _ method: DrawDesign.Method = .latinHypercube, inputs: [String],
    groups: [DrawDesign.CorrelatedGroup] = [], posterior: PosteriorDraws? = posterior(),
    seed: UInt64 = 3
  ) throws -> [Scenario.Inputs] {
    try DrawDesign(
      inputs: inputs.map(Self.input), method: method, groups: groups, posterior: posterior,
      seed: seed
    ).draws(count)
  }

  private func correlation(_ one: String, _ other: String, _ draws: [Scenario.Inputs]) -> Double {
    CorrelationTest(count: draws.count) { (draws[$0][one]!, draws[$0][other]!) }.correlation
  }

  @Test(
    "Latin hypercube: as many draws as rows take each row once, a multiple each as often",
    arguments: [1, 3])
  func eachRow(times: Int) throws {
    let draws = try draws(4 * times, inputs: ["a", "b", "c"])
    let taken = draws.map { [$0["c"]!, $0["a"]!] }
    for row in Self.rows { #expect(taken.count { $0 == row } == times, "\(row)") }
    // In an order of the seed's, not in that of the file: 12 of 12 in order would be chance of 1e-6.
    if times == 3 { #expect(taken != Self.rows.flatMap { Array(repeating: $0, count: 3) }) }
  }

  @Test("a file of many rows: each of them once")
  func manyRows() throws {
    let rows = (0..<1000).map { [Double($0) / 1000] }
    let draws = try draws(1000, inputs: ["a", "b"], posterior: Self.posterior(["a"], rows))
    #expect(draws.map { $0["a"]! }.sorted() == rows.map { $0[0] })
  }

  @Test(
    "the correlation is the file's; one by one there is none", arguments: DrawDesign.Method.allCases
  )
  func correlation(_ method: DrawDesign.Method) throws {
    let together = try draws(1024, method, inputs: ["a", "b", "c"])
    // The error of a normal sample of 1024, which these rows beat: (1 - r^2) / sqrt(n) = 0.02.
    let tolerance = method == .latinHypercube ? 1e-9 : 4.417 * 0.02
    #expect(abs(correlation("a", "c", together) - 0.6) < tolerance)
    #expect(abs(correlation("a", "b", together)) < 4.417 / 32)
    let apart = try draws(1024, method, inputs: ["a", "b", "c"], posterior: nil)
    #expect(abs(correlation("a", "c", apart)) < 4.417 / 32)
  }

  @Test(
    "numbers of the other inputs are those without the file", arguments: DrawDesign.Method.allCases)
  func others(_ method: DrawDesign.Method) throws {
    let inputs = ["a", "b", "c", "d"]
    let groups = [DrawDesign.CorrelatedGroup(keys: ["b", "d"], correlation: 0.5)]
    let without = try draws(64, method, inputs: inputs, groups: groups, posterior: nil)
    for keys in [["c", "a"], ["e", "c"], ["e", "f"]] {
      let with = try draws(
        64, method, inputs: inputs, groups: groups, posterior: Self.posterior(keys))
      for key in inputs {
        let areSame = with.map { $0[key] } == without.map { $0[key] }
        #expect(areSame == !keys.contains(key), "\(key) with \(keys)")
      }
      let taken = with.map { draw in keys.map { draw[$0]! } }
      #expect(taken.allSatisfy(Self.rows.contains) && Set(taken).count == 4, "\(keys)")
    }
  }

  @Test("rows are of the seed; plain random ones do not depend on how many draws there are")
  func seeds() throws {
    for method in DrawDesign.Method.allCases {
      let one = try draws(32, method, inputs: ["a", "b"])
      #expect(try one == draws(32, method, inputs: ["a", "b"]), "\(method)")
      #expect(try one != draws(32, method, inputs: ["a", "b"], seed: 4), "\(method)")
    }
    let plain = try draws(32, .monteCarlo, inputs: ["a", "b"])
    #expect(try plain == Array(draws(40, .monteCarlo, inputs: ["b", "a"]).prefix(32)))
  }

  @Test("an input cannot come from the file and be correlated with others as well")
  func groups() throws {
    #expect {
      try draws(
        4, inputs: ["a", "b"], groups: [.init(keys: ["a", "b"], correlation: 0.5)],
        posterior: Self.posterior(["a", "e"]))
    } throws: {
      "\($0)" == "a: it is correlated with others and comes from p.csv, too. Take it out of one."
    }
  }

  @Test("the row takes the place of a column's own number: Sobol's sequence has room for 40")
  func sobol() throws {
    let inputs = ["a"] + (1..<40).map { "k\($0)" }
    #expect(throws: Never.self) { try draws(4, .sobol, inputs: inputs) }
    #expect {
      try draws(4, .sobol, inputs: inputs, posterior: Self.posterior(["e", "f"]))
    } throws: {
      "\($0)".contains("sobol takes at most 40 inputs, and 41 are drawn")
    }
  }
}
