internal import Foundation
internal import Statistics
internal import Synchronization

/// A calibration that was stopped; what was evaluated is kept.
public struct CalibrationStopped: Error, Sendable {
  /// Evaluations that are in the log.
  public let evaluations: Int
}

/// One evaluation as it is told in `evaluations.csv`.
struct CalibrationEvaluation: Sendable {
  /// What the evaluation was for: `design`, `posterior` or `search`.
  var phase: String
  /// Number of the search or the stage, from 1; 0 for the others.
  var stage: Int
  /// Values of the parameters, in their order.
  var values: [Double]
  var figures: [TargetFigure]
  var logLikelihood: Double
}

/// Evaluates points in parallel, through the log, and searches with them.
///
/// Every search is the same for the same file: a calibration that goes on after it was stopped asks
/// for the same points again and finds them in the log.
struct CalibrationSearch: Sendable {
  /// Runs the model at some inputs a number of times, in one thread.
  typealias Simulator = @Sendable (Scenario.Inputs, Int) throws -> [TargetFigure]

  let file: CalibrationFile
  let log: ResultLog
  let threads: Int
  let cancellation: Cancellation
  /// Called after every evaluation.
  let progress: @Sendable () -> Void
  let simulate: Simulator

  /// Values of the parameters at scores.
  func values(_ scores: [Double]) -> [Double] {
    zip(file.parameters, scores).map { $0.value(score: $1) }
  }

  /// The model's figures at a point, from the log or from runs.
  func figures(_ values: [Double], replications: Int) throws -> [TargetFigure] {
    let point = [Double(replications)] + values
    let numbers = try log.result(at: point) {
      guard !cancellation.isCancelled else { throw Interrupted() }
      let inputs = Dictionary(
        uniqueKeysWithValues: zip(file.parameters.map(\.key), values))
      return try simulate(inputs, replications).flatMap { figure in
        [figure.value ?? .nan, figure.standardError ?? .nan]
      }
    }
    progress()
    return stride(from: 0, to: numbers.count, by: 2).map { index in
      TargetFigure(
        value: numbers[index].isNaN ? nil : numbers[index],
        standardError: numbers[index + 1].isNaN ? nil : numbers[index + 1])
    }
  }

  /// The model's figures at many points, which are evaluated in parallel.
  func figures(at scores: [[Double]]) throws -> [[TargetFigure]] {
    try parallel(scores.count) { index in
      try figures(values(scores[index]), replications: file.replications)
    }
  }

  /// Searches for the best fit from some points, one search in a thread.
  func searches(
    from starts: [[Double]], likelihood: CalibrationLikelihood
  ) throws -> [(result: NelderMead.Result, path: [CalibrationEvaluation])] {
    let search = NelderMead(
      step: 0.5, tolerance: file.method.tolerance, maximumEvaluations: file.method.evaluations)
    return try parallel(starts.count) { index in
      var path: [CalibrationEvaluation] = []
      let result = try search.minimum(from: starts[index]) { scores in
        let values = values(scores)
        let figures = try figures(values, replications: file.replications)
        let fit = likelihood.logLikelihood(of: figures)
        path.append(
          CalibrationEvaluation(
            phase: "search", stage: index + 1, values: values, figures: figures,
            logLikelihood: fit))
        return Self.height(scores, logLikelihood: fit, parameters: file.parameters)
      }
      return (result, path)
    }
  }

  /// What a search makes small: minus the logarithm of the posterior, finite everywhere, and rising
  /// where scores go beyond what has a value.
  static func height(
    _ scores: [Double], logLikelihood: Double, parameters: [CalibrationParameter]
  ) -> Double {
    let logPrior = zip(parameters, scores).reduce(0) { $0 + $1.0.logPrior(score: $1.1) }
    let beyond = scores.reduce(0) {
      $0 + Swift.max(0, abs($1) - CalibrationParameter.furthestScore)
    }
    return Swift.min(-logLikelihood, 1e12) - logPrior + 1000 * beyond
  }

  /// Does tasks in parallel and returns their results in order, or throws where it was stopped.
  private func parallel<Result: Sendable>(
    _ count: Int, _ perform: @escaping @Sendable (Int) throws -> Result
  ) throws -> [Result] {
    do {
      let results = try TaskPool(tasks: count, threads: threads).reduce(
        into: [Result](), cancellation: cancellation, worker: { 0 },
        perform: { index, _ in try perform(index) },
        combine: { results, _, result in results.append(result) })
      guard results.count == count else { throw Interrupted() }
      return results
    } catch is Interrupted {
      throw CalibrationStopped(evaluations: log.size)
    }
  }

  /// The run was stopped before the evaluation began.
  private struct Interrupted: Error {}
}
