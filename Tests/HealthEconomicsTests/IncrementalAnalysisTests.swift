import HealthEconomics
import TestSupport
import Testing

@Suite("Incremental analysis")
struct IncrementalAnalysisTests {
  private struct Unexpected: Error {}

  private func analysis(_ values: [(String, Double, Double)]) -> IncrementalAnalysis {
    IncrementalAnalysis(values.map { StrategyValue(name: $0.0, cost: $0.1, effect: $0.2) })
  }

  /// Cost and QALYs of eleven strategies against Clostridioides difficile, with the status and the
  /// ratios that the R package dampack prints for them (values printed to 2 and 5 digits).
  @Test("Eleven strategies have the frontier, dominance and ratios that dampack finds")
  func dampack() throws {
    let printed: [(String, Double, Double, Double?)] = [
      ("s3", 57_336.01, 12.93996, nil), ("s27", 57_541.25, 13.01406, 2_769.855),
      ("s33", 57_642.26, 13.03891, 4_065.031), ("s31", 57_934.07, 13.09663, 5_056.222),
      ("s43", 58_072.11, 13.11286, 8_504.216), ("s44", 58_665.78, 13.12833, 38_362.652),
      ("s39", 57_814.65, 13.04628, nil), ("s4", 57_887.48, 12.99707, nil),
      ("s13", 58_018.63, 13.06504, nil), ("s37", 58_081.79, 13.10297, nil),
      ("s20", 58_634.20, 13.11006, nil),
    ]
    let result = analysis(printed.map { ($0.0, $0.1, $0.2) })
    #expect(result.frontier.map(\.strategy.name) == ["s3", "s27", "s33", "s31", "s43", "s44"])
    try withEvery("strategy", in: printed) { name, _, _, ratio in
      let row = try #require(result.rows.first { $0.strategy.name == name })
      switch name {
      case "s39": try #require(row.status == .extendedlyDominated(by: "s33", and: "s31"))
      case "s4", "s13", "s37", "s20":
        guard case .dominated = row.status else { throw Unexpected() }
      default: try #require(row.status == .frontier)
      }
      guard let ratio else { return try #require(row.ratio == nil) }
      // Effects are known to 5e-6 each, of increments of 0.015 or more.
      let found = try #require(row.ratio)
      try #require(abs(found / ratio - 1) < 1e-3)
    }
  }

  /// Costs, quality-adjusted life months, and the ratios that the documentation of dampack prints.
  ///
  /// From Paltiel et al. (2006), Annals of Internal Medicine 145:797-806.
  @Test("Screening for HIV: published ratios, and one strategy dominated")
  func screening() throws {
    let months = [277.25, 277.57, 277.78, 277.83, 277.76]
    let costs = [26_000.0, 27_000, 28_020, 28_440, 29_440]
    let names = ["status quo", "one time", "5yr", "3yr", "annual"]
    let result = analysis((0..<5).map { (names[$0], costs[$0], months[$0] / 12) })
    let expected: [Double?] = [nil, 37_500, 58_285.714286, 100_800, nil]
    for (row, ratio) in zip(result.rows, expected) {
      if let ratio { #expect(try abs(#require(row.ratio) - ratio) < 1e-5) }
      if ratio == nil { #expect(row.ratio == nil) }
    }
    #expect(result.rows[4].status == .dominated(by: "5yr"))
  }

  /// Coco (2005), doi:10.1370/afm.375, table 2: costs in millions, QALYs in thousands.
  ///
  /// The published text says 30,800 for a QALY of p24 antigen testing, and that the two others are dominated.
  @Test("Testing for primary HIV infection: one dominated, one extendedly dominated, as published")
  func primaryInfection() throws {
    let result = analysis([
      ("none", 1_762.1e6, 69_710.0e3), ("third-generation", 2_233.6e6, 69_720.8e3),
      ("p24", 2_258.2e6, 69_726.1e3), ("rna", 2_561.8e6, 69_725.8e3),
    ])
    #expect(result.frontier.map(\.strategy.name) == ["none", "p24"])
    #expect(try (#require(result.frontier[1].ratio) / 100).rounded() * 100 == 30_800)
    #expect(result.rows[1].status == .extendedlyDominated(by: "none", and: "p24"))
    #expect(result.rows[3].status == .dominated(by: "p24"))
    // Pairwise with doing nothing, as a table with one reference would show: dominance is not seen.
    let pairs = result.comparisons(with: "none")
    #expect(pairs.map(\.strategy.name) == ["third-generation", "p24", "rna"])
    #expect(pairs.allSatisfy { $0.increment.quadrant == .northEast })
    #expect(try abs(#require(pairs[0].increment.ratio) - 43_657.4) < 0.1)
  }

  @Test("The frontier is the set of strategies that are best at some threshold")
  func hull() {
    // 30 strategies without order; the oracle tries thresholds from 0 in steps of 25.
    let values = (0..<30).map { index in
      let (x, y) = (Double(index * 37 % 101), Double(index * 61 % 89))
      return ("s\(index)", 100 * x * x + 2_000 * y, x + 5)
    }
    let strategies = values.map { StrategyValue(name: $0.0, cost: $0.1, effect: $0.2) }
    var best: Set<String> = []
    for step in 0...4_000 {
      best.insert(strategies.ranked(at: 25 * Double(step))[0].name)
    }
    let result = IncrementalAnalysis(strategies)
    #expect(Set(result.frontier.map(\.strategy.name)) == best)
    let ratios = result.frontier.compactMap(\.ratio)
    #expect(zip(ratios, ratios.dropFirst()).allSatisfy(<) && ratios.count > 3)
  }

  @Test("Ties: a twin is tied, a point on the line stays, equal effect at higher cost is dominated")
  func ties() {
    let result = analysis([
      ("none", 0, 0), ("twin", 0, 0), ("half", 50, 1), ("full", 100, 2), ("dear", 120, 2),
      ("same cost", 100, 1.5), ("dear twin", 120, 2),
    ])
    func status(_ name: String) -> IncrementalAnalysis.Status? {
      result.rows.first { $0.strategy.name == name }?.status
    }
    #expect(result.frontier.map(\.strategy.name) == ["none", "half", "full"])
    #expect(result.frontier.map(\.ratio) == [nil, 50, 50])
    #expect(status("twin") == .tied(with: "none"))
    #expect(status("dear") == .dominated(by: "full"))
    #expect(status("same cost") == .dominated(by: "full"))
    #expect(status("dear twin") == .tied(with: "dear"))
    #expect(analysis([("only", 5, 1)]).frontier.count == 1)
  }

  @Test("Quadrants, with points on the axes, and ratios only where they mean something")
  func quadrants() {
    let known: [(Double, Double, IncrementalPoint.Quadrant, Double?)] = [
      (10, 2, .northEast, 5), (10, -2, .northWest, nil), (-10, 2, .southEast, nil),
      (-10, -2, .southWest, 5), (0, 0, .origin, nil), (10, 0, .northWest, nil),
      (-10, 0, .southEast, nil), (0, 2, .southEast, nil), (0, -2, .northWest, nil),
    ]
    for (cost, effect, quadrant, ratio) in known {
      let point = IncrementalPoint(cost: cost, effect: effect)
      #expect(point.quadrant == quadrant && point.ratio == ratio, "(\(effect), \(cost))")
    }
  }

  @Test("Net benefits rank; ties keep their order")
  func ranking() {
    let values = [
      StrategyValue(name: "a", cost: 0, effect: 1), StrategyValue(name: "b", cost: 50, effect: 2),
      StrategyValue(name: "c", cost: 50, effect: 2),
    ]
    #expect(values.ranked(at: 20).map(\.name) == ["a", "b", "c"])
    #expect(values.ranked(at: 50).map(\.name) == ["a", "b", "c"])
    #expect(values.ranked(at: 51).map(\.name) == ["b", "c", "a"])
    #expect(values[1].netMonetaryBenefit(at: 100) == 150)
    #expect(values[1].netHealthBenefit(at: 100) == 1.5)
  }

  @Test("No strategies, two of one name and an unknown reference stop the program")
  func stops() async {
    await #expect(processExitsWith: .failure) { _ = IncrementalAnalysis([]) }
    await #expect(processExitsWith: .failure) {
      let one = StrategyValue(name: "a", cost: 0, effect: 1)
      _ = IncrementalAnalysis([one, one])
    }
    await #expect(processExitsWith: .failure) {
      let one = StrategyValue(name: "a", cost: 0, effect: 1)
      _ = IncrementalAnalysis([one]).comparisons(with: "b")
    }
  }
}
