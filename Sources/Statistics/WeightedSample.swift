internal import CGSL

/// Points with weights that sum to 1, as importance sampling leaves them.
public struct WeightedSample: Sendable {
  /// The points, all of one length.
  public let points: [[Double]]
  /// Their weights, in the same order; they sum to 1.
  public let weights: [Double]
  /// The logarithm of the mean weight before they were made to sum to 1.
  public let logMeanWeight: Double

  /// Creates a sample from logarithms of weights, which may be minus infinity; nil where all are.
  public init?(points: [[Double]], logWeights: [Double]) {
    precondition(
      points.count == logWeights.count, "\(points.count) points, \(logWeights.count) weights")
    precondition(!logWeights.contains { $0.isNaN }, "WeightedSample: a weight is NaN")
    guard let largest = logWeights.max(), largest > -.infinity else { return nil }
    precondition(largest < .infinity, "WeightedSample: a weight is infinite")
    _ = GSLErrorHandler.off
    // Below -700 a weight is nothing beside the largest.
    let raw = logWeights.map { $0 - largest < -700 ? 0 : gsl_sf_exp($0 - largest) }
    let sum = raw.reduce(0, +)
    self.points = points
    weights = raw.map { $0 / sum }
    logMeanWeight = largest + gsl_sf_log(sum / Double(points.count))
  }

  /// As many independent points as would say as much: `1 / sum of squared weights`.
  ///
  /// Kong, Liu and Wong (1994), doi:10.1080/01621459.1994.10476469.
  public var effectiveSize: Double { 1 / weights.reduce(0) { $0 + $1 * $1 } }

  /// How many different points a number of draws with replacement is expected to hold.
  public func expectedUnique(draws: Int) -> Double {
    weights.reduce(0) { $0 + (1 - gsl_pow_int(1 - $1, Int32(draws))) }
  }

  /// The index of the point with the largest weight; the first of several.
  public var heaviest: Int { weights.indices.max { weights[$0] < weights[$1] }! }

  /// The weighted mean.
  public var mean: [Double] {
    points[0].indices.map { axis in
      zip(points, weights).reduce(0) { $0 + $1.0[axis] * $1.1 }
    }
  }

  /// The weighted covariance, with divisor 1.
  public var covariance: [[Double]] {
    let mean = mean
    return mean.indices.map { row in
      mean.indices.map { column in
        zip(points, weights).reduce(0) { sum, pair in
          sum + pair.1 * (pair.0[row] - mean[row]) * (pair.0[column] - mean[column])
        }
      }
    }
  }

  /// Returns the smallest coordinate of an axis that at least a share of the weight does not exceed.
  ///
  /// - Complexity: O(n log n).
  public func quantile(_ probability: Double, axis: Int) -> Double {
    precondition(
      probability >= 0 && probability <= 1,
      "WeightedSample: probability \(probability) is outside 0...1")
    let order = points.indices.sorted { points[$0][axis] < points[$1][axis] }
    var sum = 0.0
    for index in order where weights[index] > 0 {
      sum += weights[index]
      if sum >= probability { return points[index][axis] }
    }
    return points[order.last { weights[$0] > 0 }!][axis]
  }

  /// Returns the index that each uniform number of 0...1 draws, in proportion to the weights.
  ///
  /// - Complexity: O(n + m log n).
  public func draw(_ uniforms: [Double]) -> [Int] {
    var cumulative: [Double] = []
    cumulative.reserveCapacity(weights.count)
    var sum = 0.0
    for weight in weights {
      sum += weight
      cumulative.append(sum)
    }
    let last = weights.lastIndex { $0 > 0 }!
    return uniforms.map { uniform in
      var low = 0
      var high = last
      while low < high {
        let middle = (low + high) / 2
        if cumulative[middle] < uniform { low = middle + 1 } else { high = middle }
      }
      return low
    }
  }
}
