import Foundation
import Statistics
import Testing

@testable import Experiments

/// Posteriors with known moments, under a prior that is standard normal in every coordinate.
@Suite("Incremental-mixture importance sampling") struct CalibrationSamplingTests {
  private static let plan = IncrementalMixture.Plan(batch: 200, stages: 40, draws: 2000)

  private func start(_ count: Int, dimensions: Int, seed: UInt64 = 1) -> [[Double]] {
    CalibrationDesign.points(.latinHypercube, count: count, dimensions: dimensions, seed: seed)
  }

  private func sample(
    dimensions: Int, seed: UInt64 = 1, plan: IncrementalMixture.Plan = plan,
    modes: [[Double]] = [], _ logLikelihood: ([Double]) -> Double
  ) throws -> IncrementalMixture.Result {
    try IncrementalMixture(plan: plan, seed: seed).sample(
      start: start(400, dimensions: dimensions), modes: modes
    ) { _, points in points.map(logLikelihood) }
  }

  /// Data 1.2 and -0.8 with errors 0.1 and 0.2 under a prior N(0, 1).
  ///
  /// The posterior mean is y / (1 + s^2), its variance s^2 / (1 + s^2); the evidence N(y; 0, 1 + s^2).
  @Test("A conjugate normal posterior: moments, quantiles and evidence")
  func conjugate() throws {
    let data = [1.2, -0.8]
    let errors = [0.1, 0.2]
    let result = try sample(dimensions: 2) { point in
      zip(point, zip(data, errors)).reduce(0) { sum, item in
        let deviate = (item.0 - item.1.0) / item.1.1
        return sum - deviate * deviate / 2 - log(item.1.1 * (2 * Double.pi).squareRoot())
      }
    }
    #expect(result.isConverged)
    #expect(result.sample.effectiveSize > 500)
    let (mean, covariance) = (result.sample.mean, result.sample.covariance)
    var evidence = 0.0
    for axis in 0..<2 {
      let variance = errors[axis] * errors[axis]
      let sd = (variance / (1 + variance)).squareRoot()
      let center = data[axis] / (1 + variance)
      // Of 500 independent points a mean has a standard error of 0.045 sd: five of them.
      #expect(abs(mean[axis] - center) < 0.22 * sd)
      #expect(abs(covariance[axis][axis].squareRoot() / sd - 1) < 0.15)
      #expect(abs(result.sample.quantile(0.025, axis: axis) - (center - 1.96 * sd)) < 0.4 * sd)
      #expect(abs(result.sample.quantile(0.975, axis: axis) - (center + 1.96 * sd)) < 0.4 * sd)
      evidence -=
        data[axis] * data[axis] / (1 + variance) / 2 + log(2 * Double.pi * (1 + variance)) / 2
    }
    #expect(abs(covariance[0][1]) < 0.2 * (covariance[0][0] * covariance[1][1]).squareRoot())
    #expect(abs(result.sample.logMeanWeight - evidence) < 0.2)
  }

  /// x ~ N(0, 0.8^2), y | x ~ N(x^2 - 0.64, 0.1^2): means 0 and 0, variances 0.64 and
  /// 0.01 + 2 * 0.64^2 = 0.8292, no correlation.
  private static func banana(_ point: [Double]) -> Double {
    let (x, y) = (point[0], point[1])
    let bend = y - (x * x - 0.64)
    let posterior = -x * x / (2 * 0.64) - bend * bend / (2 * 0.01)
    return posterior + (x * x + y * y) / 2
  }

  @Test("A posterior bent like a banana")
  func banana() throws {
    let result = try sample(dimensions: 2, Self.banana)
    let (mean, covariance) = (result.sample.mean, result.sample.covariance)
    #expect(result.sample.effectiveSize > 400)
    #expect(abs(mean[0]) < 0.15)
    #expect(abs(mean[1]) < 0.15)
    #expect(abs(covariance[0][0] - 0.64) < 0.15)
    #expect(abs(covariance[1][1] - 0.8292) < 0.25)
    #expect(abs(covariance[0][1]) < 0.15)
    // The bend itself, which no single normal distribution has: E[x^2 y] = 2 * 0.64^2.
    let bend = zip(result.sample.points, result.sample.weights).reduce(0) {
      $0 + $1.1 * $1.0[0] * $1.0[0] * $1.0[1]
    }
    #expect(abs(bend - 0.8192) < 0.25)
  }

  @Test("Control: the first points alone are a bad sample of a narrow posterior")
  func firstPointsAlone() throws {
    let plan = IncrementalMixture.Plan(batch: 200, stages: 0, draws: 2000)
    let result = try sample(dimensions: 2, plan: plan, Self.banana)
    #expect(!result.isConverged)
    #expect(result.sample.effectiveSize < 100)
    #expect(result.stages.count == 1)
  }

  @Test("The same seed gives the same sample, another seed another; a mode given is used")
  func reproducible() throws {
    let first = try sample(dimensions: 2, Self.banana)
    let again = try sample(dimensions: 2, Self.banana)
    #expect(first.sample.points == again.sample.points)
    #expect(first.sample.weights == again.sample.weights)
    let other = try sample(dimensions: 2, seed: 2, Self.banana)
    #expect(first.sample.points != other.sample.points)
    let guided = try sample(dimensions: 2, modes: [[0, -0.64]], Self.banana)
    let near = guided.sample.points[400..<600].map { abs($0[0]) }
    #expect(near.reduce(0, +) / 200 < 0.5)
  }

  @Test("Where nothing is possible the sampler says so")
  func impossible() {
    #expect(throws: IncrementalMixture.Impossible.self) {
      try sample(dimensions: 2) { _ in -.infinity }
    }
  }

  @Test(
    "First points are the same for a seed and lie evenly over the prior",
    arguments: CalibrationFile.Method.Design.allCases)
  func design(_ kind: CalibrationFile.Method.Design) {
    let points = CalibrationDesign.points(kind, count: 256, dimensions: 3, seed: 5)
    #expect(points == CalibrationDesign.points(kind, count: 256, dimensions: 3, seed: 5))
    #expect(points != CalibrationDesign.points(kind, count: 256, dimensions: 3, seed: 6))
    for axis in 0..<3 {
      let values = points.map { $0[axis] }
      let mean = values.reduce(0, +) / 256
      let variance = values.reduce(0) { $0 + $1 * $1 } / 256
      // Random points would have standard errors of 0.06 and 0.09.
      #expect(abs(mean) < 0.02)
      #expect(abs(variance - 1) < 0.05)
    }
  }
}
