public import Statistics

/// The model's own figure beside a target.
public struct TargetResult: Sendable {
  /// Whether the model's mean lies in the published interval.
  public enum Verdict: String, Sendable, CaseIterable {
    case inside, outside
    /// No interval was published, or the model's figure is not defined.
    case unknown = "no interval"
  }

  /// The published figure.
  public let target: Target
  /// Moments over the replications in which the figure is defined.
  public let replications: RunningMoments
  /// Whether the people of a trial were drawn by the model because its rows were not at hand.
  public let drawsTrialPeople: Bool

  /// The model's figure: the mean of the replications.
  public var mean: Double? { replications.mean }
  /// The Monte Carlo error of the mean.
  public var standardError: Double? { replications.standardError }
  /// The 95 % Monte Carlo interval of the mean.
  public var interval: Interval? { replications.confidenceInterval() }

  /// The distance from the published figure in standard errors of both; nil where one is not known.
  public var z: Double? {
    guard let likelihood = target.likelihood, let mean else { return nil }
    return likelihood.z(of: mean, standardError: standardError ?? 0)
  }

  /// The logarithm of the probability of what was published, given the model's mean.
  public var logLikelihood: Double? {
    guard let likelihood = target.likelihood, let mean else { return nil }
    return likelihood.logLikelihood(of: mean)
  }

  /// Whether the mean lies in the published interval.
  public var verdict: Verdict {
    guard let mean, let interval = target.interval else { return .unknown }
    return interval.contains(mean) ? .inside : .outside
  }
}
