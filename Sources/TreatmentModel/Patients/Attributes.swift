/// Sex as recorded.
public enum Sex: UInt8, CaseIterable, Sendable {
  case female, male
}

/// Race and ethnicity as recorded; the last three exclude nobody of Hispanic ethnicity but `white`
/// and `black`, which are non-Hispanic.
public enum RaceEthnicity: UInt8, CaseIterable, Sendable {
  case white, black, hispanic, other
}

/// Genetic ancestry, used for allele frequencies only.
public enum Ancestry: UInt8, CaseIterable, Sendable {
  case european, africanAmerican, eastAsian, admixedAmerican
}

/// Who pays for care.
public enum Insurance: UInt8, CaseIterable, Sendable {
  case commercial, medicaid, medicare, uninsured
}

/// Yes-or-no attributes of a person, fixed at entry.
public struct Traits: OptionSet, Sendable, Hashable {
  /// One bit for each trait.
  public let rawValue: UInt16
  /// Makes a set from its bits.
  @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// Lives in a rural area.
  public static let rural = Traits(rawValue: 1 << 0)
  /// Has no stable housing.
  public static let unstablyHoused = Traits(rawValue: 1 << 1)
  /// Has paid work.
  public static let employed = Traits(rawValue: 1 << 2)
  /// Has a phone.
  public static let phone = Traits(rawValue: 1 << 3)
  /// Has access to the internet.
  public static let internet = Traits(rawValue: 1 << 4)
  /// Injects.
  public static let injects = Traits(rawValue: 1 << 5)
  /// Severe disorder.
  public static let severe = Traits(rawValue: 1 << 6)
  /// Depression.
  public static let depression = Traits(rawValue: 1 << 7)
  /// Anxiety disorder.
  public static let anxiety = Traits(rawValue: 1 << 8)
  /// Post-traumatic stress disorder.
  public static let ptsd = Traits(rawValue: 1 << 9)
  /// Chronic pain.
  public static let chronicPain = Traits(rawValue: 1 << 10)
  /// Has a supportive family.
  public static let supportiveFamily = Traits(rawValue: 1 << 11)
  /// Uses sedatives.
  public static let sedatives = Traits(rawValue: 1 << 12)
  /// Pregnant at time zero.
  public static let pregnant = Traits(rawValue: 1 << 13)

  /// Every trait with the name used in scenario files and CSV output.
  public static let named: [(name: String, trait: Traits)] = [
    ("rural", .rural), ("unstablyHoused", .unstablyHoused), ("employed", .employed),
    ("phone", .phone), ("internet", .internet), ("injects", .injects), ("severe", .severe),
    ("depression", .depression), ("anxiety", .anxiety), ("ptsd", .ptsd),
    ("chronicPain", .chronicPain), ("supportiveFamily", .supportiveFamily),
    ("sedatives", .sedatives), ("pregnant", .pregnant),
  ]
}

/// What is fixed about a person at entry.
public struct Attributes: Sendable, Equatable {
  // Widest first: one record is then 20 bytes.
  /// Age at time zero of the run, in years; younger than at entry for those who enter later.
  public var age: Float
  /// Stigma felt by the person, 0 (none) to 1.
  public var feltStigma: Float
  /// Diplotypes of the genes that policies may look at.
  public var genotypes: Genotypes
  /// Yes-or-no attributes.
  public var traits: Traits
  /// Sex as recorded.
  public var sex: Sex
  /// Race and ethnicity as recorded.
  public var race: RaceEthnicity
  /// Genetic ancestry, used for allele frequencies only.
  public var ancestry: Ancestry
  /// Who pays for care.
  public var insurance: Insurance
  /// Treatment episodes before time zero, 0 to 255.
  public var priorEpisodes: UInt8

  /// Makes the attributes of one person.
  public init(
    age: Float, sex: Sex, race: RaceEthnicity, ancestry: Ancestry, insurance: Insurance,
    traits: Traits, feltStigma: Float, priorEpisodes: UInt8, genotypes: Genotypes
  ) {
    self.age = age
    self.sex = sex
    self.race = race
    self.ancestry = ancestry
    self.insurance = insurance
    self.traits = traits
    self.feltStigma = feltStigma
    self.priorEpisodes = priorEpisodes
    self.genotypes = genotypes
  }
}
