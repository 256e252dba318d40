internal import Foundation
internal import Statistics

/// How likely a published figure is, given what the model says.
public enum Likelihood: Sendable, Equatable {
  /// The figure was measured with a normal error.
  case normal(mean: Double, sd: Double)
  /// The logarithm of the figure was measured with a normal error.
  case logNormal(meanLog: Double, sdLog: Double)
  /// Successes among independent trials; the model says the probability.
  case binomial(successes: Int, trials: Int)
  /// Events in an exposure; the model says the rate, per one unit of the exposure.
  ///
  /// A rate per 100 person-years goes with an exposure in hundreds of person-years.
  case poisson(events: Int, exposure: Double)

  /// The quantile of the normal distribution that leaves 2.5 % above it.
  static let normal95 = 1.959963984540054

  /// The logarithm of the probability, or of its density, of what was published if the model is right.
  ///
  /// Log-normal: the density of the logarithm. Minus infinity where the model makes it impossible.
  public func logLikelihood(of model: Double) -> Double {
    precondition(!model.isNaN, "the likelihood of a model's value that is not a number")
    switch self {
    case .normal(let mean, let sd): return Self.logDensity((mean - model) / sd, sd: sd)
    case .logNormal(let meanLog, let sdLog):
      guard model > 0 else { return -.infinity }
      return Self.logDensity((meanLog - log(model)) / sdLog, sd: sdLog)
    case .binomial(let successes, let trials):
      guard (0...1).contains(model) else { return -.infinity }
      let (hits, all) = (Double(successes), Double(trials))
      let ways = lgamma(all + 1) - lgamma(hits + 1) - lgamma(all - hits + 1)
      return ways + Self.times(hits, log(model)) + Self.times(all - hits, log1p(-model))
    case .poisson(let events, let exposure):
      guard model >= 0 else { return -.infinity }
      let (count, mean) = (Double(events), model * exposure)
      return Self.times(count, log(mean)) - mean - lgamma(count + 1)
    }
  }

  /// The 95 % interval of the published figure: of counts, Wilson's and Garwood's.
  public var interval: ClosedRange<Double> {
    switch self {
    case .normal(let mean, let sd): return mean - Self.normal95 * sd...mean + Self.normal95 * sd
    case .logNormal(let mean, let sd):
      return exp(mean - Self.normal95 * sd)...exp(mean + Self.normal95 * sd)
    case .binomial(let successes, let trials):
      let interval = Interval.wilson(successes: successes, trials: trials)
      return interval.lower...interval.upper
    case .poisson(let events, let exposure):
      let interval = Interval.poissonRate(events: events, exposure: exposure)
      return interval.lower...interval.upper
    }
  }

  /// The published figure that the likelihood is about.
  public var center: Double {
    switch self {
    case .normal(let mean, _): mean
    case .logNormal(let meanLog, _): exp(meanLog)
    case .binomial(let successes, let trials): Double(successes) / Double(trials)
    case .poisson(let events, let exposure): Double(events) / exposure
    }
  }

  /// The likelihood of a figure with a 95 % interval, for targets that give no other.
  ///
  /// Normal or log-normal, whichever has the figure nearer to the middle of the interval, measured in
  /// widths of the interval on that scale; the spread is the width by twice 1.96. Nil where the
  /// interval has no width.
  public init?(value: Double, interval: ClosedRange<Double>) {
    let (lower, upper) = (interval.lowerBound, interval.upperBound)
    guard lower < upper else { return nil }
    let offCenter = abs(value - (lower + upper) / 2) / (upper - lower)
    if lower > 0 {
      let width = log(upper / lower)
      let offCenterLog = abs(log(value) - (log(lower) + log(upper)) / 2) / width
      if offCenterLog < offCenter {
        self = .logNormal(meanLog: log(value), sdLog: width / (2 * Self.normal95))
        return
      }
    }
    self = .normal(mean: value, sd: (upper - lower) / (2 * Self.normal95))
  }

  /// How far the model is from the published figure, in standard errors of both together, to first
  /// order; nil where the published figure has no error or the logarithm no value.
  public func z(of model: Double, standardError: Double) -> Double? {
    let distance: Double
    let variance: Double
    switch self {
    case .normal(let mean, let sd):
      distance = model - mean
      variance = sd * sd + standardError * standardError
    case .logNormal(let meanLog, let sdLog):
      guard model > 0 else { return nil }
      distance = log(model) - meanLog
      variance = sdLog * sdLog + (standardError / model) * (standardError / model)
    case .binomial(_, let trials):
      distance = model - center
      variance = center * (1 - center) / Double(trials) + standardError * standardError
    case .poisson(_, let exposure):
      distance = model - center
      variance = center / exposure + standardError * standardError
    }
    return variance > 0 ? distance / variance.squareRoot() : nil
  }

  private static func logDensity(_ deviate: Double, sd: Double) -> Double {
    -deviate * deviate / 2 - log(sd * (2 * Double.pi).squareRoot())
  }

  /// A product in which 0 wins over infinity: no events of an impossible kind are certain.
  private static func times(_ count: Double, _ logarithm: Double) -> Double {
    count == 0 ? 0 : count * logarithm
  }
}
