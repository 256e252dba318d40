/// Everything that one strategy's runs share: data, immutable, usable from every thread.
public struct Model: Sendable {
  /// Who is simulated.
  public enum Cohort: Sendable {
    /// The people of each community, drawn from the population tables; `open` adds newcomers.
    case synthetic(open: Bool)
    /// Named people of a file, the same in every community.
    case members([CohortMember])
  }

  /// The communities, each with an event loop of its own.
  public var communities: [Community]
  /// Who is simulated.
  public var cohort: Cohort
  /// Days that are run and thrown away before observation starts.
  public var warmUpDays: Double
  /// Observed days after the warm-up.
  public var horizonDays: Double
  /// Length of the calendar intervals of the series, in days.
  public var intervalDays: Double
  /// How people are divided into strata.
  public var stratifications: [Stratification]
  /// Who is served first on waiting lists, highest first; the rest are served in order of arrival.
  public var priorities: [PriorityClass]
  /// Time zero starts with everybody at induction (trial emulation) instead of the population's mix.
  public var startsAtInduction: Bool
  /// The policies of the strategy, at most `Policy.limit`.
  public var policies: [Policy]
  /// How effects of several policies on one lever combine.
  public var combining: CombiningRule

  /// Describes the runs of one strategy.
  public init(
    communities: [Community], cohort: Cohort, warmUpDays: Double = 0, horizonDays: Double,
    intervalDays: Double = 365.25 / 12, stratifications: [Stratification] = [],
    priorities: [PriorityClass] = [], startsAtInduction: Bool = false,
    policies: [Policy] = [], combining: CombiningRule = .multiply
  ) {
    precondition(policies.count <= Policy.limit, "\(policies.count) policies")
    self.policies = policies
    self.combining = combining
    self.communities = communities
    self.cohort = cohort
    self.warmUpDays = warmUpDays
    self.horizonDays = horizonDays
    self.intervalDays = intervalDays
    self.stratifications = stratifications
    self.priorities = priorities
    self.startsAtInduction = startsAtInduction
  }

  /// The shape of the outcomes of these runs.
  public var layout: OutcomeLayout {
    OutcomeLayout(
      observedDays: horizonDays, intervalDays: intervalDays, stratifications: stratifications,
      policies: policies.count)
  }
}

/// A class of patients that waiting lists may serve first.
public enum PriorityClass: String, CaseIterable, Sendable {
  case pregnant, recentOverdose
}

/// One person of a cohort file; what is nil is drawn from the population tables.
public struct CohortMember: Sendable {
  /// Identifier in the cohort file.
  public var id: String
  /// The assigned medication; nil lets the model choose.
  public var medication: Medication?
  /// Age at time zero, in years.
  public var age: Float?
  /// Sex as recorded.
  public var sex: Sex?
  /// Race and ethnicity as recorded.
  public var race: RaceEthnicity?
  /// Genetic ancestry, used for allele frequencies only.
  public var ancestry: Ancestry?
  /// Who pays for care.
  public var insurance: Insurance?
  /// Known traits: those present in `knownTraits` are as in `traits`, the others are drawn.
  public var traits: Traits
  /// The traits that are known, present or not; the others are drawn.
  public var knownTraits: Traits

  /// Describes one person.
  public init(
    id: String, medication: Medication? = nil, age: Float? = nil, sex: Sex? = nil,
    race: RaceEthnicity? = nil, ancestry: Ancestry? = nil, insurance: Insurance? = nil,
    traits: Traits = [], knownTraits: Traits = []
  ) {
    self.id = id
    self.medication = medication
    self.age = age
    self.sex = sex
    self.race = race
    self.ancestry = ancestry
    self.insurance = insurance
    self.traits = traits
    self.knownTraits = knownTraits
  }
}
