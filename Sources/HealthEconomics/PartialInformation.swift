internal import Statistics

/// The expected value of perfect information about some of the parameters (EVPPI), by regression.
///
/// What is known of net benefit once these parameters are known is its regression on them: the mean
/// over draws of the highest fitted net benefit, less the highest mean. Strong, Oakley and Brennan
/// (2014), doi:10.1177/0272989X13505910. The regression is additive in cubic splines with a product
/// for each pair (`SplineRegression`); an interaction of another form, or of three parameters, is not
/// seen and makes the value too small. Monte Carlo noise of the simulation is left in the residuals
/// and does not bias the value, unlike that of perfect information about everything.
///
/// Costs and effects are regressed apart, as differences from the first strategy; since they share a
/// basis, one regression serves all thresholds.
public struct PartialInformation: Sendable {
  private let strategyCount: Int
  private let regression: SplineRegression

  /// Regresses a sample on parameters; nil when there are too few draws for so many parameters.
  ///
  /// With p parameters, 2 + 2p + p(p - 1) draws suffice for straight lines; hundreds for splines.
  ///
  /// - Parameters:
  ///   - sample: two strategies or more.
  ///   - parameters: values by parameter and draw, of those to be known; finite.
  public init?(_ sample: ProbabilisticSample, parameters: [[Double]]) {
    precondition(sample.strategies.count > 1, "PartialInformation: fewer than two strategies")
    let differences = [sample.effects, sample.costs].flatMap { values in
      values.dropFirst().map { strategy in zip(strategy, values[0]).map { $0 - $1 } }
    }
    guard let regression = SplineRegression(predictors: parameters, responses: differences) else {
      return nil
    }
    self.regression = regression
    strategyCount = sample.strategies.count
  }

  /// The number of coefficients of the regression that was chosen.
  public var coefficientCount: Int { regression.parameterCount }

  /// Returns the value of knowing the parameters, for one person, at a threshold.
  ///
  /// The standard error is that of the regression's coefficients, carried on by the delta method, and
  /// that of a mean over so many draws. It leaves out the choice of knots and a bias upwards, which
  /// matters where two strategies are nearly equal: parameters that tell nothing then seem to be
  /// worth about as much as the error.
  public func value(at threshold: Double) -> InformationValue {
    Threshold.check(threshold)
    let benefits = fittedBenefits(at: threshold)
    let means = benefits.map(ProbabilisticSample.mean)
    let best = ProbabilisticSample.firstMaximum(means)
    let gains = RunningMoments(InformationValue.gains(benefits, choosing: best))
    guard let mean = gains.mean, let error = gains.standardError else { preconditionFailure() }
    let ofCoefficients = coefficientVariance(benefits, choosing: best, at: threshold)
    return InformationValue(
      threshold: threshold, perPerson: mean,
      standardError: (error * error + ofCoefficients).squareRoot())
  }

  /// Fitted net benefits over the first strategy, by strategy and draw.
  private func fittedBenefits(at threshold: Double) -> [[Double]] {
    let others = strategyCount - 1
    let first = regression.fitted[0].map { _ in 0.0 }
    return [first]
      + (0..<others).map { index in
        zip(regression.fitted[index], regression.fitted[others + index]).map {
          threshold * $0 - $1
        }
      }
  }

  /// The variance of the value through the coefficients: its derivative by each fitted net benefit is
  /// 1/n where that strategy is the best in a draw, less 1/n where it is the one chosen.
  private func coefficientVariance(
    _ benefits: [[Double]], choosing best: Int, at threshold: Double
  ) -> Double {
    let count = benefits[0].count
    var weights = benefits.map { _ in [Double](repeating: 0, count: count) }
    for draw in 0..<count {
      let highest = ProbabilisticSample.firstMaximum(benefits.map { $0[draw] })
      weights[highest][draw] += 1 / Double(count)
      weights[best][draw] -= 1 / Double(count)
    }
    let others = weights.dropFirst()
    return regression.varianceOfSum(
      weights: others.map { $0.map { threshold * $0 } } + others.map { $0.map { -$0 } })
  }
}
