internal import CGSL

/// Several responses regressed on the same predictors by additive cubic splines.
///
/// The model is a constant, a cubic regression spline of each predictor and the product of each
/// pair of predictors. How many interior knots a spline has, or whether straight lines do, is chosen
/// by generalised cross-validation (Craven and Wahba 1978, doi:10.1007/BF01404567), for all responses
/// together: the choice with the smallest product of their scores. All responses share one basis, so
/// the regression of a weighted sum of responses is the sum of their regressions.
public struct SplineRegression: Sendable {
  /// The fitted values, by response and observation.
  public let fitted: [[Double]]
  /// The covariance of the responses' residuals, by response and response.
  public let residualCovariance: [[Double]]
  /// The interior knots of each spline that were chosen, or nil where straight lines were.
  public let interiorKnots: Int?
  private let basis: OrthogonalBasis

  /// The numbers of interior knots among which cross-validation chooses; nil is a straight line.
  static let choices: [Int?] = [nil, 0, 1, 2, 3, 4, 6, 8]

  /// Regresses responses on predictors; nil when there are too few observations.
  ///
  /// A choice is tried when it has two observations for each column. Predictors that never vary are
  /// left out. Complexity: O(n c^2) for n observations and c columns, about 8 times.
  ///
  /// - Parameters:
  ///   - predictors: by predictor and observation, finite.
  ///   - responses: by response and observation, finite, as many observations as the predictors.
  public init?(predictors: [[Double]], responses: [[Double]]) {
    let count = responses.first?.count ?? 0
    precondition(
      (predictors + responses).allSatisfy { $0.count == count && $0.allSatisfy(\.isFinite) },
      "SplineRegression: predictors and responses are not finite or not of one length")
    let varying = predictors.filter { values in values.contains { $0 != values[0] } }
      .map(Self.standardised)
    var best: (score: Double, knots: Int?, basis: OrthogonalBasis)?
    for knots in Self.choices {
      let columns = Self.columns(varying, interiorKnots: knots, count: count)
      guard 2 * columns.count <= count else { continue }
      let basis = OrthogonalBasis(columns)
      let score = Self.score(basis, responses)
      if best.map({ score < $0.score }) ?? true { best = (score, knots, basis) }
    }
    guard let best else { return nil }
    (interiorKnots, basis) = (best.knots, best.basis)
    fitted = responses.map(best.basis.projection)
    residualCovariance = Self.covariance(
      zip(responses, fitted).map { response, fitted in zip(response, fitted).map { $0 - $1 } },
      degreesOfFreedom: count - best.basis.columns.count)
  }

  /// The number of coefficients, the constant among them.
  public var parameterCount: Int { basis.columns.count }

  /// Returns the variance of a weighted sum of fitted values, given the predictors.
  ///
  /// The variance is that of the estimated coefficients, for residuals of constant covariance. To
  /// second order it is the variance of any function of the fitted values with these derivatives.
  ///
  /// - Parameter weights: by response and observation.
  public func varianceOfSum(weights: [[Double]]) -> Double {
    precondition(
      weights.count == fitted.count, "SplineRegression: \(weights.count) rows of weights")
    let coordinates = weights.map(basis.coordinates)
    var variance = 0.0
    for (row, covariances) in residualCovariance.enumerated() {
      for (column, covariance) in covariances.enumerated() {
        variance += covariance * Self.product(coordinates[row], coordinates[column])
      }
    }
    return variance
  }

  private static func standardised(_ values: [Double]) -> [Double] {
    let moments = RunningMoments(values)
    guard let mean = moments.mean, let deviation = moments.standardDeviation else { return values }
    return values.map { ($0 - mean) / deviation }
  }

  private static func columns(
    _ predictors: [[Double]], interiorKnots: Int?, count: Int
  ) -> [[Double]] {
    var columns = [[Double](repeating: 1, count: count)]
    for predictor in predictors {
      if let interiorKnots {
        columns += CubicSpline.columns(predictor, interiorKnots: interiorKnots)
      } else {
        columns.append(predictor)
      }
    }
    for (index, one) in predictors.enumerated() {
      for other in predictors[..<index] { columns.append(zip(one, other).map { $0 * $1 }) }
    }
    return columns
  }

  /// The logarithm of the product of the responses' cross-validation scores.
  ///
  /// A response that is met to rounding counts as met to rounding, whatever is left of it.
  private static func score(_ basis: OrthogonalBasis, _ responses: [[Double]]) -> Double {
    responses.reduce(0) { sum, response in
      let count = Double(response.count)
      let rest = zip(response, basis.projection(of: response)).map { $0 - $1 }
      let size = product(response, response)
      if size == 0 { return sum }
      let share = max(product(rest, rest) / size, 0x1p-90)
      let free = (count - Double(basis.columns.count)) / count
      return sum + gsl_sf_log(share / (free * free))
    }
  }

  private static func covariance(
    _ residuals: [[Double]], degreesOfFreedom: Int
  ) -> [[Double]] {
    residuals.map { one in residuals.map { product(one, $0) / Double(degreesOfFreedom) } }
  }

  private static func product(_ left: [Double], _ right: [Double]) -> Double {
    var sum = 0.0
    for index in left.indices { sum += left[index] * right[index] }
    return sum
  }
}
