internal import Statistics

/// The tables of a calibration.
struct CalibrationTables {
  let file: CalibrationFile
  let result: CalibrationResult

  private var keys: [String] { file.parameters.map(\.key) }

  /// `posterior.csv`: one row for each draw, one column for each parameter.
  func posterior(_ path: String) throws(OutputError) -> WrittenFile {
    var table = try CSVFile(path: path, columns: ["draw"] + keys)
    for (index, draw) in result.draws.enumerated() {
      try table.row([.integer(index + 1)] + draw.map { .number($0) })
    }
    return try table.close()
  }

  /// `evaluations.csv`: every point that was tried, with the model's figure for each target.
  func evaluations(_ path: String) throws(OutputError) -> WrittenFile {
    var table = try CSVFile(
      path: path,
      columns: ["evaluation", "phase", "stage"] + keys + file.targets.map { "model.\($0.name)" }
        + ["log_likelihood", "posterior_weight"])
    for (index, evaluation) in result.evaluations.enumerated() {
      let fit = evaluation.logLikelihood
      try table.row(
        [.integer(index + 1), .text(evaluation.phase), .integer(evaluation.stage)]
          + evaluation.values.map { .number($0) } + evaluation.figures.map { .number($0.value) }
          + [.number(fit.isFinite ? fit : nil), .number(result.evaluationWeights[index])])
    }
    return try table.close()
  }

  /// `fit.csv`: each target beside the model at the best fit.
  func fit(_ path: String) throws(OutputError) -> WrittenFile {
    var table = try CSVFile(
      path: path,
      columns: [
        "target", "quantity", "scenario", "strategy", "published", "ci95_low", "ci95_high", "model",
        "monte_carlo_se", "z", "monte_carlo_weight",
      ])
    for (index, row) in fits.enumerated() {
      try table.row([
        .text(row.target.name), .text(row.target.quantity.name), .text(row.target.scenario),
        .text(row.target.strategy ?? Scenario.base), .number(row.target.value),
        .number(row.target.interval?.lowerBound), .number(row.target.interval?.upperBound),
        .number(row.figure.value), .number(row.figure.standardError), .number(row.z),
        .number(result.weights[index]),
      ])
    }
    return try table.close()
  }

  /// `identifiability.csv`: what the targets say of each parameter, and which go together.
  func identifiability(_ path: String) throws(OutputError) -> WrittenFile {
    var table = try CSVFile(
      path: path,
      columns: [
        "parameter", "prior", "prior_mean", "prior_sd", "best_fit", "posterior_mean",
        "posterior_sd",
        "ci95_low", "ci95_high", "share_of_prior_sd_left", "shift_in_prior_sd", "moved",
      ] + keys.map { "correlation.\($0)" })
    for row in summaries {
      try table.row(
        [
          .text(row.parameter.key), .text(row.parameter.origin.rawValue), .number(row.priorMean),
          .number(row.priorSD), .number(row.best), .number(row.mean), .number(row.sd),
          .number(row.interval.lowerBound), .number(row.interval.upperBound),
          .number(row.shareLeft), .number(row.shift), .text(row.isMoved ? "yes" : "no"),
        ] + row.correlations.map { .number($0) })
    }
    return try table.close()
  }

  /// A target, the model's figure at the best fit, and their distance in standard errors.
  var fits: [(target: Target, figure: TargetFigure, z: Double?)] {
    zip(file.targets, result.figures).map { target, figure in
      let z = figure.value.flatMap {
        target.likelihood?.z(of: $0, standardError: figure.standardError ?? 0)
      }
      return (target, figure, z)
    }
  }

  /// What the targets say of each parameter.
  var summaries: [ParameterSummary] {
    let scores = result.scores.covariance
    let covariance = result.posterior.covariance
    let mean = result.posterior.mean
    let scoreMean = result.scores.mean
    return file.parameters.enumerated().map { axis, parameter in
      let prior = RunningMoments(
        (0..<1000).map { parameter.input.quantile((Double($0) + 0.5) / 1000) })
      return ParameterSummary(
        parameter: parameter, priorMean: prior.mean ?? 0, priorSD: prior.standardDeviation ?? 0,
        best: result.best[axis], mean: mean[axis], sd: covariance[axis][axis].squareRoot(),
        interval: result.posterior.quantile(
          0.025, axis: axis)...result.posterior.quantile(
            0.975, axis: axis),
        shareLeft: scores[axis][axis].squareRoot(), shift: scoreMean[axis],
        correlations: scores.indices.map { other in
          let scale = (scores[axis][axis] * scores[other][other]).squareRoot()
          return scale > 0 ? scores[axis][other] / scale : nil
        })
    }
  }
}

/// What the targets say of a parameter.
struct ParameterSummary {
  var parameter: CalibrationParameter
  var priorMean: Double
  var priorSD: Double
  var best: Double
  var mean: Double
  var sd: Double
  var interval: ClosedRange<Double>
  /// Standard deviation of the posterior in those of the prior, on the prior's normal scale.
  var shareLeft: Double
  /// Distance of the posterior's mean from the prior's, on the same scale.
  var shift: Double
  /// With every parameter, itself included; nil where one does not vary.
  var correlations: [Double?]

  /// Whether the targets say anything of the parameter.
  var isMoved: Bool { shareLeft < 0.8 || abs(shift) > 0.5 }
}
