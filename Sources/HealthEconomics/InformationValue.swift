internal import Statistics

/// What it would be worth to know uncertain parameters before choosing, for one person or decision.
public struct InformationValue: Hashable, Sendable {
  /// The threshold: what a unit of effect is worth.
  public let threshold: Double
  /// The value for one person, in the currency of the costs; at least 0 but for rounding.
  public let perPerson: Double
  /// The standard error of the value, from the finite number of draws.
  ///
  /// 0 where no draw would change the choice: then the value is below what this many draws can see.
  public let standardError: Double

  /// Returns the value for all people whom the choice concerns.
  ///
  /// - Parameters:
  ///   - personsPerYear: how many are concerned in a year.
  ///   - years: for how many years the choice holds.
  ///   - discounting: the discounting of later years.
  public func populationValue(
    personsPerYear: Double, years: Double, discounting: Discounting
  ) -> Double {
    perPerson * personsPerYear * discounting.presentValueOfFlow(from: 0, to: years)
  }

  /// The expected value of perfect information (EVPI) about all parameters.
  ///
  /// The mean over draws of the highest net monetary benefit, less the highest mean. Monte Carlo
  /// noise in the sample adds to it, and so does a finite number of draws: the estimate is biased
  /// upwards, by little when one strategy is clearly the best.
  public static func perfect(
    _ sample: ProbabilisticSample, at threshold: Double
  ) -> InformationValue {
    let benefits = sample.netMonetaryBenefits(at: threshold)
    let best = ProbabilisticSample.firstMaximum(benefits.map(ProbabilisticSample.mean))
    let gains = RunningMoments(Self.gains(benefits, choosing: best))
    guard let mean = gains.mean, let error = gains.standardError else { preconditionFailure() }
    return InformationValue(threshold: threshold, perPerson: mean, standardError: error)
  }

  /// By draw, the highest of the benefits less that of the chosen strategy.
  static func gains(_ benefits: [[Double]], choosing best: Int) -> [Double] {
    benefits[best].indices.map { draw in
      benefits.reduce(-Double.infinity) { max($0, $1[draw]) } - benefits[best][draw]
    }
  }
}
