internal import Foundation
internal import Randomness

/// A parameter that is fitted, with what is believed of it beforehand.
///
/// The search moves on a scale where the prior is standard normal: the score. A score of 0 is the
/// prior's median, whatever the prior's form, and no score leaves the range.
public struct CalibrationParameter: Sendable, Equatable {
  /// Where the prior comes from.
  public enum Origin: String, Sendable {
    /// The parameter file's own distribution, cut at its range.
    case evidence
    /// A distribution of the calibration file, cut at the parameter's range.
    case distribution
    /// Two ends of the calibration file, all between equally likely.
    case bounds
  }

  /// The key, its value today, the prior and its ends.
  public var input: UncertainInput
  /// Where the prior comes from.
  public var origin: Origin

  /// The key of the parameter.
  public var key: String { input.key }

  /// Scores further out stand for a share of 1e-9 of the prior; there the value stays.
  static let furthestScore = 6.0

  private static let standard = Distribution.normal(mean: 0, standardDeviation: 1)

  /// The value that a score stands for.
  func value(score: Double) -> Double {
    let inside = min(max(score, -Self.furthestScore), Self.furthestScore)
    return input.quantile(Self.standard.cdf(inside))
  }

  /// The score of a value within the range.
  func score(value: Double) -> Double {
    let whole = input.distribution.function(input.value)
    let lower = whole.cdf(input.range.lowerBound)
    let upper = whole.cdf(input.range.upperBound)
    let share = (whole.cdf(value) - lower) / (upper - lower)
    let tail = Self.standard.cdf(-Self.furthestScore)
    return Self.standard.quantile(min(max(share, tail), 1 - tail))
  }

  /// What the prior adds to the logarithm of the posterior at a score: bounds add nothing.
  func logPrior(score: Double) -> Double { origin == .bounds ? 0 : -score * score / 2 }
}

extension ParameterDistribution {
  /// A distribution of the same kind as the prior with a mean and a standard deviation.
  ///
  /// Priors without a tail of their own become a beta distribution where the range is a share, a
  /// log-normal one where it is positive, and a normal one else.
  func fitted(mean: Double, sd: Double, range: ClosedRange<Double>) -> ParameterDistribution {
    guard sd > 0 else { return .fixed }
    let isPositive = range.lowerBound >= 0 && mean > 0
    let isShare = isPositive && range.upperBound <= 1 && sd * sd < mean * (1 - mean)
    switch self {
    case .beta where isShare: return .beta(mean: mean, sd: sd)
    case .gamma where isPositive:
      return .gamma(shape: mean * mean / (sd * sd), scale: sd * sd / mean)
    case .normal: return .normal(mean: mean, sd: sd)
    case .fixed, .uniform, .triangular, .beta, .gamma, .logNormal:
      if case .logNormal = self, isPositive { return .logNormal(mean: mean, sd: sd) }
      if isShare { return .beta(mean: mean, sd: sd) }
      return isPositive ? .logNormal(mean: mean, sd: sd) : .normal(mean: mean, sd: sd)
    }
  }

  private static func beta(mean: Double, sd: Double) -> ParameterDistribution {
    let size = mean * (1 - mean) / (sd * sd) - 1
    return .beta(alpha: mean * size, beta: (1 - mean) * size)
  }

  private static func logNormal(mean: Double, sd: Double) -> ParameterDistribution {
    let variance = log(1 + sd * sd / (mean * mean))
    return .logNormal(meanLog: log(mean) - variance / 2, sdLog: variance.squareRoot())
  }
}
