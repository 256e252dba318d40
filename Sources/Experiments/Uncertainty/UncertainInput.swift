internal import Randomness

/// A number that a scenario's results depend on and that is not known exactly.
public struct UncertainInput: Sendable, Equatable {
  /// The key of a parameter, or `policy.<policy>.<lever>` for an effect of a policy.
  public var key: String
  /// The number where nothing is drawn.
  public var value: Double
  /// How uncertain it is.
  public var distribution: ParameterDistribution
  /// Values that are possible; the distribution is cut at its ends.
  public var range: ClosedRange<Double>
  /// What kinds of input belong together in an analysis by groups: the first word of the key, for
  /// policies the first two.
  public var group: String {
    let words = key.split(separator: ".")
    return words[0] == "policy" ? words.prefix(2).joined(separator: ".") : String(words[0])
  }

  /// The number below which a share `u` of its distribution lies, `u` in (0, 1).
  ///
  /// The distribution is cut at the range: `u` is a share of what is left.
  public func quantile(_ u: Double) -> Double {
    let whole = distribution.function(value)
    let lower = whole.cdf(range.lowerBound)
    let upper = whole.cdf(range.upperBound)
    precondition(lower < upper, "\(key): nothing of its distribution lies in \(range)")
    let number = whole.quantile(lower + (upper - lower) * u)
    // Rounding may step over the ends.
    return Swift.min(Swift.max(number, range.lowerBound), range.upperBound)
  }
}

extension ParameterDistribution {
  /// The distribution as a function; a fixed number keeps its value.
  func function(_ value: Double) -> Distribution {
    switch self {
    case .fixed: .fixed(value)
    case .uniform(let lower, let upper): .uniform(lower: lower, upper: upper)
    case .normal(let mean, let sd): .normal(mean: mean, standardDeviation: sd)
    case .logNormal(let meanLog, let sdLog): .logNormal(meanLog: meanLog, sdLog: sdLog)
    case .gamma(let shape, let scale): .gamma(shape: shape, scale: scale)
    case .beta(let alpha, let beta): .beta(alpha: alpha, beta: beta)
    case .triangular(let minimum, let mode, let maximum):
      .triangular(minimum: minimum, mode: mode, maximum: maximum)
    }
  }
}
