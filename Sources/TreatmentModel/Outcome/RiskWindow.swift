/// Windows of exposure in which overdoses and deaths are counted, as cohort studies report them.
///
/// The first four weeks on and off treatment are kept apart because risk is highest there (Sordo
/// 2017, doi:10.1136/bmj.j1550); the length is `RiskWindow.days`.
public enum RiskWindow: UInt8, CaseIterable, Sendable {
  /// Never in treatment during the run, or more than four weeks after it.
  case offTreatment
  /// The first four weeks after treatment with an agonist or naltrexone ended.
  case afterTreatment
  case earlyMethadone, earlyBuprenorphine, earlyBuprenorphineXR, earlyNaltrexoneXR
  case onMethadone, onBuprenorphine, onBuprenorphineXR, onNaltrexoneXR

  /// Length of the first window on and off treatment: four weeks, as in the cohort studies.
  public static let days = 28.0

  /// The name used in CSV output: snake case.
  public var name: String { snakeCase(String(describing: self)) }

  /// The window of somebody on a medication.
  @inlinable static func on(_ medication: Medication, early: Bool) -> RiskWindow {
    unsafeBitCast(medication.rawValue &+ (early ? 1 : 5), to: RiskWindow.self)
  }

  /// The medication of the window; `none` off treatment.
  public var medication: Medication {
    switch self {
    case .offTreatment, .afterTreatment: .none
    case .earlyMethadone, .onMethadone: .methadone
    case .earlyBuprenorphine, .onBuprenorphine: .buprenorphine
    case .earlyBuprenorphineXR, .onBuprenorphineXR: .buprenorphineXR
    case .earlyNaltrexoneXR, .onNaltrexoneXR: .naltrexoneXR
    }
  }
}

/// Events counted in each `RiskWindow`.
public enum RiskCount: UInt8, CaseIterable, Sendable {
  /// All opioid overdoses, seen by a service or not, fatal or not.
  case overdose
  /// Overdoses with an emergency call, and fatal ones.
  case overdoseSeen
  case overdoseDeath
  case otherDeath

  /// The name used in CSV output: snake case.
  public var name: String { snakeCase(String(describing: self)) }
}
