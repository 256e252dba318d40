internal import Randomness

/// The first points of a calibration: spread over the prior more evenly than random ones.
enum CalibrationDesign {
  /// Returns points of standard normal scores.
  static func points(
    _ kind: CalibrationFile.Method.Design, count: Int, dimensions: Int, seed: UInt64
  ) -> [[Double]] {
    let key = StreamKey(seed: seed, purpose: .design, index: 0)
    let shares: [[Double]]
    switch kind {
    case .latinHypercube:
      shares = LatinHypercube.points(count: count, dimensions: dimensions, key: key)
    case .sobol:
      var sequence = QuasiRandomSequence(.sobol, dimensions: dimensions, shiftedBy: key)
      var points: [[Double]] = []
      for _ in 0..<count { points.append(sequence.next()) }
      shares = points
    }
    let standard = Distribution.normal(mean: 0, standardDeviation: 1)
    return shares.map { $0.map(standard.quantile) }
  }
}
