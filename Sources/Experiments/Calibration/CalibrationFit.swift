internal import Foundation
internal import Randomness
public import Statistics

/// No point among those tried has a likelihood above zero.
public struct CalibrationImpossible: Error, Sendable, CustomStringConvertible {
  /// What to do.
  public var description: String {
    "at no first point does the model give every target a likelihood above zero. "
      + "Take more first points, other priors, or larger communities."
  }
}

/// What a calibration found.
public struct CalibrationResult: Sendable {
  /// Values of the parameters at the best fit, in their order.
  public var best: [Double]
  /// The model's figures at the best fit, from the runs of the check, in the order of the targets.
  public var figures: [TargetFigure]
  /// Whether a search ended because it was near enough.
  public var isSearchConverged: Bool
  /// Weighted values of the parameters.
  public var posterior: WeightedSample
  /// Draws from the posterior, with replacement.
  public var draws: [[Double]]
  /// Whether the posterior sample is good enough for its draws.
  public var isSampleConverged: Bool
  /// The posterior sample on the scale on which the prior is standard normal.
  var scores: WeightedSample
  var stages: [IncrementalMixture.Stage]
  /// For each target, the share of its weight that is left beside the Monte Carlo error.
  var weights: [Double]
  var evaluations: [CalibrationEvaluation]
  /// The weight in the posterior sample of each evaluation; nil for those outside it.
  var evaluationWeights: [Double?]
}

/// The steps of a calibration: first points, searches, posterior sample.
struct CalibrationFit {
  let search: CalibrationSearch
  private var file: CalibrationFile { search.file }

  /// Goes through the steps.
  func result(_ design: [[Double]]) throws -> CalibrationResult {
    let figures = try search.figures(at: design)
    let exact = CalibrationLikelihood(file.targets)
    let first = order(design, figures, exact)
    guard let top = first.first else { throw CalibrationImpossible() }
    // The Monte Carlo error hardly differs between good fits; it is taken from the best first point.
    let known = try search.figures(
      search.values(design[top]), replications: file.checkReplications)
    let likelihood = CalibrationLikelihood(
      file.targets, figures: known, replications: file.checkReplications,
      used: file.replications)
    let starts = order(design, figures, likelihood).prefix(file.method.searches).map { design[$0] }
    let searches = try search.searches(from: Array(starts), likelihood: likelihood)
    let best = searches.map(\.result).min { $0.value < $1.value }
    let mode = best?.point ?? design[order(design, figures, likelihood)[0]]
    var recorder = Recorder(search: search, likelihood: likelihood)
    let sampled = try sample(
      design, figures, mode: best.map(\.point), likelihood, &recorder)
    recorder.add(searches.flatMap(\.path))
    let values = search.values(mode)
    let check = try search.figures(values, replications: file.checkReplications)
    return assemble(
      values, check, best?.isConverged ?? false, sampled, likelihood, recorder)
  }

  /// Places of the points that are possible, the best first.
  private func order(
    _ points: [[Double]], _ figures: [[TargetFigure]], _ likelihood: CalibrationLikelihood
  ) -> [Int] {
    let heights = zip(points, figures).map { point, figures in
      let fit = likelihood.logLikelihood(of: figures)
      return fit == -.infinity
        ? .infinity
        : CalibrationSearch.height(point, logLikelihood: fit, parameters: file.parameters)
    }
    return points.indices.filter { heights[$0] < .infinity }
      .sorted { (heights[$0], $0) < (heights[$1], $1) }
  }

  private func sample(
    _ design: [[Double]], _ figures: [[TargetFigure]], mode: [Double]?,
    _ likelihood: CalibrationLikelihood, _ recorder: inout Recorder
  ) throws -> IncrementalMixture.Result {
    let plan = IncrementalMixture.Plan(
      batch: file.method.batch, stages: file.method.stages, draws: file.method.draws)
    let modes = file.method.stages > 0 ? mode.map { [$0] } ?? [] : []
    do {
      return try IncrementalMixture(plan: plan, seed: file.seed).sample(
        start: design, modes: modes
      ) { stage, points in
        let found = stage == 0 ? figures : try search.figures(at: points)
        return recorder.add(stage: stage, points: points, found)
      }
    } catch is IncrementalMixture.Impossible {
      throw CalibrationImpossible()
    }
  }

  private func assemble(
    _ best: [Double], _ check: [TargetFigure], _ isConverged: Bool,
    _ sampled: IncrementalMixture.Result, _ likelihood: CalibrationLikelihood, _ recorder: Recorder
  ) -> CalibrationResult {
    let scores = sampled.sample
    let posterior = WeightedSample(
      points: scores.points.map(search.values), logWeights: scores.weights.map { log($0) })!
    let key = StreamKey(seed: file.seed, purpose: .bootstrap, index: 0)
    let uniforms = (0..<UInt32(file.method.draws)).map {
      key.openUniform(at: StreamAddress(patient: $0, process: 0, occurrence: 0))
    }
    let searched = recorder.evaluations.count - scores.points.count
    return CalibrationResult(
      best: best, figures: check, isSearchConverged: isConverged, posterior: posterior,
      draws: posterior.draw(uniforms).map { posterior.points[$0] },
      isSampleConverged: sampled.isConverged, scores: scores, stages: sampled.stages,
      weights: likelihood.weights, evaluations: recorder.evaluations,
      evaluationWeights: scores.weights + [Double?](repeating: nil, count: searched))
  }
}

/// Collects evaluations in the order in which they are told: the sample, then the searches.
private struct Recorder {
  let search: CalibrationSearch
  let likelihood: CalibrationLikelihood
  private(set) var evaluations: [CalibrationEvaluation] = []

  init(search: CalibrationSearch, likelihood: CalibrationLikelihood) {
    self.search = search
    self.likelihood = likelihood
  }

  mutating func add(_ more: [CalibrationEvaluation]) { evaluations += more }

  /// Adds the points of a stage and returns their likelihoods.
  mutating func add(stage: Int, points: [[Double]], _ figures: [[TargetFigure]]) -> [Double] {
    let found = zip(points, figures).map { point, figures in
      CalibrationEvaluation(
        phase: stage == 0 ? "design" : "posterior", stage: stage, values: search.values(point),
        figures: figures, logLikelihood: likelihood.logLikelihood(of: figures))
    }
    evaluations += found
    return found.map(\.logLikelihood)
  }
}
