internal import DiscreteEvents

/// What the event loop needs to know about one medication; compiled once per community.
struct MedicationRates {
  /// Drop-out since the first dose, in days.
  var dropout: WeibullHazard
  /// Makes the mean of the ratios below equal to 1 in the cohort that the Weibull was fitted to.
  var dropoutNorm: Float
  var dropoutInjects: Float
  var dropoutEpisodeTwo: Float
  var dropoutLaterEpisode: Float
  var dropoutLapse: Float
  /// Lapses start and end, per day.
  var lapse: Float
  var lapseEnd: Float
  var lapseAtFirstDose: Double
  var inductionDays: Double
  var inductionFailure: Double
  var stabilisationDays: Double
  var immediateUse: Double
  /// Overdose ratio of the first `earlyDays`.
  var earlyOverdose: Float
  /// Ratio of the hazard of death from other causes.
  var otherDeath: Float
  var dose: DoseSchedule
  /// Share of the prevalent population on this medication at time zero.
  var initialShare: Double
  /// Weight in the choice of medication: attempts to enter under usual care.
  var choiceWeight: Double

  /// Compiles the rates of a medication.
  ///
  /// The row of `Medication.none` holds the weight of withdrawal management alone; its other entries are
  /// those of methadone and are never used.
  init(_ medication: Medication, _ parameters: Parameters) {
    let name = medication == .none ? Medication.methadone.name : medication.name
    func value(_ key: String) -> Double { parameters["\(key).\(name)"] }
    initialShare = value("initial.inTreatment")
    dropout = WeibullHazard(shape: value("dropout.shape"), scale: value("dropout.scaleDays"))
    let lapseRatio = value("dropout.lapseRatio")
    let injectsRatio = value("dropout.injectsRatio")
    let meanRatio =
      (1 + (lapseRatio - 1) * value("dropout.referenceLapseShare"))
      * (1 + (injectsRatio - 1) * value("dropout.referenceInjects"))
    dropoutNorm = Float(1 / meanRatio)
    dropoutInjects = Float(injectsRatio)
    dropoutLapse = Float(lapseRatio)
    dropoutEpisodeTwo = Float(value("dropout.episodeTwoRatio"))
    dropoutLaterEpisode = Float(value("dropout.laterEpisodeRatio"))
    lapse = Float(value("lapse.perDay"))
    lapseEnd = Float(value("lapse.endPerDay"))
    lapseAtFirstDose = value("lapse.atFirstDose")
    inductionDays = value("induction.days")
    inductionFailure = value("induction.failure")
    stabilisationDays = value("stabilisation.days")
    immediateUse = value("dropout.immediateUse")
    earlyOverdose = Float(value("overdose.earlyRatio"))
    otherDeath = Float(value("death.onTreatmentRatio"))
    dose = DoseSchedule(medication, parameters)
    choiceWeight = Self.demand(medication, parameters)
  }

  /// Attempts to enter per 1,000 people and month; `none` is withdrawal management alone.
  static func demand(_ medication: Medication, _ parameters: Parameters) -> Double {
    func attempts(_ name: String) -> Double {
      parameters["seek.entriesPer1000PerMonth.\(name)"]
        * parameters["seek.demandPerEntry.\(name)"]
    }
    let extendedRelease = parameters["seek.buprenorphineXRShare"]
    switch medication {
    case .none: return attempts("withdrawalManagement")
    case .methadone, .naltrexoneXR: return attempts(medication.name)
    case .buprenorphine: return attempts("buprenorphine") * (1 - extendedRelease)
    case .buprenorphineXR: return attempts("buprenorphine") * extendedRelease
    }
  }
}

/// How a clinic raises the dose, in mg and days; all zero where the dose is fixed.
struct DoseSchedule {
  var start: Float = 0
  var step: Float = 0
  var target: Float = 0
  var maximum: Float = 0
  var intervalDays: Double = .infinity

  init(_ medication: Medication, _ parameters: Parameters) {
    switch medication {
    case .none, .buprenorphineXR, .naltrexoneXR: return
    case .methadone, .buprenorphine:
      func value(_ key: String) -> Double { parameters["dose.\(medication.name).\(key)"] }
      start = Float(value("start"))
      step = Float(value("step"))
      target = Float(value("target"))
      maximum = Float(value("maximum"))
      intervalDays = value("intervalDays")
    }
  }
}
