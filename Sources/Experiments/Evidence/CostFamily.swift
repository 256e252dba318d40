/// Kinds of cost, the second word of a cost's key: they tell in which perspectives it counts.
public enum CostFamily: String, CaseIterable, Sendable {
  /// Health care, also treatment of opioid use disorder.
  case health
  /// Public budgets outside health care.
  case `public`
  /// Police, courts, corrections and victims.
  case crime
  /// Work that is not done.
  case productivity

  /// The first word of the keys of costs.
  static let prefix = "cost"

  /// The family of a key; nil where it is no cost, or one of no family, which the parameter file's
  /// reader refuses.
  public init?(of key: String) {
    let parts = key.split(separator: ".")
    guard parts.count >= 3, parts[0] == Self.prefix else { return nil }
    self.init(rawValue: String(parts[1]))
  }

  /// Names of the perspectives in which a cost counts.
  ///
  /// Of the cost of crime only the share `cost.crime.publicShare` counts for the payer.
  public var perspectives: [String] {
    switch self {
    case .health: ["healthSector", "payer", "societal"]
    case .public, .crime: ["payer", "societal"]
    case .productivity: ["societal"]
    }
  }
}
