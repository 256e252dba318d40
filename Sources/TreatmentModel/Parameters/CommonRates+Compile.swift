internal import DiscreteEvents
internal import Foundation

/// Days in a year and in a month of a calendar year.
enum Calendar {
  static let daysPerYear = 365.25
  static let daysPerMonth = daysPerYear / 12
}

extension CommonRates {
  /// Compiles parameters into hazards per day and logarithms of ratios.
  init(_ parameters: Parameters) {
    func value(_ key: String) -> Double { parameters[key] }
    func ratio(_ key: String) -> Float { Float(parameters[key]) }
    func logRatio(_ key: String) -> Float { Float(log(parameters[key])) }
    func perYear(_ key: String) -> Float { Float(parameters[key] / Calendar.daysPerYear) }
    func weibull(_ key: String) -> WeibullHazard {
      WeibullHazard(shape: parameters["\(key).shape"], scale: parameters["\(key).scaleDays"])
    }
    /// A ratio per third of a dose as a logarithm per unit of adequacy.
    func logPerUnit(_ key: String) -> Float { Float(log(parameters[key]) * 3) }

    let demand = Medication.allCases.reduce(0.0) { $0 + MedicationRates.demand($1, parameters) }
    initialAbstinent = value("initial.abstinent")
    seek = Float(demand / 1000 / Calendar.daysPerMonth)
    reentry = weibull("reentry")
    reentryRatio = ratio("reentry.ratio")
    logFeltStigma = logRatio("seek.feltStigmaRatio")
    feltStigmaMean = ratio("population.feltStigma.mean")
    seekSevere = ratio("seek.severeRatio")
    seekUnstablyHoused = ratio("seek.unstablyHousedRatio")
    seekNoPhone = ratio("seek.noPhoneRatio")
    seekRecentOverdose = ratio("seek.recentOverdoseRatio")
    recentOverdoseDays = value("seek.recentOverdoseDays")
    seekLongOut = ratio("seek.longOutRatio")
    longOutDays = value("seek.longOutDays")

    offeredMethadone = value("access.offered.methadone")
    offeredBuprenorphineMedicaid = value("access.offered.buprenorphine.medicaid")
    offeredBuprenorphineOther = value("access.offered.buprenorphine.other")
    offeredNaltrexone = value("access.offered.naltrexoneXR")
    delayOTP = IntakeDelay("otp", parameters)
    delayOffice = IntakeDelay("office", parameters)
    delayTelehealth = IntakeDelay("telehealth", parameters)
    delayWithdrawal = IntakeDelay("withdrawalManagement", parameters)
    logAttendancePerHour = log(value("access.distanceRatioPerHour"))
    travelHoursRural = value("access.travelHours.rural")
    travelHoursUrban = value("access.travelHours.urban")
    patience = Float(1 / value("patience.meanDays"))
    patienceInterim = ratio("patience.interimRatio")
    interimProbability = value("interim.probability")
    choiceSevereMethadone = value("choice.ratio.severe.methadone")
    choiceRemoteMethadone = value("choice.ratio.remote.methadone")
    choicePrevious = value("choice.ratio.previous")

    withdrawalDays = value("withdrawal.days")
    withdrawalCompletion = value("withdrawal.completion")
    bridge = value("withdrawal.bridge")
    precipitatedWithdrawal = value("induction.precipitatedWithdrawal.buprenorphine")
    failureGivenPrecipitated = value("induction.failureGivenPrecipitated")

    need = DoseNeed(parameters)
    frailtyLogSD = value("dropout.frailtyLogSD")
    interruptionGapDays = value("dropout.interruptionGapDays")
    logDropoutPerShortfall = logPerUnit("adequacy.dropoutRatioPerThird")
    logLapsePerShortfall = logPerUnit("adequacy.lapseRatioPerThird")
    logOverdosePerExcess = logPerUnit("adequacy.overdoseRatioPerThirdExcess")
    referenceShortfall = ratio("adequacy.referenceShortfall")
    responseGuided = value("titration.responseGuidedProbability")
    taperMinimumDays = value("taper.minimumDays")
    taper = perYear("taper.perYear")
    taperDays = value("taper.days")
    aftercareDays = value("aftercare.days")
    aftercareRelapse = ratio("aftercare.relapseRatio")

    relapseAfterTreatment = weibull("relapse.afterTreatment")
    relapseAfterRemission = weibull("relapse.afterRemission")
    relapseDepression = ratio("relapse.depressionRatio")
    relapseUnstablyHoused = ratio("relapse.unstablyHousedRatio")
    cessation = perYear("cessation.perYear")
    cessationAfterOverdose = value("cessation.afterOverdose")
    stableDays = value("recovery.stableDays")

    toleranceOnAgonist = ratio("tolerance.onAgonist")
    toleranceGainDays = ratio("tolerance.gainDays")
    toleranceLossDays = ratio("tolerance.lossDays")
    toleranceStepDays = value("tolerance.stepDays")
    toleranceHalfGain = exp(-Float(toleranceStepDays) / 2 / toleranceGainDays)
    toleranceHalfLoss = exp(-Float(toleranceStepDays) / 2 / toleranceLossDays)
    logOverdoseWithoutTolerance = logRatio("tolerance.overdoseRatioAtNone")
    overdoseAtNone = exp(logOverdoseWithoutTolerance)
    overdoseOnAgonist = exp(logOverdoseWithoutTolerance * (1 - toleranceOnAgonist))

    overdosePerDay = perYear("overdose.perYear")
    exposure = OverdoseExposure(
      regularOff: ratio("overdose.exposure.regularOff"),
      lapseOff: ratio("overdose.exposure.lapseOff"),
      abstinentOff: ratio("overdose.exposure.abstinentOff"),
      regularOn: ratio("overdose.exposure.regularOn"),
      lapseOn: ratio("overdose.exposure.lapseOn"),
      abstinentOn: ratio("overdose.exposure.abstinentOn"))
    overdoseInjects = ratio("overdose.injectsRatio")
    overdoseSedatives = ratio("overdose.sedativesRatio")
    overdoseNaltrexone = ratio("overdose.naltrexoneRatio")
    fentanylRatio = value("overdose.fentanylRatio")
    fentanylOnAgonist = value("overdose.fentanylOnAgonist")
    earlyDays = value("overdose.earlyDays")
    survival = SurvivalChain(
      witnessed: value("survival.witnessed"),
      naloxonePresent: value("survival.naloxonePresent"),
      naloxoneUsed: value("survival.naloxoneUsed"),
      emergencyCall: value("survival.emergencyCall"),
      fatalityWithoutResponse: value("survival.fatalityWithoutResponse"),
      fatalityWithNaloxone: value("survival.fatalityWithNaloxone"),
      emergencyFatalityRatio: value("survival.emergencyFatalityRatio"),
      transport: value("emergency.transport"),
      linkage: value("emergency.linkage"))

    mortalityFemale = mortality(.female, parameters)
    mortalityMale = mortality(.male, parameters)
    deathInjects = ratio("death.ratio.injects")
    deathOther = ratio("death.ratio.other")
    deathAbstinent = ratio("death.abstinentRatio")
  }
}

/// Mortality of the general population per day, by age in days.
private func mortality(_ sex: Sex, _ parameters: Parameters) -> GompertzHazard {
  let slope = parameters["death.slopePerYear.\(sex)"]
  let levelAtBirth = parameters["death.levelAt40.\(sex)"] * exp(-40 * slope)
  return GompertzHazard(
    level: levelAtBirth / Calendar.daysPerYear, slope: slope / Calendar.daysPerYear)
}
