/// A finite means of treatment in a community.
public enum ResourceKind: UInt8, CaseIterable, Sendable {
  /// Places in opioid treatment programmes (methadone).
  case otpPlaces
  /// Panel places of office-based prescribers (buprenorphine, extended-release naltrexone).
  case officePlaces
  /// Panel places of remote prescribers.
  case telehealthPlaces
  /// Beds for withdrawal management.
  case withdrawalBeds
  /// Patients that peer specialists can carry (specialists times caseload).
  case peerCaseload
  /// Patients that counsellors can carry (counsellors times caseload).
  case counsellorCaseload
  /// Inductions that can start on a weekday.
  case inductionSlots

  /// The name used in scenario files and CSV output.
  public var name: String { String(describing: self) }
}
