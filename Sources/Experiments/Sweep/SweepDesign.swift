internal import Randomness

/// How the rows of a sweep are made.
struct SweepDesign: Sendable {
  /// Kinds of designs.
  enum Kind: String, CaseIterable, Sendable {
    case grid, list, random, latinHypercube, sobol, halton, csv

    /// Whether rows come from points of the unit cube.
    var isSampled: Bool {
      switch self {
      case .random, .latinHypercube, .sobol, .halton: true
      case .grid, .list, .csv: false
      }
    }

    /// Whether more points leave the first ones as they are.
    var isExtendable: Bool { isSampled && self != .latinHypercube }
  }

  var kind: Kind
  /// Points of a sampled design.
  var points: Int
  var seed: UInt64?
  var columns: [SweepColumn]
  var factors: [SweepFactor]
  /// Rows of a list or a CSV file.
  var given: [[String]]
  var constraints: [SweepConstraint]

  /// Rows that a grid may have.
  static let mostRows = 1 << 24

  /// The rows that meet the constraints, each once, in order.
  func rows() -> [[String]] {
    var seen: Set<[String]> = []
    return candidates().filter { row in
      constraints.allSatisfy { $0.holds(for: row) } && seen.insert(row).inserted
    }
  }

  /// Rows before constraints.
  private func candidates() -> [[String]] {
    switch kind {
    case .list, .csv: given
    case .grid: grid()
    case .random, .latinHypercube, .sobol, .halton:
      cube().map { point in zip(factors, point).map { $0.value(at: $1) } }
    }
  }

  /// The number of rows of a grid; nil where it is too large to be meant.
  var gridCount: Int? {
    var count = 1
    for factor in factors {
      let (product, overflow) = count.multipliedReportingOverflow(by: factor.grid?.count ?? 0)
      if overflow || product > Self.mostRows { return nil }
      count = product
    }
    return count
  }

  /// All combinations; the last factor changes fastest.
  private func grid() -> [[String]] {
    factors.reduce([[]]) { rows, factor in
      rows.flatMap { row in (factor.grid ?? []).map { row + [$0] } }
    }
  }

  private func cube() -> [[Double]] {
    let key = StreamKey(seed: seed ?? 0, purpose: .design, index: 0)
    switch kind {
    case .latinHypercube:
      return LatinHypercube.points(count: points, dimensions: factors.count, key: key)
    case .sobol: return sequence(.sobol, seed == nil ? nil : key)
    case .halton: return sequence(.halton, seed == nil ? nil : key)
    case .random:
      return (0..<points).map { point in
        factors.indices.map { axis in
          key.openUniform(
            at: StreamAddress(patient: UInt32(point), process: UInt32(axis), occurrence: 0))
        }
      }
    case .grid, .list, .csv: preconditionFailure("\(kind) is no sample")
    }
  }

  private func sequence(_ kind: QuasiRandomSequence.Kind, _ key: StreamKey?) -> [[Double]] {
    var sequence = QuasiRandomSequence(kind, dimensions: factors.count, shiftedBy: key)
    return (0..<points).map { _ in sequence.next() }
  }
}
