/// A mechanism that a policy can move, by name.
///
/// `ratio` levers multiply a hazard, rate or odds and are 1 under usual care; `shift` levers are added to
/// a probability or a score and are 0 under usual care.
public enum Lever: UInt8, CaseIterable, Sendable {
  // Seeking and access
  case seekHazard
  case feltStigma
  case offeredProbability
  case attendanceProbability
  case travelHours
  case intakeDelay
  case patienceHazard
  case interimProbability
  case choiceMethadone, choiceBuprenorphine, choiceBuprenorphineXR, choiceNaltrexoneXR
  // Induction and withdrawal management
  case inductionFailure
  case withdrawalCompletion
  case bridgeProbability
  // Treatment
  case dropoutHazard
  case lapseHazard
  case lapseEndHazard
  case taperHazard
  case doseTarget
  case doseStep
  case responseGuidedProbability
  // After treatment
  case immediateUse
  case relapseHazard
  case cessationHazard
  case aftercareDays
  // Overdose and death
  case overdoseHazard
  case naloxonePresent
  case emergencyCall
  case emergencyLinkage
  case fatality
  case otherDeathHazard

  /// How a lever's values combine with the model's own.
  public enum Scale: Sendable { case ratio, shift }

  /// Whether the lever multiplies or is added.
  public var scale: Scale {
    switch self {
    case .feltStigma, .offeredProbability, .attendanceProbability, .interimProbability,
      .withdrawalCompletion, .bridgeProbability, .responseGuidedProbability, .naloxonePresent,
      .emergencyCall, .emergencyLinkage:
      .shift
    case .seekHazard, .travelHours, .intakeDelay, .patienceHazard, .choiceMethadone,
      .choiceBuprenorphine, .choiceBuprenorphineXR, .choiceNaltrexoneXR, .inductionFailure,
      .dropoutHazard, .lapseHazard, .lapseEndHazard, .taperHazard, .doseTarget, .doseStep,
      .immediateUse, .relapseHazard, .cessationHazard, .aftercareDays, .overdoseHazard, .fatality,
      .otherDeathHazard:
      .ratio
    }
  }

  /// The value under usual care.
  public var neutral: Float {
    switch scale {
    case .ratio: 1
    case .shift: 0
    }
  }
}
