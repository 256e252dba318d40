/// A distribution of one uncertain number, as parameter files name it.
///
/// A closed set, so that a new distribution is a list of compile errors. Parameters are legal when
/// `fault` is nil; every function stops the program otherwise.
public enum Distribution: Hashable, Sendable {
  /// A number known exactly.
  case fixed(Double)
  /// Uniform on an interval with `lower < upper`.
  case uniform(lower: Double, upper: Double)
  /// Normal, with a positive standard deviation.
  case normal(mean: Double, standardDeviation: Double)
  /// Log-normal: the logarithm is normal, with a positive standard deviation.
  case logNormal(meanLog: Double, sdLog: Double)
  /// Gamma with mean `shape * scale`.
  case gamma(shape: Double, scale: Double)
  /// Beta on 0...1 with mean `alpha / (alpha + beta)`.
  case beta(alpha: Double, beta: Double)
  /// Triangular, with `minimum <= mode <= maximum` and `minimum < maximum`.
  case triangular(minimum: Double, mode: Double, maximum: Double)
  /// Exponential, with a positive mean.
  case exponential(mean: Double)
  /// Weibull with survival `exp(-(x/scale)^shape)`; the shape is 0.01 or more.
  case weibull(scale: Double, shape: Double)

  /// What is wrong with the parameters, or nil; the text quotes the value.
  public var fault: String? {
    switch self {
    case .fixed(let value): return Self.finite("fixed value", value)
    case .uniform(let lower, let upper):
      return Self.finite("uniform lower", lower) ?? Self.finite("uniform upper", upper)
        ?? (lower < upper ? nil : "uniform lower \(lower) is not below upper \(upper)")
    case .normal(let mean, let deviation):
      return Self.finite("normal mean", mean)
        ?? Self.positive("normal standardDeviation", deviation)
    case .logNormal(let meanLog, let sdLog):
      return Self.finite("logNormal meanLog", meanLog)
        ?? Self.positive("logNormal sdLog", sdLog)
    case .gamma(let shape, let scale):
      return Self.positive("gamma shape", shape) ?? Self.positive("gamma scale", scale)
    case .beta(let alpha, let beta):
      return Self.positive("beta alpha", alpha) ?? Self.positive("beta beta", beta)
    case .triangular(let minimum, let mode, let maximum):
      return Self.finite("triangular minimum", minimum)
        ?? Self.finite("triangular mode", mode) ?? Self.finite("triangular maximum", maximum)
        ?? (minimum <= mode && mode <= maximum && minimum < maximum
          ? nil : "triangular \(minimum), \(mode), \(maximum) are not in order")
    case .exponential(let mean): return Self.positive("exponential mean", mean)
    case .weibull(let scale, let shape):
      return Self.positive("weibull scale", scale)
        ?? Self.positive("weibull shape", shape)
        ?? (shape >= 0.01 ? nil : "weibull shape \(shape) is below 0.01")
    }
  }

  /// Stops the program when the parameters are illegal.
  func requireLegal() {
    if let fault { preconditionFailure("Distribution: \(fault)") }
  }

  /// Returns a complaint when a value is not finite.
  private static func finite(_ name: String, _ value: Double) -> String? {
    value.isFinite ? nil : "\(name) \(value) is not finite"
  }

  /// Returns a complaint when a value is not positive and finite.
  private static func positive(_ name: String, _ value: Double) -> String? {
    value > 0 && value.isFinite ? nil : "\(name) \(value) is not positive and finite"
  }
}
