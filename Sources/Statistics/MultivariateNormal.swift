internal import CGSL

/// A normal distribution of several numbers, held as its mean and the Cholesky factor of its
/// covariance.
public struct MultivariateNormal: Sendable {
  /// The mean.
  public let mean: [Double]
  /// The lower triangle `L` with `L L' = covariance`, row by row.
  private let factor: [[Double]]
  private let logNorm: Double

  /// Creates a distribution; nil where the covariance is not positive definite.
  ///
  /// - Parameters:
  ///   - mean: one number for each dimension.
  ///   - covariance: as many rows and columns; only the lower triangle is read.
  public init?(mean: [Double], covariance: [[Double]]) {
    let count = mean.count
    precondition(
      count > 0 && covariance.count == count && covariance.allSatisfy { $0.count == count },
      "MultivariateNormal: a covariance of \(covariance.count) rows for \(count) dimensions")
    var factor = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    for row in 0..<count {
      for column in 0...row {
        var rest = covariance[row][column]
        for index in 0..<column { rest -= factor[row][index] * factor[column][index] }
        if row == column {
          guard rest > 0, rest.isFinite else { return nil }
          factor[row][row] = rest.squareRoot()
        } else {
          factor[row][column] = rest / factor[column][column]
        }
      }
    }
    self.mean = mean
    self.factor = factor
    _ = GSLErrorHandler.off
    let logDeterminant = (0..<count).reduce(0) { $0 + gsl_sf_log(factor[$1][$1]) }
    logNorm = -0.5 * Double(count) * gsl_sf_log(2 * Double.pi) - logDeterminant
  }

  /// Returns the logarithm of the density at a point.
  public func logDensity(at point: [Double]) -> Double {
    precondition(point.count == mean.count, "MultivariateNormal: \(point.count) coordinates")
    var scaled: [Double] = []
    scaled.reserveCapacity(mean.count)
    var square = 0.0
    for row in mean.indices {
      var rest = point[row] - mean[row]
      for column in 0..<row { rest -= factor[row][column] * scaled[column] }
      rest /= factor[row][row]
      scaled.append(rest)
      square += rest * rest
    }
    return logNorm - 0.5 * square
  }

  /// Returns the point that independent standard normal numbers stand for.
  public func point(_ standard: [Double]) -> [Double] {
    precondition(standard.count == mean.count, "MultivariateNormal: \(standard.count) numbers")
    return mean.indices.map { row in
      (0...row).reduce(mean[row]) { $0 + factor[row][$1] * standard[$1] }
    }
  }
}
