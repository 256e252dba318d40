internal import CGSL

/// Orthonormal columns that span the columns of a matrix, for least squares by projection.
///
/// From the singular value decomposition, so that columns which depend on others do no harm: what is
/// below `n x epsilon` of the largest singular value is left out.
struct OrthogonalBasis: Sendable {
  /// The orthonormal columns, each of `rowCount` numbers; as many as the rank.
  let columns: [[Double]]
  /// The number of rows.
  let rowCount: Int

  /// Decomposes a matrix with at least as many rows as columns, given by its columns.
  init(_ matrix: [[Double]]) {
    rowCount = matrix[0].count
    precondition(
      rowCount >= matrix.count, "OrthogonalBasis: \(rowCount) rows for \(matrix.count) columns")
    columns = Self.decompose(matrix.map(Self.scaled))
  }

  /// The column divided by its length, so that units do not decide about the rank.
  private static func scaled(_ column: [Double]) -> [Double] {
    let length = column.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return length > 0 ? column.map { $0 / length } : column
  }

  private static func decompose(_ matrix: [[Double]]) -> [[Double]] {
    let (rows, count) = (matrix[0].count, matrix.count)
    _ = GSLErrorHandler.off
    let left = gsl_matrix_alloc(rows, count)
    let (square, right) = (gsl_matrix_alloc(count, count), gsl_matrix_alloc(count, count))
    let (values, work) = (gsl_vector_alloc(count), gsl_vector_alloc(count))
    defer {
      gsl_matrix_free(left)
      gsl_matrix_free(square)
      gsl_matrix_free(right)
      gsl_vector_free(values)
      gsl_vector_free(work)
    }
    for (index, column) in matrix.enumerated() {
      for row in 0..<rows { gsl_matrix_set(left, row, index, column[row]) }
    }
    let status = gsl_linalg_SV_decomp_mod(left, square, right, values, work)
    precondition(status == 0, "OrthogonalBasis: no decomposition (GSL error \(status))")
    let smallest = gsl_vector_get(values, 0) * Double(rows) * 0x1p-52
    return (0..<count).filter { gsl_vector_get(values, $0) > smallest }.map { index in
      (0..<rows).map { gsl_matrix_get(left, $0, index) }
    }
  }

  /// Returns the coordinates of a vector's projection.
  func coordinates(of vector: [Double]) -> [Double] {
    columns.map { column in
      var sum = 0.0
      for row in 0..<rowCount { sum += column[row] * vector[row] }
      return sum
    }
  }

  /// Returns the vector's projection on the columns.
  func projection(of vector: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: rowCount)
    for (column, coordinate) in zip(columns, coordinates(of: vector)) {
      for row in 0..<rowCount { result[row] += coordinate * column[row] }
    }
    return result
  }
}
