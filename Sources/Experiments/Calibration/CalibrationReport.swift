internal import Foundation
internal import Statistics

/// What a calibration prints.
public struct CalibrationReport {
  private let file: CalibrationFile
  private let result: CalibrationResult
  private let tables: CalibrationTables

  /// Describes the result of a calibration.
  public init(_ file: CalibrationFile, _ result: CalibrationResult) {
    self.file = file
    self.result = result
    tables = CalibrationTables(file: file, result: result)
  }

  /// The text for people.
  public var text: String {
    """
    \(file.title)
    \(result.evaluations.count) evaluations of \(file.replications) replications, seed \(file.seed)

    \(targets)
    \(parameters)
    \(quality)
    """
  }

  private var targets: String {
    var table = TextTable([
      ("target", false), ("published", true), ("95 % interval", true), ("model", true),
      ("Monte Carlo error", true), ("z", true),
    ])
    for row in tables.fits {
      let interval = row.target.interval
      table.add([
        row.target.name, Self.text(row.target.value),
        interval.map { "\(Self.text($0.lowerBound)) to \(Self.text($0.upperBound))" } ?? "-",
        Self.text(row.figure.value), Self.text(row.figure.standardError),
        row.z.map { String(format: "%.2f", $0) } ?? "-",
      ])
    }
    return table.text
  }

  private var parameters: String {
    var table = TextTable([
      ("parameter", false), ("prior mean", true), ("prior sd", true), ("best fit", true),
      ("posterior mean", true), ("95 % interval", true), ("spread left", true),
      ("goes with", false),
    ])
    for row in tables.summaries {
      table.add([
        row.parameter.key, Self.text(row.priorMean), Self.text(row.priorSD), Self.text(row.best),
        Self.text(row.mean),
        "\(Self.text(row.interval.lowerBound)) to \(Self.text(row.interval.upperBound))",
        "\(Int((100 * row.shareLeft).rounded())) %\(row.isMoved ? "" : " (not moved)")",
        partner(row),
      ])
    }
    return table.text
  }

  /// The parameter with the strongest correlation above a half.
  private func partner(_ row: ParameterSummary) -> String {
    let others = zip(file.parameters.map(\.key), row.correlations)
      .compactMap { key, value in value.map { (key, $0) } }
      .filter { $0.0 != row.parameter.key && abs($0.1) > 0.5 }
    guard let strongest = others.max(by: { abs($0.1) < abs($1.1) }) else { return "-" }
    return "\(strongest.0) (\(String(format: "%.2f", strongest.1)))"
  }

  private var quality: String {
    let size = Int(result.posterior.effectiveSize)
    var lines = [
      "Posterior sample: \(result.posterior.points.count) points in \(result.stages.count - 1) "
        + "stages, worth \(size) independent ones; largest weight "
        + String(format: "%.3f", result.posterior.weights[result.posterior.heaviest])
        + "; log evidence " + String(format: "%.2f", result.scores.logMeanWeight) + "."
    ]
    if !result.isSampleConverged {
      lines.append(
        "note: the sample is not good enough for \(result.draws.count) draws. Give more stages.")
    }
    if file.method.searches > 0, !result.isSearchConverged {
      lines.append("note: the best search ran out of evaluations. Give it more.")
    }
    for (target, weight) in zip(file.targets, result.weights) where weight < 0.8 {
      lines.append(
        "note: Monte Carlo error takes \(Int((100 * (1 - weight)).rounded())) % of the weight of "
          + "\(target.name). Give more replications or larger communities.")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func text(_ value: Double?) -> String {
    value.map(CalibratedScenario.short) ?? "-"
  }
}
