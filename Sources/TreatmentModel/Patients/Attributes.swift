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
  public let rawValue: UInt16
  /// Makes a set from its bits.
  @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

  public static let rural = Traits(rawValue: 1 << 0)
  public static let unstablyHoused = Traits(rawValue: 1 << 1)
  public static let employed = Traits(rawValue: 1 << 2)
  public static let phone = Traits(rawValue: 1 << 3)
  public static let internet = Traits(rawValue: 1 << 4)
  public static let injects = Traits(rawValue: 1 << 5)
  public static let severe = Traits(rawValue: 1 << 6)
  public static let depression = Traits(rawValue: 1 << 7)
  public static let anxiety = Traits(rawValue: 1 << 8)
  public static let ptsd = Traits(rawValue: 1 << 9)
  public static let chronicPain = Traits(rawValue: 1 << 10)
  public static let supportiveFamily = Traits(rawValue: 1 << 11)
  public static let sedatives = Traits(rawValue: 1 << 12)
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
  /// Age at time zero of the run, in years; younger than at entry for those who enter later.
  public var age: Float
  public var sex: Sex
  public var race: RaceEthnicity
  public var ancestry: Ancestry
  public var insurance: Insurance
  public var traits: Traits
  /// Stigma felt by the person, 0 (none) to 1.
  public var feltStigma: Float
  /// Treatment episodes before time zero, 0 to 255.
  public var priorEpisodes: UInt8
  public var genotypes: Genotypes

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
