public import HealthEconomics

/// What decisions of a scenario are made by: whose costs, and what health is worth.
public struct EconomicsPlan: Sendable, Equatable {
  /// Whose costs count first; the others are told, too.
  public var perspective: Perspective
  /// What a QALY is worth, in the currency of the prices; the first one is the main one.
  public var thresholds: [Double]

  /// Describes a plan; thresholds are positive, at least one.
  public init(
    perspective: Perspective = .healthSector, thresholds: [Double] = [100_000, 50_000, 150_000]
  ) {
    precondition(!thresholds.isEmpty, "no thresholds")
    self.perspective = perspective
    self.thresholds = thresholds
  }

  /// The main threshold.
  public var threshold: Double { thresholds[0] }

  /// Thresholds of acceptability curves: from 0 to twice the highest threshold, in 40 steps.
  var curve: [Double] {
    let top = 2 * (thresholds.max() ?? threshold)
    return (0...40).map { top * Double($0) / 40 }
  }
}

extension Perspective {
  /// The name in files: snake case.
  public var fileName: String {
    switch self {
    case .healthSector: "health_sector"
    case .payer: "payer"
    case .societal: "societal"
    }
  }

  /// The words for people.
  public var words: String {
    switch self {
    case .healthSector: "the health sector"
    case .payer: "the payer"
    case .societal: "society"
    }
  }
}
