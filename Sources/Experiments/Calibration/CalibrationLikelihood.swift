/// What the model says of a target.
public struct TargetFigure: Sendable, Equatable {
  /// The mean over replications; nil where the quantity is not defined.
  public var value: Double?
  /// The Monte Carlo standard error of the mean; nil with fewer than two replications.
  public var standardError: Double?

  /// Describes a figure.
  public init(value: Double?, standardError: Double?) {
    self.value = value
    self.standardError = standardError
  }
}

/// How likely the targets are at a point, given what the model says there.
struct CalibrationLikelihood: Sendable {
  private let targets: [Target]
  /// For each target, the share of its weight that is left beside the Monte Carlo error.
  let weights: [Double]

  /// A likelihood that takes the model's figures as exact.
  init(_ targets: [Target]) {
    self.targets = targets
    weights = targets.map { _ in 1 }
  }

  /// A likelihood that knows the Monte Carlo error of an evaluation.
  ///
  /// With common random numbers the error of the model's figure is nearly the same at all points: it
  /// adds its variance to that of the published figure. For a normal likelihood that is the same as
  /// counting the logarithm with the weight `v / (v + e)`, with the variances `v` of the published
  /// figure and `e` of the model's; the others are treated alike.
  ///
  /// - Parameters:
  ///   - figures: the model's figures at a good fit, from `replications` runs.
  ///   - used: the number of runs of an evaluation.
  init(_ targets: [Target], figures: [TargetFigure], replications: Int, used: Int) {
    self.targets = targets
    weights = zip(targets, figures).map { target, figure in
      guard let likelihood = target.likelihood, let value = figure.value,
        let error = figure.standardError
      else { return 1 }
      let own = likelihood.variance(near: value)
      let variance = error * error * Double(replications) / Double(used)
      return own > 0 ? own / (own + variance) : 1
    }
  }

  /// The logarithm of the likelihood of all targets; minus infinity where a figure is not defined.
  func logLikelihood(of figures: [TargetFigure]) -> Double {
    zip(zip(targets, weights), figures).reduce(0) { sum, pair in
      guard let likelihood = pair.0.0.likelihood, let value = pair.1.value else {
        return -.infinity
      }
      return sum + pair.0.1 * likelihood.logLikelihood(of: value)
    }
  }
}

extension Likelihood {
  /// The variance of the published figure, on the scale of the model's value.
  func variance(near model: Double) -> Double {
    switch self {
    case .normal(_, let sd): sd * sd
    case .logNormal(_, let sdLog): sdLog * sdLog * model * model
    case .binomial(_, let trials): center * (1 - center) / Double(trials)
    case .poisson(_, let exposure): center / exposure
    }
  }
}
