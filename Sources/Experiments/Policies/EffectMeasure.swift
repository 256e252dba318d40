internal import TreatmentModel

/// The number that a policy file gives for an effect, in the words of the study it comes from.
public enum EffectMeasure: Sendable, Equatable {
  /// What a share or its odds are of.
  public enum Subject: String, CaseIterable, Sendable {
    /// Staying: not having had the event at the horizon.
    case staying
    /// Having had the event at the horizon.
    case event
    /// Being abstinent at a look, in people who lapse and stop again and again.
    case abstinence
  }

  /// The lever's own ratio.
  case ratio(Double)
  /// The lever's own shift.
  case shift(Double)
  /// An odds ratio, and the share without the programme; abstinence needs no share.
  case oddsRatio(Double, of: Subject, baseline: Double?)
  /// A risk ratio, and the share without the programme.
  case riskRatio(Double, of: Subject, baseline: Double?)
  /// A standardised mean difference, better being positive, and the share without the programme.
  case standardisedDifference(Double, of: Subject, baseline: Double?)
  /// Shares that stay, or stay free of the event, with and without the programme.
  case retention(with: Double, without: Double)
  /// Shares that have the event with and without the programme.
  case proportions(with: Double, without: Double)

  /// Why a measure does not fit a lever; the text says what to do.
  struct Misfit: Error, Equatable {
    var message: String
  }

  /// The number in the file that is uncertain: for two shares the one with the programme.
  public var number: Double {
    switch self {
    case .ratio(let number), .shift(let number), .oddsRatio(let number, _, _),
      .riskRatio(let number, _, _), .standardisedDifference(let number, _, _),
      .retention(let number, _), .proportions(let number, _):
      number
    }
  }

  /// The same measure with another number.
  public func with(number: Double) -> EffectMeasure {
    switch self {
    case .ratio: .ratio(number)
    case .shift: .shift(number)
    case .oddsRatio(_, let subject, let baseline):
      .oddsRatio(number, of: subject, baseline: baseline)
    case .riskRatio(_, let subject, let baseline):
      .riskRatio(number, of: subject, baseline: baseline)
    case .standardisedDifference(_, let subject, let baseline):
      .standardisedDifference(number, of: subject, baseline: baseline)
    case .retention(_, let without): .retention(with: number, without: without)
    case .proportions(_, let without): .proportions(with: number, without: without)
    }
  }

  /// The lever's ratio or shift that the measure means.
  func value(of lever: Lever) throws(Misfit) -> Double {
    switch self {
    case .ratio(let ratio):
      guard lever.scale == .ratio else {
        throw Misfit(message: "the lever '\(lever)' is added to. Give shift, or two proportions.")
      }
      return ratio
    case .shift(let shift):
      guard lever.scale == .shift else {
        throw Misfit(message: "the lever '\(lever)' is multiplied. Give ratio.")
      }
      return shift
    case .oddsRatio(let ratio, .abstinence, _):
      return try Self.abstinence(ratio, lever)
    case .standardisedDifference(let difference, .abstinence, _):
      let ratio = HazardConversion.oddsRatio(standardisedDifference: difference)
      return try Self.abstinence(ratio, lever)
    case .oddsRatio(let ratio, let subject, let baseline):
      return try Self.odds(ratio, of: subject, baseline, lever)
    case .standardisedDifference(let difference, let subject, let baseline):
      let ratio = HazardConversion.oddsRatio(standardisedDifference: difference)
      return try Self.odds(ratio, of: subject, baseline, lever)
    case .riskRatio(let ratio, let subject, let baseline):
      let baseline = try Self.known(baseline)
      return try Self.shares(subject, with: baseline * ratio, without: baseline, lever)
    case .retention(let with, let without):
      return try Self.shares(.staying, with: with, without: without, lever)
    case .proportions(let with, let without):
      return try Self.shares(.event, with: with, without: without, lever)
    }
  }

  private static func known(_ baseline: Double?) throws(Misfit) -> Double {
    guard let baseline else {
      throw Misfit(message: "the share without the programme is needed. Give baseline.")
    }
    return baseline
  }

  private static func abstinence(_ ratio: Double, _ lever: Lever) throws(Misfit) -> Double {
    guard lever == .lapseHazard else {
      throw Misfit(message: "odds of abstinence are turned into lapseHazard only. Give ratio.")
    }
    return HazardConversion.lapseRatio(abstinenceOddsRatio: ratio)
  }

  private static func odds(
    _ ratio: Double, of subject: Subject, _ baseline: Double?, _ lever: Lever
  ) throws(Misfit) -> Double {
    let baseline = try known(baseline)
    let share = HazardConversion.share(oddsRatio: ratio, baseline: baseline)
    return try shares(subject, with: share, without: baseline, lever)
  }

  private static func shares(
    _ subject: Subject, with: Double, without: Double, _ lever: Lever
  ) throws(Misfit) -> Double {
    guard (0..<1).contains(with) && with > 0 else {
      throw Misfit(
        message: "the share with the programme would be \(NumberText.text(with)). It must lie "
          + "between 0 and 1.")
    }
    if lever.scale == .shift {
      guard subject == .event else {
        throw Misfit(
          message: "the lever '\(lever)' is the chance of an event. Give of: event, or proportions."
        )
      }
      return with - without
    }
    guard lever.isHazard else {
      throw Misfit(message: "the lever '\(lever)' is no hazard. Give ratio.")
    }
    switch subject {
    case .staying: return HazardConversion.hazardRatio(staying: with, insteadOf: without)
    case .event: return HazardConversion.hazardRatio(event: with, insteadOf: without)
    case .abstinence:
      throw Misfit(message: "for abstinence give oddsRatio or standardisedDifference.")
    }
  }
}

extension Lever {
  /// Whether the lever multiplies a hazard, so that shares at a horizon can be turned into it.
  var isHazard: Bool {
    switch self {
    case .seekHazard, .patienceHazard, .dropoutHazard, .lapseHazard, .lapseEndHazard, .taperHazard,
      .relapseHazard, .cessationHazard, .overdoseHazard, .otherDeathHazard:
      true
    case .feltStigma, .offeredProbability, .attendanceProbability, .travelHours, .intakeDelay,
      .interimProbability, .choiceMethadone, .choiceBuprenorphine, .choiceBuprenorphineXR,
      .choiceNaltrexoneXR, .inductionFailure, .withdrawalCompletion, .bridgeProbability,
      .doseTarget, .doseStep, .responseGuidedProbability, .immediateUse, .aftercareDays,
      .naloxonePresent, .emergencyCall, .emergencyLinkage, .fatality:
      false
    }
  }
}
