/// How uncertain a parameter is: a distribution's name and its arguments, as data.
public enum ParameterDistribution: Sendable, Equatable {
  /// Known exactly, or not varied.
  case fixed
  /// Uniform from the first to the second number.
  case uniform(lower: Double, upper: Double)
  /// Normal with a mean and a standard deviation.
  case normal(mean: Double, sd: Double)
  /// Log-normal: the logarithm has this mean and standard deviation.
  case logNormal(meanLog: Double, sdLog: Double)
  /// Gamma with mean `shape * scale`.
  case gamma(shape: Double, scale: Double)
  /// Beta with mean `alpha / (alpha + beta)`.
  case beta(alpha: Double, beta: Double)
  /// Triangular.
  case triangular(minimum: Double, mode: Double, maximum: Double)

  /// Names in files and the names of their arguments, in order.
  static let forms: [(name: String, arguments: [String])] = [
    ("fixed", []), ("uniform", ["lower", "upper"]), ("normal", ["mean", "sd"]),
    ("logNormal", ["meanLog", "sdLog"]), ("gamma", ["shape", "scale"]),
    ("beta", ["alpha", "beta"]), ("triangular", ["minimum", "mode", "maximum"]),
  ]

  /// The name used in files.
  public var name: String {
    switch self {
    case .fixed: "fixed"
    case .uniform: "uniform"
    case .normal: "normal"
    case .logNormal: "logNormal"
    case .gamma: "gamma"
    case .beta: "beta"
    case .triangular: "triangular"
    }
  }

  /// The arguments, in the order of the file.
  public var arguments: [Double] {
    switch self {
    case .fixed: []
    case .uniform(let lower, let upper): [lower, upper]
    case .normal(let mean, let sd): [mean, sd]
    case .logNormal(let meanLog, let sdLog): [meanLog, sdLog]
    case .gamma(let shape, let scale): [shape, scale]
    case .beta(let alpha, let beta): [alpha, beta]
    case .triangular(let minimum, let mode, let maximum): [minimum, mode, maximum]
    }
  }

  /// Makes a distribution from its name and arguments; nil where the name or their number is wrong.
  init?(name: String, arguments: [Double]) {
    switch (name, arguments.count) {
    case ("fixed", 0): self = .fixed
    case ("uniform", 2): self = .uniform(lower: arguments[0], upper: arguments[1])
    case ("normal", 2): self = .normal(mean: arguments[0], sd: arguments[1])
    case ("logNormal", 2): self = .logNormal(meanLog: arguments[0], sdLog: arguments[1])
    case ("gamma", 2): self = .gamma(shape: arguments[0], scale: arguments[1])
    case ("beta", 2): self = .beta(alpha: arguments[0], beta: arguments[1])
    case ("triangular", 3):
      self = .triangular(minimum: arguments[0], mode: arguments[1], maximum: arguments[2])
    default: return nil
    }
  }

  /// What is wrong with the arguments; nil where nothing is.
  var complaint: String? {
    func positive(_ pairs: (String, Double)...) -> String? {
      pairs.first { $0.1 <= 0 }.map { "\($0.0) \(NumberText.text($0.1)) must be above 0." }
    }
    switch self {
    case .fixed: return nil
    case .uniform(let lower, let upper):
      return lower < upper
        ? nil : "lower \(NumberText.text(lower)) must be below upper \(NumberText.text(upper))."
    case .normal(_, let sd): return positive(("sd", sd))
    case .logNormal(_, let sdLog): return positive(("sdLog", sdLog))
    case .gamma(let shape, let scale): return positive(("shape", shape), ("scale", scale))
    case .beta(let alpha, let beta): return positive(("alpha", alpha), ("beta", beta))
    case .triangular(let minimum, let mode, let maximum):
      return minimum <= mode && mode <= maximum && minimum < maximum
        ? nil : "minimum, mode and maximum must not fall, and must not all be equal."
    }
  }

  /// As written in files: `{beta: [12, 88]}`.
  var text: String {
    "{\(name): [\(arguments.map(NumberText.text).joined(separator: ", "))]}"
  }
}
