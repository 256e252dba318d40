import DiscreteEvents
import TreatmentModel

/// A community of people who are alike and to whom nothing happens until a check sets something in
/// motion: so parts of the whole model can be compared with formulas.
struct StillWorld {
  private(set) var parameters = Self.still
  var people: Int
  var medication: Medication?
  var horizonDays: Double
  var startsAtInduction = false

  init(people: Int, horizonDays: Double) {
    self.people = people
    self.horizonDays = horizonDays
  }

  subscript(_ key: String) -> Double {
    get { parameters[key] }
    set { parameters[key] = newValue }
  }

  /// The world as a model without policies.
  var model: Model {
    let person = CohortMember(
      id: "", medication: medication, age: 40, sex: .male, race: .white, ancestry: .european,
      insurance: .commercial, traits: [], knownTraits: Traits(rawValue: .max))
    let community = Community(
      name: "still", population: people, parameters: parameters, fentanylShare: Schedule(0.0),
      capacity: [:])
    return Model(
      communities: [community], cohort: .members(Array(repeating: person, count: people)),
      horizonDays: horizonDays, intervalDays: horizonDays, startsAtInduction: startsAtInduction)
  }

  /// The outcome of one run.
  func outcome(replication: UInt32 = 1) -> Outcome {
    var simulation = Simulation(model)
    return simulation.run(community: 0, replication: replication, seed: ValidationSeed.value)
  }

  /// Makes a Weibull process exponential with a rate per day.
  mutating func setRate(_ key: String, perDay: Double, suffix: String = "") {
    self["\(key).shape\(suffix)"] = 1
    self["\(key).scaleDays\(suffix)"] = 1 / perDay
  }

  /// Overdoses at a constant rate, all of them fatal.
  mutating func setFatalOverdoses(perDay: Double) {
    self["overdose.perYear"] = perDay * Formula.daysPerYear
    self["survival.fatalityWithoutResponse"] = 1
    self["survival.fatalityWithNaloxone"] = 1
  }

  /// Other deaths at a constant rate, the same at every age.
  mutating func setOtherDeaths(perDay: Double) {
    for sex in ["male", "female"] {
      self["death.levelAt40.\(sex)"] = perDay * Formula.daysPerYear
      self["death.slopePerYear.\(sex)"] = 0
    }
  }

  /// The rate per day at which those never treated ask for methadone.
  mutating func setSeeking(perDay: Double) {
    self["seek.entriesPer1000PerMonth.methadone"] = 1000 * perDay * Formula.daysPerYear / 12
  }

  /// Hazards 0, chances 0, ratios 1; whoever asks is offered and attends.
  private static let still: Parameters = {
    var parameters = BuiltIn.parameters.values
    for key in parameters.keys {
      if let value = value(of: key) { parameters[key] = value }
    }
    return parameters
  }()

  private static func value(of key: String) -> Double? {
    func begins(_ list: [String]) -> Bool { list.contains { key.hasPrefix($0) } }
    if key == "survival.emergencyFatalityRatio" { return 1 }
    if begins(nothing) { return 0 }
    if begins(neutral) { return 1 }
    if begins(never) { return 1e15 }
    return key.hasPrefix("access.intakeDelayLogSD") ? 1e-15 : nil
  }

  private static let nothing = [
    "initial.", "population.incidence", "gene.", "clearance.methadone.logSD",
    "clearance.buprenorphine.logSD", "titration.", "adequacy.referenceShortfall",
    "seek.entriesPer1000PerMonth", "seek.buprenorphineXRShare", "access.travelHours",
    "interim.probability", "induction.failure", "induction.precipitated", "withdrawal.completion",
    "withdrawal.bridge", "dropout.frailty", "dropout.reference", "dropout.immediateUse",
    "dropout.interruptionGap", "taper.perYear", "lapse.", "cessation.", "overdose.perYear",
    "survival.", "emergency.", "death.level", "population.priorEpisodes.fiveOrMore",
  ]

  private static let neutral = [
    "clearance.buprenorphine.CYP3A4", "dose.buprenorphine.fentanylNeed", "adequacy.dropout",
    "adequacy.lapse", "adequacy.overdose", "seek.demandPerEntry", "seek.feltStigma", "seek.severe",
    "seek.recentOverdoseRatio", "seek.unstablyHoused", "seek.noPhone", "seek.longOutRatio",
    "reentry.ratio", "reentry.shape", "access.offered", "patience.interimRatio", "choice.ratio",
    "dropout.shape", "dropout.episodeTwo", "dropout.laterEpisode", "dropout.injects",
    "dropout.lapseRatio", "aftercare.relapseRatio", "relapse.afterTreatment.shape",
    "relapse.afterRemission.shape", "relapse.depression", "relapse.unstablyHoused",
    "tolerance.overdoseRatioAtNone", "overdose.exposure", "overdose.injects",
    "overdose.fentanylRatio", "overdose.fentanylOnAgonist", "overdose.sedatives",
    "overdose.naltrexoneRatio", "overdose.earlyRatio", "survival.emergencyFatality", "death.ratio",
    "death.onTreatment", "death.abstinent", "population.priorEpisodes.none",
  ]

  private static let never = [
    "reentry.scaleDays", "dropout.scaleDays", "relapse.afterTreatment.scaleDays",
    "relapse.afterRemission.scaleDays", "patience.meanDays", "taper.minimumDays",
  ]
}

/// The seed of all runs that the validation makes beside the targets'.
enum ValidationSeed {
  static let value: UInt64 = 20_261_121
}

extension Outcome {
  /// A measure over all strata.
  func total(_ column: Int) -> Int64 {
    stride(from: column, to: totals.count, by: Measure.count).reduce(0) { $0 + totals[$1] }
  }

  /// A count of risk events over all windows and strata.
  func total(_ event: RiskCount) -> Int {
    Int(RiskWindow.allCases.reduce(0) { $0 + total(Measure.count(of: event, in: $1)) })
  }
}
