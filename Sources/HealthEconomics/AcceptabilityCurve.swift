/// The probability that each strategy is the best one, over thresholds (CEAC and CEAF).
///
/// Van Hout et al. (1994), doi:10.1002/hec.4730030505; the frontier by Fenwick, Claxton and Sculpher
/// (2001), doi:10.1002/hec.635. In a draw in which several strategies are equally good each counts as
/// the best with an equal share, so that probabilities add up to 1.
public struct AcceptabilityCurve: Sendable {
  /// The names of the strategies.
  public let strategies: [String]
  /// The thresholds, in the order given.
  public let thresholds: [Double]
  /// The probability of being the best, by strategy and threshold.
  public let probabilities: [[Double]]
  /// The index of the strategy with the highest expected net benefit at each threshold.
  ///
  /// It need not be the one most often the best. The first one given where several are equal.
  public let best: [Int]
  private let drawCount: Int

  /// Computes the curves of a sample at thresholds, each at least 0.
  ///
  /// Complexity: O(thresholds x strategies x draws).
  public init(_ sample: ProbabilisticSample, thresholds: [Double]) {
    var probabilities = sample.strategies.map { _ in [Double]() }
    for threshold in thresholds {
      let shares = Self.shares(sample.netMonetaryBenefits(at: threshold))
      for index in shares.indices { probabilities[index].append(shares[index]) }
    }
    strategies = sample.strategies
    self.thresholds = thresholds
    self.probabilities = probabilities
    best = thresholds.map(sample.best)
    drawCount = sample.drawCount
  }

  /// The acceptability frontier: by threshold, the probability that the strategy with the highest
  /// expected net benefit is the best.
  public var frontier: [Double] {
    best.enumerated().map { index, strategy in probabilities[strategy][index] }
  }

  /// Returns the standard error of a probability of the curve, from the number of draws.
  ///
  /// It is 0 at 0 and at 1, where draws cannot say how far from certain they are.
  public func standardError(strategy: Int, threshold index: Int) -> Double {
    let probability = probabilities[strategy][index]
    return (probability * (1 - probability) / Double(drawCount)).squareRoot()
  }

  private static func shares(_ benefits: [[Double]]) -> [Double] {
    let count = benefits[0].count
    var shares = [Double](repeating: 0, count: benefits.count)
    for draw in 0..<count {
      var (highest, ties) = (-Double.infinity, 0)
      for benefit in benefits where benefit[draw] >= highest {
        ties = benefit[draw] > highest ? 1 : ties + 1
        highest = benefit[draw]
      }
      for index in benefits.indices where benefits[index][draw] == highest {
        shares[index] += 1 / Double(ties)
      }
    }
    return shares.map { $0 / Double(count) }
  }
}
