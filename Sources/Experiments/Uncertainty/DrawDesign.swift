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

  /// What is drawn: inputs with a distribution, then those that come from `posterior` alone.
  public let inputs: [UncertainInput]
  /// How points are spread.
  public let method: Method
  /// What moves together.
  public let groups: [CorrelatedGroup]
  /// Rows of which each draw takes one, in place of the distributions of its inputs; nil for none.
  public let posterior: PosteriorDraws?
  /// Start of the random numbers.
  public let seed: UInt64
  /// Inputs that have a distribution, and with it a coordinate.
  private let distributed: [UncertainInput]

  /// Describes a design.
  ///
  /// - Parameter inputs: those that have a distribution.
  /// - Throws: `InputFault` where a group names no input with a distribution, names one twice or one
  ///   of `posterior`, or has a correlation that cannot be, or where the sequence has too few
  ///   dimensions.
  public init(
    inputs: [UncertainInput], method: Method, groups: [CorrelatedGroup] = [],
    posterior: PosteriorDraws? = nil, seed: UInt64
  ) throws(InputFault) {
    let keys = Set(inputs.map(\.key))
    self.inputs = inputs + (posterior?.inputs ?? []).filter { !keys.contains($0.key) }
    self.method = method
    self.groups = groups
    self.posterior = posterior
    self.seed = seed
    distributed = inputs
    try checkGroups()
    if let limit = method.sequence?.maximumDimensions, coordinates.count > limit {
      throw InputFault(
        key: "method",
        message: "\(method.rawValue) takes at most \(limit) inputs, and "
          + "\(coordinates.count) are drawn. Use latinHypercube, or fix some of them.")
    }
  }

  private func checkGroups() throws(InputFault) {
    var members: Set<String> = []
    for group in groups {
      for key in group.keys {
        guard distributed.contains(where: { $0.key == key }) else {
          throw InputFault(key: key, message: "it is correlated with others but not uncertain.")
        }
        if let posterior, posterior.holds(key) {
          throw InputFault(
            key: key,
            message: "it is correlated with others and comes from \(posterior.file.name), too. "
              + "Take it out of one.")
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
  }

  /// Names of a point's coordinates: one for each input with a distribution, one for each group's
  /// common cause, and one for the row of the posterior where no input has one to spare.
  private var coordinates: [String] {
    distributed.map(\.key) + groups.indices.map { "group \($0)" }
      + (posterior != nil && spareCoordinate == nil ? ["row"] : [])
  }

  /// The coordinate of the first input whose distribution is not used, as it is in the posterior.
  private var spareCoordinate: Int? {
    posterior.flatMap { posterior in distributed.firstIndex { posterior.holds($0.key) } }
  }

  /// The numbers of each draw by key, draws in order.
  ///
  /// An input that is not in the posterior has the same numbers with and without it.
  public func draws(_ count: Int) -> [Scenario.Inputs] {
    let rowCoordinate = spareCoordinate ?? distributed.count + groups.count
    return points(count).map { point in
      let inputs = Scenario.Inputs(
        uniqueKeysWithValues: zip(distributed, correlated(point)).map { input, u in
          (input.key, input.quantile(u))
        })
      guard let posterior else { return inputs }
      return inputs.merging(posterior.numbers(at: point[rowCoordinate])) { _, joint in joint }
    }
  }

  /// Points of the unit cube, all coordinates inside (0, 1).
  private func points(_ count: Int) -> [[Double]] {
    let names = coordinates
    guard !names.isEmpty else { return Array(repeating: [], count: count) }
    let key = StreamKey(seed: seed, purpose: .design, index: 0)
    switch method {
    case .monteCarlo:
      return (0..<count).map { draw in
        let key = StreamKey(seed: seed, parameterDraw: UInt32(draw))
        return names.map { name in
          key.openUniform(
            at: StreamAddress(patient: Self.number(of: name), process: 0, occurrence: 0))
        }
      }
    case .latinHypercube:
      return LatinHypercube.points(count: count, dimensions: names.count, key: key)
    case .sobol, .halton:
      var sequence = QuasiRandomSequence(
        method.sequence!, dimensions: names.count, shiftedBy: key)
      return (0..<count).map { _ in sequence.next() }
    }
  }

  /// The inputs' coordinates after each group's members were moved towards their common cause.
  private func correlated(_ point: [Double]) -> [Double] {
    var moved = Array(point.prefix(distributed.count))
    let standard = Distribution.normal(mean: 0, standardDeviation: 1)
    for (index, group) in groups.enumerated() {
      let common = standard.quantile(point[distributed.count + index])
      for (place, input) in distributed.enumerated() where group.keys.contains(input.key) {
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
