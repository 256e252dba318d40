/// A medication for opioid use disorder, or none.
public enum Medication: UInt8, CaseIterable, Sendable {
  case none
  /// Full agonist, dispensed by an opioid treatment programme (OTP).
  case methadone
  /// Sublingual partial agonist, prescribed in an office.
  case buprenorphine
  /// Monthly injected buprenorphine.
  case buprenorphineXR
  /// Monthly injected antagonist; the first injection needs completed withdrawal.
  case naltrexoneXR

  /// The four medications, without `none`.
  public static let active: [Medication] = [
    .methadone, .buprenorphine, .buprenorphineXR, .naltrexoneXR,
  ]

  /// Whether the drug keeps up opioid tolerance.
  @inlinable public var isAgonist: Bool {
    self == .methadone || self == .buprenorphine || self == .buprenorphineXR
  }

  /// The name used in scenario files, parameter keys and CSV output.
  public var name: String {
    switch self {
    case .none: "none"
    case .methadone: "methadone"
    case .buprenorphine: "buprenorphine"
    case .buprenorphineXR: "buprenorphineXR"
    case .naltrexoneXR: "naltrexoneXR"
    }
  }
}
