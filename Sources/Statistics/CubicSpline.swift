internal import CGSL

/// The cubic B-splines of one predictor, with interior knots at its quantiles.
///
/// Knots that coincide, as with a predictor of few values, are one knot.
enum CubicSpline {
  /// Returns the columns of the basis without the first, which a constant makes redundant.
  ///
  /// - Parameters:
  ///   - values: at least two different ones.
  ///   - interiorKnots: how many quantiles, evenly spaced in probability, are knots; 0 for a cubic.
  static func columns(_ values: [Double], interiorKnots: Int) -> [[Double]] {
    guard let sample = Quantiles(values) else { return [] }
    let probabilities = (0...interiorKnots + 1).map { Double($0) / Double(interiorKnots + 1) }
    var knots: [Double] = []
    for knot in probabilities.map(sample.quantile) where knots.last.map({ $0 < knot }) ?? true {
      knots.append(knot)
    }
    precondition(knots.count > 1, "CubicSpline: all values are \(knots[0])")
    return evaluate(values, knots: knots)
  }

  private static func evaluate(_ values: [Double], knots: [Double]) -> [[Double]] {
    _ = GSLErrorHandler.off
    let workspace = gsl_bspline_alloc(4, knots.count)
    let breaks = gsl_vector_alloc(knots.count)
    let count = gsl_bspline_ncoeffs(workspace)
    let basis = gsl_vector_alloc(count)
    defer {
      gsl_bspline_free(workspace)
      gsl_vector_free(breaks)
      gsl_vector_free(basis)
    }
    for (index, knot) in knots.enumerated() { gsl_vector_set(breaks, index, knot) }
    gsl_bspline_knots(breaks, workspace)
    var columns = [[Double]](
      repeating: [Double](repeating: 0, count: values.count), count: count - 1)
    for (row, value) in values.enumerated() {
      gsl_bspline_eval(value, basis, workspace)
      for index in 1..<count { columns[index - 1][row] = gsl_vector_get(basis, index) }
    }
    return columns
  }
}
