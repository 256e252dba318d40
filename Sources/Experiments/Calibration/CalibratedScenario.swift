internal import Foundation
internal import Statistics

/// `calibrated.yaml`: the fitted parameters as a piece of a scenario, for `extends`.
struct CalibratedScenario {
  let file: CalibrationFile
  let result: CalibrationResult

  /// The text of the file.
  var text: String {
    var lines = [
      "# \(file.title)",
      "# Fitted on \(file.date) by: moudsim calibrate \(file.name)",
      "# seed \(file.seed), \(file.replications) replications for each evaluation; "
        + "posterior sample of effective size \(Int(result.posterior.effectiveSize)).",
      "# Values are those of the best fit together; distributions are the posterior's, one by one.",
      "# What they have to do with each other is in posterior.csv alone.",
      "parameters:",
    ]
    for (axis, parameter) in file.parameters.enumerated() { lines += entry(parameter, axis) }
    return lines.joined(separator: "\n") + "\n"
  }

  private func entry(_ parameter: CalibrationParameter, _ axis: Int) -> [String] {
    let value = Self.rounded(result.best[axis])
    let mean = result.posterior.mean[axis]
    let sd = result.posterior.covariance[axis][axis].squareRoot()
    let distribution = parameter.input.distribution.fitted(
      mean: mean, sd: sd, range: parameter.input.range
    ).mapped(Self.rounded)
    let interval = [0.025, 0.975].map { Self.short(result.posterior.quantile($0, axis: axis)) }
    let left = result.scores.covariance[axis][axis].squareRoot()
    let note =
      "95 % posterior interval \(interval[0]) to \(interval[1]); "
      + "the targets left \(Int((100 * left).rounded())) % of the prior's spread"
    return [
      "  \(parameter.key):",
      "    value: \(NumberText.text(value))",
      "    distribution: \(distribution.text)",
      "    source: \(ScenarioWriter.quoted("fitted to \(sources)"))",
      "    note: \(ScenarioWriter.quoted(note))",
    ]
  }

  private var sources: String {
    var keys: [String] = []
    for key in file.targets.flatMap(\.sources) where !keys.contains(key) { keys.append(key) }
    return keys.joined(separator: ", ")
  }

  /// A number with four digits: the Monte Carlo error is larger than the rest.
  static func rounded(_ value: Double) -> Double { Double(String(format: "%.4g", value)) ?? value }

  /// A number with three digits.
  static func short(_ value: Double) -> String {
    NumberText.text(Double(String(format: "%.3g", value)) ?? value)
  }
}

extension ParameterDistribution {
  /// The same distribution with changed arguments.
  fileprivate func mapped(_ change: (Double) -> Double) -> ParameterDistribution {
    ParameterDistribution(name: name, arguments: arguments.map(change)) ?? self
  }
}
