internal import Foundation
internal import Randomness
internal import Statistics

/// Samples a posterior by importance sampling from a mixture that grows where the weight is.
///
/// Incremental-mixture importance sampling, IMIS: Raftery and Bao (2010),
/// doi:10.1111/j.1541-0420.2009.01399.x. The first points come from the prior; every stage adds points
/// around the heaviest one, spread like its neighbours. The prior is standard normal in every
/// coordinate: `CalibrationParameter` turns any prior into one.
struct IncrementalMixture: Sendable {
  /// How much work is done at most.
  struct Plan: Sendable, Equatable {
    /// Points added in a stage, above the number of dimensions.
    var batch: Int
    /// Largest number of stages.
    var stages: Int
    /// Draws that the sample is meant for: it is good enough when they are expected to hold a share
    /// `1 - 1/e` of different points.
    var draws: Int
  }

  /// How good the sample was after a stage; stage 0 is the first points.
  struct Stage: Sendable, Equatable {
    var points: Int
    var effectiveSize: Double
    var largestWeight: Double
    var expectedUniqueShare: Double
  }

  /// The weighted sample and how it came about.
  struct Result: Sendable {
    var sample: WeightedSample
    var stages: [Stage]
    /// Whether the sample became good enough before the stages ran out.
    var isConverged: Bool
  }

  /// No point has a likelihood above zero.
  struct Impossible: Error, Equatable {}

  /// `1 - 1/e`, the share of different points among as many draws as points of equal weight.
  static let wantedShare = 0.632_120_558_828_557_7

  var plan: Plan
  /// Start of the random numbers.
  var seed: UInt64

  /// Samples the posterior.
  ///
  /// - Parameters:
  ///   - start: points spread like the prior, at least as many as a batch.
  ///   - modes: points where the posterior is known to be high, for the first stages to begin at.
  ///   - logLikelihoods: those of the points of a stage, which do not depend on each other; minus
  ///     infinity is allowed.
  /// - Throws: `Impossible`, or an error of `logLikelihoods`.
  func sample(
    start: [[Double]], modes: [[Double]] = [],
    logLikelihoods: (_ stage: Int, _ points: [[Double]]) throws -> [Double]
  ) throws -> Result {
    precondition(start.count >= plan.batch, "\(start.count) first points, batches of \(plan.batch)")
    precondition(
      plan.batch > start[0].count, "batches of \(plan.batch) points in \(start[0].count) dimensions"
    )
    var mixture = GrowingMixture(start: start, logLikelihoods: try logLikelihoods(0, start))
    var modes = modes[...]
    var stages: [Stage] = []
    while true {
      guard let sample = mixture.sample else { throw Impossible() }
      let stage = stage(of: sample)
      stages.append(stage)
      let isGood = stage.expectedUniqueShare >= Self.wantedShare && modes.isEmpty
      if isGood || stages.count > plan.stages {
        return Result(sample: sample, stages: stages, isConverged: isGood)
      }
      let center = modes.popFirst() ?? sample.points[sample.heaviest]
      let component = mixture.component(around: center, neighbours: plan.batch, sample)
      let points = (0..<plan.batch).map {
        component.point(normals(stage: stages.count, point: $0, count: center.count))
      }
      mixture.add(
        component, points: points, logLikelihoods: try logLikelihoods(stages.count, points))
    }
  }

  /// The standard normal numbers behind a point of a stage.
  private func normals(stage: Int, point: Int, count: Int) -> [Double] {
    let key = StreamKey(seed: seed, purpose: .design, index: UInt32(stage))
    return (0..<count).map { axis in
      key.normal(
        mean: 0, standardDeviation: 1,
        at: StreamAddress(patient: UInt32(point), process: UInt32(axis), occurrence: 0))
    }
  }

  private func stage(of sample: WeightedSample) -> Stage {
    Stage(
      points: sample.points.count, effectiveSize: sample.effectiveSize,
      largestWeight: sample.weights[sample.heaviest],
      expectedUniqueShare: sample.expectedUnique(draws: plan.draws) / Double(plan.draws))
  }
}

/// The prior and the normal components added so far, with all points drawn from them.
private struct GrowingMixture {
  private let prior: MultivariateNormal
  private let startCount: Int
  private var points: [[Double]]
  private var logLikelihoods: [Double]
  private var components: [(density: MultivariateNormal, count: Int)] = []
  /// The components' densities at every point, times their numbers of points.
  private var mixed: [Double]
  private var logPriors: [Double] = []

  init(start: [[Double]], logLikelihoods: [Double]) {
    precondition(start.count == logLikelihoods.count, "a likelihood for each point")
    let axes = start[0].indices
    let identity = axes.map { row in axes.map { $0 == row ? 1.0 : 0 } }
    prior = MultivariateNormal(mean: axes.map { _ in 0 }, covariance: identity)!
    startCount = start.count
    points = start
    self.logLikelihoods = logLikelihoods
    mixed = start.map { _ in 0 }
    logPriors = start.map(prior.logDensity)
  }

  /// The points with their importance weights; nil where all are zero.
  var sample: WeightedSample? {
    let count = Double(points.count)
    let logWeights = points.indices.map { index in
      let proposal = (Double(startCount) * exp(logPriors[index]) + mixed[index]) / count
      return logLikelihoods[index] + logPriors[index] - log(proposal)
    }
    return WeightedSample(points: points, logWeights: logWeights)
  }

  mutating func add(
    _ component: MultivariateNormal, points new: [[Double]], logLikelihoods newer: [Double]
  ) {
    precondition(new.count == newer.count, "a likelihood for each point")
    let size = Double(new.count)
    for index in points.indices {
      mixed[index] += size * exp(component.logDensity(at: points[index]))
    }
    components.append((component, new.count))
    for point in new {
      mixed.append(
        components.reduce(0) { $0 + Double($1.count) * exp($1.density.logDensity(at: point)) })
      logPriors.append(prior.logDensity(at: point))
    }
    points += new
    logLikelihoods += newer
  }

  /// A normal distribution around a point with the spread of its nearest neighbours, which count by
  /// their weight and, so that a single heavy one does not stand alone, all a little.
  func component(
    around center: [Double], neighbours: Int, _ sample: WeightedSample
  ) -> MultivariateNormal {
    func distance(_ point: [Double]) -> Double {
      zip(point, center).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    }
    let distances = points.map(distance)
    let near = points.indices.sorted { (distances[$0], $0) < (distances[$1], $1) }
      .prefix(neighbours)
    let weights = near.map { (sample.weights[$0] + 1 / Double(points.count)) / 2 }
    let sum = weights.reduce(0, +)
    let squares = weights.reduce(0) { $0 + ($1 / sum) * ($1 / sum) }
    var covariance = center.map { _ in center.map { _ in 0.0 } }
    for (index, weight) in zip(near, weights) {
      let offset = zip(points[index], center).map { $0.0 - $0.1 }
      for row in offset.indices {
        for column in 0...row {
          // Unbiased, as for a sample of unequal weights.
          covariance[row][column] += weight / sum * offset[row] * offset[column] / (1 - squares)
        }
      }
    }
    // Neighbours in a plane would give a flat distribution: a ridge far below the prior's variance.
    for axis in covariance.indices { covariance[axis][axis] += 1e-9 }
    guard let component = MultivariateNormal(mean: center, covariance: covariance) else {
      preconditionFailure("IMIS: no spread around \(center)")
    }
    return component
  }
}
