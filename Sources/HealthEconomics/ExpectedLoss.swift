/// What is lost on average by choosing a strategy that is not the best one in every draw.
///
/// By strategy and threshold: the mean over draws of the highest net monetary benefit less the
/// strategy's. The lowest of the curves is the expected value of perfect information. Alarid-Escudero
/// et al. (2019), doi:10.1016/j.jval.2019.02.008.
public struct ExpectedLoss: Sendable {
  /// The names of the strategies.
  public let strategies: [String]
  /// The thresholds, in the order given.
  public let thresholds: [Double]
  /// The expected loss by strategy and threshold, in the currency of the costs, at least 0.
  public let losses: [[Double]]

  /// Computes the losses of a sample at thresholds, each at least 0.
  public init(_ sample: ProbabilisticSample, thresholds: [Double]) {
    var losses = sample.strategies.map { _ in [Double]() }
    for threshold in thresholds {
      let benefits = sample.netMonetaryBenefits(at: threshold)
      var sums = [Double](repeating: 0, count: benefits.count)
      for draw in 0..<sample.drawCount {
        let highest = benefits.reduce(-Double.infinity) { max($0, $1[draw]) }
        for index in benefits.indices { sums[index] += highest - benefits[index][draw] }
      }
      for index in sums.indices { losses[index].append(sums[index] / Double(sample.drawCount)) }
    }
    strategies = sample.strategies
    self.thresholds = thresholds
    self.losses = losses
  }
}
