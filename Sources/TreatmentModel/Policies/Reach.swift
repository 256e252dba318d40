/// Whom a policy reaches, at which moment, for how long.
public struct Reach: Sendable, Equatable {
  /// The moment at which a person may be reached.
  public enum Trigger: String, CaseIterable, Sendable {
    /// When the policy starts, and at entry after that.
    case everybody
    /// When a person asks for care.
    case seeking
    /// On joining a waiting list.
    case waiting
    /// On being admitted to withdrawal management.
    case withdrawalManagement
    /// On being admitted to medication.
    case admission
    /// At the first dose.
    case firstDose
    /// On reaching maintenance.
    case maintenance
    /// In the emergency department, after an overdose.
    case emergencyVisit
    /// On dropping out.
    case dropout
    /// At the start of aftercare.
    case aftercare
  }

  /// The moment at which people may be reached.
  public var trigger: Trigger
  /// Who may be reached.
  public var who: Eligibility
  /// Probability that an eligible person takes it up, at each trigger, 0...1.
  public var uptake: Double
  /// Something finite that each person reached takes up while it lasts.
  public var resource: ResourceKind?
  /// Days that it lasts for a person; infinity until the policy ends.
  public var days: Double
  /// It ends when medication ends.
  public var whileOnMedication: Bool
  /// A score decides who is offered it.
  public var targeting: Targeting?

  /// Describes a reach.
  public init(
    trigger: Trigger, who: Eligibility = Eligibility(), uptake: Double = 1,
    resource: ResourceKind? = nil, days: Double = .infinity, whileOnMedication: Bool = false,
    targeting: Targeting? = nil
  ) {
    self.trigger = trigger
    self.who = who
    self.uptake = uptake
    self.resource = resource
    self.days = days
    self.whileOnMedication = whileOnMedication
    self.targeting = targeting
  }
}

/// Who may be reached: all conditions hold together; an empty set is no condition.
public struct Eligibility: Sendable, Equatable {
  /// Traits that a person must have.
  public var required: Traits
  /// Traits that rule a person out.
  public var excluded: Traits
  /// Sexes.
  public var sexes: Set<Sex>
  /// Races and ethnicities.
  public var races: Set<RaceEthnicity>
  /// Kinds of insurance.
  public var insurances: Set<Insurance>
  /// Age at time zero, in years.
  public var ages: ClosedRange<Float>
  /// The present medication, or the planned one before the first dose.
  public var medications: Set<Medication>
  /// Present use states.
  public var uses: Set<UseState>
  /// Treatment episodes before time zero, at least.
  public var minimumPriorEpisodes: UInt8
  /// Names of communities.
  public var communities: Set<String>

  /// By default everybody.
  public init(
    required: Traits = [], excluded: Traits = [], sexes: Set<Sex> = [],
    races: Set<RaceEthnicity> = [], insurances: Set<Insurance> = [],
    ages: ClosedRange<Float> = 0...200, medications: Set<Medication> = [],
    uses: Set<UseState> = [], minimumPriorEpisodes: UInt8 = 0, communities: Set<String> = []
  ) {
    self.required = required
    self.excluded = excluded
    self.sexes = sexes
    self.races = races
    self.insurances = insurances
    self.ages = ages
    self.medications = medications
    self.uses = uses
    self.minimumPriorEpisodes = minimumPriorEpisodes
    self.communities = communities
  }
}

/// A score that flags people for a scarce programme, with errors.
public struct Targeting: Sendable, Equatable {
  /// Those whom a perfect score would flag.
  public var highRisk: Eligibility
  /// Accuracy for everybody who has no other.
  public var accuracy: Accuracy
  /// Another accuracy for some races and ethnicities: a biased score.
  public var accuracyByRace: [RaceEthnicity: Accuracy]

  /// Probabilities of a correct answer, 0...1.
  public struct Accuracy: Sendable, Equatable {
    /// Probability that somebody at high risk is flagged.
    public var sensitivity: Double
    /// Probability that somebody else is not flagged.
    public var specificity: Double

    /// Describes an accuracy.
    public init(sensitivity: Double, specificity: Double) {
      self.sensitivity = sensitivity
      self.specificity = specificity
    }
  }

  /// Describes a score.
  public init(
    highRisk: Eligibility, accuracy: Accuracy,
    accuracyByRace: [RaceEthnicity: Accuracy] = [:]
  ) {
    self.highRisk = highRisk
    self.accuracy = accuracy
    self.accuracyByRace = accuracyByRace
  }
}
