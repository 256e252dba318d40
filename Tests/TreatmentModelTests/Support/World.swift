import DiscreteEvents
import Experiments

@testable import TreatmentModel

/// A world to experiment with: still until a test sets something in motion.
struct World {
  /// Half a tick (2^-21 day): a delay of `days - halfTick` ends on the tick of `days`, whatever the
  /// last bit of a logarithm does.
  static let halfTick = 0x1p-21

  var parameters = World.still
  var capacity: [ResourceKind: Schedule<Capacity>] = [:]
  var fentanyl = Schedule(0.0)
  var population = 1
  var cohort: Model.Cohort = .members([World.person()])
  var warmUp = 0.0
  var horizon = 100.0
  var interval = 10.0
  var stratifications: [Stratification] = []
  var priorities: [PriorityClass] = []
  var startsAtInduction = false

  subscript(_ key: String) -> Double {
    get { parameters[key] }
    set {
      precondition(World.shipped.keys.contains(key), "no parameter \(key)")
      parameters[key] = newValue
    }
  }

  var community: Community {
    Community(
      name: "test", population: population, parameters: parameters, fentanylShare: fentanyl,
      capacity: capacity)
  }

  var model: Model {
    Model(
      communities: [community], cohort: cohort, warmUpDays: warmUp, horizonDays: horizon,
      intervalDays: interval, stratifications: stratifications, priorities: priorities,
      startsAtInduction: startsAtInduction)
  }

  /// The shipped parameters, nothing changed.
  static let shipped = BuiltIn.parameters.values

  /// A man of 40 with no trait, in whom nothing is left to chance but what does not matter here.
  static func person(
    _ medication: Medication? = nil, age: Float = 40, sex: Sex = .male, traits: Traits = []
  ) -> CohortMember {
    CohortMember(
      id: "", medication: medication, age: age, sex: sex, race: .white, ancestry: .european,
      insurance: .commercial, traits: traits, knownTraits: Traits(rawValue: .max))
  }

  /// Many people who are alike.
  static func people(_ count: Int, _ member: CohortMember = person()) -> Model.Cohort {
    .members(Array(repeating: member, count: count))
  }

  /// Parameters with which nothing ever happens: hazards 0, chances 0, ratios 1; whoever asks for
  /// care is offered it and attends.
  static let still: Parameters = {
    var parameters = shipped
    for key in parameters.keys {
      if let value = stillValue(key) { parameters[key] = value }
    }
    return parameters
  }()

  /// The value of a key in a still world; nil keeps the shipped one.
  private static func stillValue(_ key: String) -> Double? {
    let zero = [
      "initial.", "population.incidence", "gene.", "clearance.methadone.logSD",
      "clearance.buprenorphine.logSD", "titration.", "adequacy.referenceShortfall",
      "seek.entriesPer1000PerMonth", "seek.buprenorphineXRShare", "access.travelHours",
      "interim.probability", "induction.failure", "induction.precipitated", "withdrawal.completion",
      "withdrawal.bridge", "dropout.frailty", "dropout.reference", "dropout.immediateUse",
      "dropout.interruptionGap", "taper.perYear", "lapse.", "cessation.", "overdose.perYear",
      "survival.", "emergency.", "death.level", "population.priorEpisodes.fiveOrMore",
    ]
    let one = [
      "clearance.buprenorphine.CYP3A4", "dose.buprenorphine.fentanylNeed", "adequacy.dropout",
      "adequacy.lapse", "adequacy.overdose", "seek.demandPerEntry", "seek.feltStigma",
      "seek.severe", "seek.recentOverdoseRatio", "seek.unstablyHoused", "seek.noPhone",
      "seek.longOutRatio", "reentry.ratio", "reentry.shape", "access.offered",
      "patience.interimRatio", "choice.ratio", "dropout.shape", "dropout.episodeTwo",
      "dropout.laterEpisode", "dropout.injects", "dropout.lapseRatio", "aftercare.relapseRatio",
      "relapse.afterTreatment.shape", "relapse.afterRemission.shape", "relapse.depression",
      "relapse.unstablyHoused", "tolerance.overdoseRatioAtNone", "overdose.exposure",
      "overdose.injects", "overdose.fentanylRatio", "overdose.fentanylOnAgonist",
      "overdose.sedatives", "overdose.naltrexoneRatio", "overdose.earlyRatio",
      "survival.emergencyFatality", "death.ratio", "death.onTreatment", "death.abstinent",
      "population.priorEpisodes.none",
    ]
    let never = [
      "reentry.scaleDays", "dropout.scaleDays", "relapse.afterTreatment.scaleDays",
      "relapse.afterRemission.scaleDays", "patience.meanDays", "taper.minimumDays",
    ]
    func begins(_ list: [String]) -> Bool { list.contains { key.hasPrefix($0) } }
    if key == "survival.emergencyFatalityRatio" { return 1 }
    if begins(zero) { return 0 }
    if begins(one) { return 1 }
    if begins(never) { return 1e15 }
    if key.hasPrefix("access.intakeDelayLogSD") { return 1e-15 }
    return nil
  }
}

// MARK: Switches

extension World {
  /// Makes the Weibull process of a key fire `days` after its origin, on the tick.
  ///
  /// A Weibull time is scale x threshold^(1 / shape); with shape 1e12 and thresholds between 1e-9 and
  /// 37 that is the scale within 3e-11 of it.
  mutating func setTimer(_ key: String, days: Double, suffix: String = "") {
    self["\(key).shape\(suffix)"] = 1e12
    self["\(key).scaleDays\(suffix)"] = days - Self.halfTick
  }

  /// Makes the Weibull process of a key exponential with a rate per day.
  mutating func setRate(_ key: String, perDay: Double, suffix: String = "") {
    self["\(key).shape\(suffix)"] = 1
    self["\(key).scaleDays\(suffix)"] = 1 / perDay
  }

  /// A rate at which something happens on the next tick: the longest of all thresholds, 36.8, takes
  /// less than half a tick.
  static let atOnce = 1e9

  /// The rate per day at which those never treated ask for care, for one medication only; `none` is
  /// withdrawal management alone.
  mutating func setSeeking(perDay: Double, _ medication: Medication) {
    let name = medication == .none ? "withdrawalManagement" : medication.name
    self["seek.entriesPer1000PerMonth.\(name)"] = 1000 * perDay * 365.25 / 12
  }

  /// Sets several parameters.
  mutating func set(_ values: [String: Double]) {
    for (key, value) in values { self[key] = value }
  }

  /// Attempts to enter per entry, for all that is asked for.
  mutating func setDemand(_ perEntry: Double) {
    for name in ["methadone", "buprenorphine", "naltrexoneXR", "withdrawalManagement"] {
      self["seek.demandPerEntry.\(name)"] = perEntry
    }
  }

  /// Days from asking for care to the intake appointment, exactly.
  mutating func setIntakeDelay(days: Double) {
    for channel in ["otp", "office", "withdrawalManagement"] {
      self["access.intakeDelayMedianDays.\(channel)"] = max(days, 2 * Self.halfTick) - Self.halfTick
    }
  }

  /// Every overdose is fatal or none is.
  mutating func setOverdoses(perDay: Double, fatal: Bool) {
    self["overdose.perYear"] = perDay * 365.25
    self["survival.fatalityWithoutResponse"] = fatal ? 1 : 0
    self["survival.fatalityWithNaloxone"] = fatal ? 1 : 0
  }

  /// Other deaths at a constant rate, the same for all.
  mutating func setOtherDeaths(perDay: Double) {
    for sex in ["male", "female"] {
      self["death.levelAt40.\(sex)"] = perDay * 365.25
      self["death.slopePerYear.\(sex)"] = 0
    }
  }

  /// Sets a parameter for all four medications.
  mutating func setForAll(_ key: String, _ value: Double) {
    for medication in Medication.active { self["\(key).\(medication.name)"] = value }
  }
}
