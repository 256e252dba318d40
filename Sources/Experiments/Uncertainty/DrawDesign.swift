internal import Randomness

/// Draws of uncertain inputs: how many, by which design, and which inputs move together.
public struct DrawDesign: Sendable {
  /// How points are spread over the unit cube.
  public enum Method: String, CaseIterable, Sendable {
    /// Independent points; an input's numbers do not depend on which others there are.
    case monteCarlo
    /// Every input has one number in each of as many equal shares as there are draws.
    case latinHypercube
    /// Sobol's sequence, shifted at random; at most 40 inputs.
    case sobol
    /// Halton's sequence, shifted at random.
    case halton
  }

  /// Inputs that share a cause: each pair has the same correlation of normal scores.
  public struct CorrelatedGroup: Sendable, Equatable {
    /// Keys of inputs; at least two.
    public var keys: [String]
    /// Correlation of normal scores, 0 or more and below 1.
    public var correlation: Double

    /// Describes a group.
    public init(keys: [String], correlation: Double) {
      self.keys = keys
      self.correlation = correlation
    }
  }

  /// What is drawn.
  public let inputs: [UncertainInput]
  /// How points are spread.
  public let method: Method
  /// What moves together.
  public let groups: [CorrelatedGroup]
  /// Start of the random numbers.
  public let seed: UInt64

  /// Describes a design.
  ///
  /// - Throws: `InputFault` where a group names no input of the design, names one twice, or has a
  ///   correlation that cannot be, or where the sequence has too few dimensions.
  public init(
    inputs: [UncertainInput], method: Method, groups: [CorrelatedGroup] = [], seed: UInt64
  ) throws(InputFault) {
    self.inputs = inputs
    self.method = method
    self.groups = groups
    self.seed = seed
    var members: Set<String> = []
    for group in groups {
      for key in group.keys {
        guard inputs.contains(where: { $0.key == key }) else {
          throw InputFault(key: key, message: "it is correlated with others but not uncertain.")
        }
        guard members.insert(key).inserted else {
          throw InputFault(key: key, message: "it is in two correlated groups. Keep one.")
        }
      }
      guard (0..<1).contains(group.correlation) else {
        throw InputFault(
          key: group.keys.first ?? "",
          message: "a correlation of "
            + "\(NumberText.text(group.correlation)) is not 0 or more and below 1.")
      }
    }
    if let limit = method.sequence?.maximumDimensions, dimensions > limit {
      throw InputFault(
        key: "method",
        message: "\(method.rawValue) takes at most \(limit) inputs, and "
          + "\(dimensions) are drawn. Use latinHypercube, or fix some of them.")
    }
  }

  /// Coordinates of a point: one for each input, and one for each group's common cause.
  private var dimensions: Int { inputs.count + groups.count }

  /// The numbers of each draw by key, draws in order.
  public func draws(_ count: Int) -> [Scenario.Inputs] {
    points(count).map { point in
      Scenario.Inputs(
        uniqueKeysWithValues: zip(inputs, correlated(point)).map { input, u in
          (input.key, input.quantile(u))
        })
    }
  }

  /// Points of the unit cube, all coordinates inside (0, 1).
  private func points(_ count: Int) -> [[Double]] {
    guard dimensions > 0 else { return Array(repeating: [], count: count) }
    let key = StreamKey(seed: seed, purpose: .design, index: 0)
    switch method {
    case .monteCarlo:
      let names = inputs.map(\.key) + groups.indices.map { "group \($0)" }
      return (0..<count).map { draw in
        let key = StreamKey(seed: seed, parameterDraw: UInt32(draw))
        return names.map { name in
          key.openUniform(
            at: StreamAddress(patient: Self.number(of: name), process: 0, occurrence: 0))
        }
      }
    case .latinHypercube:
      return LatinHypercube.points(count: count, dimensions: dimensions, key: key)
    case .sobol, .halton:
      var sequence = QuasiRandomSequence(
        method.sequence!, dimensions: dimensions, shiftedBy: key)
      return (0..<count).map { _ in sequence.next() }
    }
  }

  /// The inputs' coordinates after each group's members were moved towards their common cause.
  private func correlated(_ point: [Double]) -> [Double] {
    var moved = Array(point.prefix(inputs.count))
    let standard = Distribution.normal(mean: 0, standardDeviation: 1)
    for (index, group) in groups.enumerated() {
      let common = standard.quantile(point[inputs.count + index])
      for (place, input) in inputs.enumerated() where group.keys.contains(input.key) {
        let own = standard.quantile(moved[place])
        let score =
          group.correlation.squareRoot() * common + (1 - group.correlation).squareRoot() * own
        moved[place] = standard.cdf(score)
      }
    }
    return moved
  }

  /// A number for a name, the same in every program and version: FNV-1a.
  private static func number(of name: String) -> UInt32 {
    name.utf8.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
  }
}

extension DrawDesign.Method {
  /// The sequence behind it; nil for random designs.
  fileprivate var sequence: QuasiRandomSequence.Kind? {
    switch self {
    case .monteCarlo, .latinHypercube: nil
    case .sobol: .sobol
    case .halton: .halton
    }
  }
}
