/// Conditions of all policies turned round: for each attribute, the policies that accept it.
///
/// Every policy is checked at once, a bit each. What is fixed about a person is asked at entry; the
/// medication and the use state at the offer. The memory is given back with `deallocate`.
struct EligibilityMasks {
  private static var traitBits: Int { Traits.RawValue.bitWidth }
  /// The two traits whose lack is counted apart.
  private static let remote: Traits = [.phone, .internet]

  private let conditions: [Eligibility]
  private let requiring: UnsafeMutablePointer<UInt32>
  private let excluding: UnsafeMutablePointer<UInt32>
  private let sexes: UnsafeMutablePointer<UInt32>
  private let races: UnsafeMutablePointer<UInt32>
  private let insurances: UnsafeMutablePointer<UInt32>
  private let medications: UnsafeMutablePointer<UInt32>
  private let uses: UnsafeMutablePointer<UInt32>
  private let everybody: UInt32
  /// Policies with a condition on a number or a place, which are asked one by one.
  private let special: UInt32

  /// Compiles the conditions of policies, in their order.
  init(_ conditions: [Eligibility]) {
    self.conditions = conditions
    func mask(_ holds: (Eligibility) -> Bool) -> UInt32 {
      conditions.indices.reduce(0) { holds(conditions[$1]) ? $0 | 1 << UInt32($1) : $0 }
    }
    func table<Value: CaseIterable & Hashable>(_ accepted: (Eligibility) -> Set<Value>)
      -> UnsafeMutablePointer<UInt32>
    {
      let table = UnsafeMutablePointer<UInt32>.allocate(capacity: Value.allCases.count)
      for (place, value) in Value.allCases.enumerated() {
        (table + place).initialize(
          to: mask { accepted($0).isEmpty || accepted($0).contains(value) })
      }
      return table
    }
    requiring = .allocate(capacity: Self.traitBits)
    excluding = .allocate(capacity: Self.traitBits)
    for bit in 0..<Self.traitBits {
      let trait = Traits(rawValue: 1 << UInt16(bit))
      (requiring + bit).initialize(to: mask { $0.required.contains(trait) })
      (excluding + bit).initialize(to: mask { $0.excluded.contains(trait) })
    }
    sexes = table(\.sexes)
    races = table(\.races)
    insurances = table(\.insurances)
    medications = table(\.medications)
    uses = table(\.uses)
    everybody = mask { _ in true }
    let usual = Eligibility()
    special = mask {
      $0.ages != usual.ages || $0.minimumPriorEpisodes > 0 || !$0.communities.isEmpty
    }
  }

  func deallocate() {
    for table in [requiring, excluding, sexes, races, insurances, medications, uses] {
      table.deallocate()
    }
  }

  /// Policies whose conditions on medication and use hold.
  ///
  /// - Parameter medication: the present medication, or the planned one before the first dose.
  @inline(__always) func accepting(_ medication: Medication, _ use: UseState) -> UInt32 {
    medications[Int(medication.rawValue)] & uses[Int(use.rawValue)]
  }

  /// Policies whose conditions on what is fixed about a person hold, and those for which nothing
  /// required is missing but a phone or internet access.
  func standing(of person: Attributes, in community: String) -> (
    eligible: UInt32, lacksRemote: UInt32
  ) {
    var lacking: UInt32 = 0
    var lackingRemote: UInt32 = 0
    var excluded: UInt32 = 0
    for bit in 0..<Self.traitBits {
      let trait = Traits(rawValue: 1 << UInt16(bit))
      if person.traits.contains(trait) {
        excluded |= excluding[bit]
      } else if Self.remote.contains(trait) {
        lackingRemote |= requiring[bit]
      } else {
        lacking |= requiring[bit]
      }
    }
    var eligible = everybody & ~(lacking | lackingRemote | excluded)
    eligible &=
      sexes[Int(person.sex.rawValue)] & races[Int(person.race.rawValue)]
      & insurances[Int(person.insurance.rawValue)]
    var rest = eligible & special
    while rest != 0 {
      let index = rest.trailingZeroBitCount
      rest &= rest - 1
      let condition = conditions[index]
      let holds =
        condition.ages.contains(person.age)
        && person.priorEpisodes >= condition.minimumPriorEpisodes
        && (condition.communities.isEmpty || condition.communities.contains(community))
      if !holds { eligible &= ~(1 << UInt32(index)) }
    }
    return (eligible, lackingRemote & ~lacking)
  }
}

/// What is fixed about a person, as far as policies ask for it: a bit for each policy.
struct PolicyStanding {
  /// Policies that accept the person, if medication and use are right.
  var eligible: UInt32
  /// Policies for which the person has all that is required but a phone or internet access.
  var lacksRemote: UInt32
  /// Policies whose score would flag the person if it were perfect, and medication and use are right.
  var highRisk: UInt32
}
