/// A way to divide people into strata by what is fixed at entry.
public enum Stratification: String, CaseIterable, Sendable {
  case sex, race, age, rurality, insurance, housing, ancestry, severity, injecting

  /// Names of the strata, in the order of `index(of:)`.
  public var strata: [String] {
    switch self {
    case .sex: Sex.allCases.map { String(describing: $0) }
    case .race: RaceEthnicity.allCases.map { String(describing: $0) }
    case .age: ["18-25", "26-35", "36-45", "46-55", "56-65", "over 65"]
    case .rurality: ["urban", "rural"]
    case .insurance: Insurance.allCases.map { String(describing: $0) }
    case .housing: ["stably housed", "unstably housed"]
    case .ancestry: Ancestry.allCases.map { String(describing: $0) }
    case .severity: ["mild or moderate", "severe"]
    case .injecting: ["does not inject", "injects"]
    }
  }

  /// Number of strata; allocates nothing, unlike their names.
  public var count: Int {
    switch self {
    case .sex: Sex.allCases.count
    case .race: RaceEthnicity.allCases.count
    case .age: 6
    case .rurality, .housing, .severity, .injecting: 2
    case .insurance: Insurance.allCases.count
    case .ancestry: Ancestry.allCases.count
    }
  }

  /// Index of a person's stratum; age is that at time zero.
  public func index(of person: Attributes) -> Int {
    switch self {
    case .sex: Int(person.sex.rawValue)
    case .race: Int(person.race.rawValue)
    case .age: [26, 36, 46, 56, 66].count { person.age >= $0 }
    case .rurality: person.traits.contains(.rural) ? 1 : 0
    case .insurance: Int(person.insurance.rawValue)
    case .housing: person.traits.contains(.unstablyHoused) ? 1 : 0
    case .ancestry: Int(person.ancestry.rawValue)
    case .severity: person.traits.contains(.severe) ? 1 : 0
    case .injecting: person.traits.contains(.injects) ? 1 : 0
    }
  }
}
