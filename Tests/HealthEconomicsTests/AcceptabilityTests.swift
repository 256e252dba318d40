import HealthEconomics
import Statistics
import TestSupport
import Testing

@Suite("Acceptability, expected loss and perfect information")
struct AcceptabilityTests {
  /// `Reference/sample_reference.csv`, by numpy 2.4 from the same 600 draws.
  @Test("Curves, frontier, losses and EVPI of a stored sample are those of numpy")
  func numpy() throws {
    let (sample, _) = try ReferenceFile.sample()
    let thresholds = [0.0, 5_000, 10_000, 15_000, 20_000, 30_000, 50_000, 100_000]
    let curve = AcceptabilityCurve(sample, thresholds: thresholds)
    let loss = ExpectedLoss(sample, thresholds: thresholds)
    let rows = try ReferenceFile.rows("sample_reference.csv")
    #expect(rows.count == 80)
    try withEvery("row", in: rows) { row in
      let (threshold, value) = try (
        #require(Double(row["threshold"]!)), #require(Double(row["value"]!))
      )
      let index = try #require(thresholds.firstIndex(of: threshold))
      let strategy = Int(row["strategy"]!)
      switch row["quantity"] {
      case "ceac": try #require(isClose(curve.probabilities[strategy!][index], value))
      case "loss": try #require(isClose(loss.losses[strategy!][index], value))
      case "best": try #require(curve.best[index] == strategy)
      case "ceaf": try #require(isClose(curve.frontier[index], value))
      case "evpi":
        try #require(isClose(InformationValue.perfect(sample, at: threshold).perPerson, value))
      case "evpi_se":
        try #require(isClose(InformationValue.perfect(sample, at: threshold).standardError, value))
      default: Issue.record("unknown \(row)")
      }
    }
  }

  @Test("Probabilities add up to one, and the lowest loss is the EVPI of the best strategy")
  func identities() throws {
    let (sample, _) = try ReferenceFile.sample()
    let thresholds = (0...40).map { 2_500 * Double($0) }
    let curve = AcceptabilityCurve(sample, thresholds: thresholds)
    let loss = ExpectedLoss(sample, thresholds: thresholds)
    for index in thresholds.indices {
      #expect(isClose(curve.probabilities.reduce(0) { $0 + $1[index] }, 1))
      let value = InformationValue.perfect(sample, at: thresholds[index]).perPerson
      let lowest = loss.losses.map { $0[index] }.min() ?? .nan
      #expect(isClose(lowest, value) && isClose(loss.losses[curve.best[index]][index], value))
    }
  }

  @Test("The strategy most often best need not have the highest mean; ties are shared")
  func frontier() {
    // Net benefit of b over a: 1, 1, 1, -9: b is the best three times of four, a on average.
    let sample = ProbabilisticSample(
      strategies: ["a", "b"], costs: [[0, 0, 0, 0], [-1, -1, -1, 9]],
      effects: [[1, 1, 1, 1], [1, 1, 1, 1]])
    let curve = AcceptabilityCurve(sample, thresholds: [100])
    #expect(curve.probabilities == [[0.25], [0.75]])
    #expect(curve.best == [0] && curve.frontier == [0.25])
    #expect(isClose(curve.standardError(strategy: 0, threshold: 0), (0.1875 / 4).squareRoot()))
    let tied = ProbabilisticSample(
      strategies: ["a", "b", "c"], costs: [[0, 0], [0, 5], [9, 9]],
      effects: [[1, 1], [1, 1], [1, 1]])
    let shares = AcceptabilityCurve(tied, thresholds: [0])
    #expect(shares.probabilities == [[0.75], [0.25], [0]])
    #expect(shares.best == [0])
  }

  @Test("The plane: quadrants, the mean point, and the share that is cost-effective")
  func plane() {
    let sample = ProbabilisticSample(
      strategies: ["a", "b"], costs: [[0, 0, 0, 0, 0], [10, 10, -10, -10, 20]],
      effects: [[0, 0, 0, 0, 0], [1, -1, 1, -1, 4]])
    let plane = CostEffectivenessPlane(sample, strategy: 1, comparedWith: 0)
    #expect(plane.share(in: .northEast) == 0.4 && plane.share(in: .northWest) == 0.2)
    #expect(plane.share(in: .southEast) == 0.2 && plane.share(in: .southWest) == 0.2)
    #expect(isClose(plane.mean.cost, 4) && isClose(plane.mean.effect, 0.8))
    #expect(plane.mean.ratio.map { isClose($0, 5) } == true)
    // At 6: benefits -4, -16, 16, 4, 4.
    #expect(plane.shareCostEffective(at: 6) == 0.6)
    let paired = sample.netMonetaryBenefitDifference(of: 1, comparedWith: 0, at: 6)
    #expect(paired.difference.mean.map { isClose($0, 0.8) } == true)
  }

  @Test("Population value: per person, times people, times discounted years")
  func population() throws {
    let (sample, _) = try ReferenceFile.sample()
    let value = InformationValue.perfect(sample, at: 20_000)
    let whole = value.populationValue(personsPerYear: 1_000, years: 10, discounting: .none)
    #expect(isClose(whole, 10_000 * value.perPerson))
  }

  @Test("Unequal numbers of draws and a negative threshold stop the program")
  func stops() async {
    await #expect(processExitsWith: .failure) {
      _ = ProbabilisticSample(strategies: ["a"], costs: [[1, 2]], effects: [[1]])
    }
    await #expect(processExitsWith: .failure) {
      let sample = ProbabilisticSample(strategies: ["a"], costs: [[1, 2]], effects: [[1, 2]])
      _ = InformationValue.perfect(sample, at: -1)
    }
  }
}
