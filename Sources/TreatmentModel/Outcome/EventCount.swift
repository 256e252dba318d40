/// What the model counts, by interval and by stratum.
///
/// Counts that exist per medication are followed by one case for each, in the order of
/// `Medication.active`; counts per risk window are kept apart, in `RiskCount`.
public enum EventCount: UInt8, CaseIterable, Sendable {
  case arrival
  /// A person asks for care.
  case seek
  /// Turned away at the first contact: no medication was offered.
  case notOffered
  /// Did not come to the intake appointment.
  case missedIntake
  /// Found no free place and joined a waiting list.
  case waitStart
  /// Left the waiting list unserved.
  case renege
  case interimStart
  case withdrawalManagementStart
  case withdrawalManagementCompleted
  case withdrawalManagementLeft
  case admissionMethadone, admissionBuprenorphine, admissionBuprenorphineXR, admissionNaltrexoneXR
  case inductionFailureMethadone, inductionFailureBuprenorphine, inductionFailureBuprenorphineXR,
    inductionFailureNaltrexoneXR
  case dropoutMethadone, dropoutBuprenorphine, dropoutBuprenorphineXR, dropoutNaltrexoneXR
  /// Came back within the interruption gap: the episode goes on.
  case interruption
  case maintenanceStart
  case titrationStep
  case taperStart
  case taperCompleted
  case lapse
  case lapseEnd
  /// Return to regular use after abstinence or lapse.
  case relapse
  /// Regular use ends without treatment.
  case cessation
  /// Abstinent for `recovery.stableDays`.
  case stableRecovery
  case emergencyVisit
  /// Asked for care because of an emergency visit.
  case emergencyLinkage

  /// The name used in CSV output: snake case.
  public var name: String { snakeCase(String(describing: self)) }

  /// The member for a medication of a family whose first member is `self`.
  @inlinable func of(_ medication: Medication) -> EventCount {
    unsafeBitCast(rawValue &+ medication.rawValue &- 1, to: EventCount.self)
  }
}

/// Turns `admissionNaltrexoneXR` into `admission_naltrexone_xr`.
public func snakeCase(_ name: String) -> String {
  var result = ""
  var previousIsLower = false
  for character in name {
    if character.isUppercase, previousIsLower { result += "_" }
    result += character.lowercased()
    previousIsLower = character.isLowercase || character.isNumber
  }
  return result
}
