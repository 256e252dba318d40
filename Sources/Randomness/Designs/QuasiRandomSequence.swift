internal import CGSL

/// A sequence of points that fill the unit cube more evenly than random points do.
///
/// Points are deterministic; for a standard error, average over several random shifts (Cranley and
/// Patterson 1976, doi:10.1137/0713071).
public struct QuasiRandomSequence: ~Copyable {
  /// The construction of the points.
  public enum Kind: Sendable, CaseIterable {
    /// Sobol, 1...40 dimensions; take a power of two of points.
    case sobol
    /// Halton, 1...1229 dimensions; beyond about ten dimensions neighbouring ones are correlated.
    case halton

    /// The largest number of dimensions that GSL offers.
    public var maximumDimensions: Int {
      switch self {
      case .sobol: return 40
      case .halton: return 1229
      }
    }
  }

  /// The length of a point.
  public let dimensions: Int

  /// The largest number of points: 2^20, where a shifted coordinate is still never 0 or 1.
  public static let maximumPoints = 1 << 20

  private let generator: UnsafeMutablePointer<gsl_qrng>
  private let shift: [Double]
  private var delivered = 0

  /// Creates the sequence of a kind, moved around the cube by a random shift if a key is given.
  public init(_ kind: Kind, dimensions: Int, shiftedBy key: StreamKey? = nil) {
    precondition(
      (1...kind.maximumDimensions).contains(dimensions),
      "\(kind): \(dimensions) dimensions are outside 1...\(kind.maximumDimensions)")
    _ = GSLErrorHandler.off
    let type =
      switch kind {
      case .sobol: cgsl_qrng_sobol()
      case .halton: cgsl_qrng_halton()
      }
    guard let generator = gsl_qrng_alloc(type, UInt32(dimensions)) else {
      preconditionFailure("\(kind): no memory for \(dimensions) dimensions")
    }
    self.generator = generator
    self.dimensions = dimensions
    shift =
      if let key {
        (0..<dimensions).map { axis in
          let address = StreamAddress(patient: 0, process: UInt32(axis), occurrence: 0)
          return UnitInterval.coarse(key.words(at: address).first)
        }
      } else {
        [Double](repeating: 0, count: dimensions)
      }
  }

  deinit { gsl_qrng_free(generator) }

  /// Returns the next point; every coordinate is inside (0, 1), so it may go into a quantile.
  public mutating func next() -> [Double] {
    precondition(
      delivered < Self.maximumPoints,
      "QuasiRandomSequence: more than \(Self.maximumPoints) points were asked for")
    delivered += 1
    let point = [Double](unsafeUninitializedCapacity: dimensions) { buffer, count in
      gsl_qrng_get(generator, buffer.baseAddress!)
      count = dimensions
    }
    return zip(point, shift).map { coordinate, shift in
      let moved = coordinate + shift
      return moved < 1 ? moved : moved - 1
    }
  }
}
