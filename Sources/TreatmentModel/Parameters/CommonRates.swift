internal import DiscreteEvents

/// What the event loop needs to know apart from the medications; compiled once per community.
///
/// Hazards are per day, probabilities are `Double`, ratios that enter hazards are `Float`.
struct CommonRates {
  /// Share of those out of treatment at time zero who are abstinent.
  var initialAbstinent: Double
  // Seeking care
  var seek: Float
  var reentry: WeibullHazard
  var reentryRatio: Float
  var logFeltStigma: Float
  var feltStigmaMean: Float
  var seekSevere: Float
  var seekUnstablyHoused: Float
  var seekNoPhone: Float
  var seekRecentOverdose: Float
  var recentOverdoseDays: Double
  var seekLongOut: Float
  var longOutDays: Double
  // Access
  var offeredMethadone: Double
  var offeredBuprenorphineMedicaid: Double
  var offeredBuprenorphineOther: Double
  var offeredNaltrexone: Double
  var delayOTP: IntakeDelay
  var delayOffice: IntakeDelay
  var delayTelehealth: IntakeDelay
  var delayWithdrawal: IntakeDelay
  var logAttendancePerHour: Double
  var travelHoursRural: Double
  var travelHoursUrban: Double
  var patience: Float
  var patienceInterim: Float
  var interimProbability: Double
  var choiceSevereMethadone: Double
  var choiceRemoteMethadone: Double
  var choicePrevious: Double
  // Withdrawal management and induction
  var withdrawalDays: Double
  var withdrawalCompletion: Double
  var bridge: Double
  var precipitatedWithdrawal: Double
  var failureGivenPrecipitated: Double
  // Treatment
  var need: DoseNeed
  var frailtyLogSD: Double
  var interruptionGapDays: Double
  var logDropoutPerShortfall: Float
  var logLapsePerShortfall: Float
  var logOverdosePerExcess: Float
  var referenceShortfall: Float
  var responseGuided: Double
  var taperMinimumDays: Double
  var taper: Float
  var taperDays: Double
  var aftercareDays: Double
  var aftercareRelapse: Float
  // Use
  var relapseAfterTreatment: WeibullHazard
  var relapseAfterRemission: WeibullHazard
  var relapseDepression: Float
  var relapseUnstablyHoused: Float
  var cessation: Float
  var cessationAfterOverdose: Double
  var stableDays: Double
  // Tolerance
  var toleranceOnAgonist: Float
  var toleranceGainDays: Float
  var toleranceLossDays: Float
  var toleranceStepDays: Double
  /// What is left of a gap after half a step.
  var toleranceHalfGain: Float
  var toleranceHalfLoss: Float
  /// Overdose ratios of settled tolerance: none, and that of agonist treatment.
  var overdoseAtNone: Float
  var overdoseOnAgonist: Float
  var logOverdoseWithoutTolerance: Float
  // Overdose
  var overdosePerDay: Float
  var exposure: OverdoseExposure
  var overdoseInjects: Float
  var overdoseSedatives: Float
  var overdoseNaltrexone: Float
  var fentanylRatio: Double
  var fentanylOnAgonist: Double
  var earlyDays: Double
  var survival: SurvivalChain
  // Other causes of death
  /// Deaths per day in the general population by age in days.
  var mortalityFemale: GompertzHazard
  var mortalityMale: GompertzHazard
  var deathInjects: Float
  var deathOther: Float
  var deathAbstinent: Float
}

/// Relative exposure to overdose by use, on and off medication; 1 is regular use off medication.
struct OverdoseExposure {
  var regularOff, lapseOff, abstinentOff: Float
  var regularOn, lapseOn, abstinentOn: Float

  /// The exposure of somebody.
  func value(_ use: UseState, onMedication: Bool) -> Float {
    switch use {
    case .regular: onMedication ? regularOn : regularOff
    case .lapse: onMedication ? lapseOn : lapseOff
    case .abstinent: onMedication ? abstinentOn : abstinentOff
    }
  }
}

/// Probabilities along the chain from an overdose to survival or death.
struct SurvivalChain {
  var witnessed: Double
  var naloxonePresent: Double
  var naloxoneUsed: Double
  var emergencyCall: Double
  var fatalityWithoutResponse: Double
  var fatalityWithNaloxone: Double
  var emergencyFatalityRatio: Double
  var transport: Double
  var linkage: Double
}
