/// The policies of a strategy as the event loop needs them: bit masks and flat rows.
///
/// A policy is a bit; a person holds the mask of the policies attached. All that is asked at an event is
/// laid out beforehand, so that nothing is copied, hashed or counted there.
struct PolicyTable {
  let policies: [Policy]
  private let memory: PolicyMemory
  /// Whom the policies reach.
  let who: EligibilityMasks
  /// Whom a perfect score would flag, for the policies that have one.
  let highRisk: EligibilityMasks
  /// What happens at an offer, by policy.
  let terms: UnsafeMutablePointer<OfferTerms>
  /// How often the score of a policy is right, by policy and race; meaningful for those in `isTargeted`.
  let accuracies: UnsafeMutablePointer<Targeting.Accuracy>
  /// Genetic tests, by policy; meaningful for the policies in `pgx`.
  let tests: UnsafeMutablePointer<PGxTest>
  private var effects: EffectTable
  /// Policies of each trigger, by `Reach.Trigger`'s order.
  private let byTrigger: UnsafeMutablePointer<UInt32>
  /// Policies that end when medication ends.
  let endsWithMedication: UInt32
  /// Policies whose people take up something finite.
  let usesResource: UInt32
  /// Policies that may run out or bring a result while they are attached.
  let hasDates: UInt32
  /// Policies that a score decides about.
  let isTargeted: UInt32
  let telehealth: UInt32
  let pgx: UInt32
  /// Policies in force now.
  private(set) var inForce: UInt32 = 0

  /// Compiles policies.
  init(_ policies: [Policy], combining: CombiningRule) {
    self.policies = policies
    func mask(_ holds: (Policy) -> Bool) -> UInt32 {
      policies.indices.reduce(0) { holds(policies[$1]) ? $0 | 1 << UInt32($1) : $0 }
    }
    endsWithMedication = mask { $0.reach.whileOnMedication }
    usesResource = mask { $0.reach.resource != nil }
    isTargeted = mask { $0.reach.targeting != nil }
    telehealth = mask { $0.machinery == .telehealth }
    pgx = mask { PGxTest($0) != nil }
    hasDates = pgx | mask { $0.reach.days < .infinity }
    memory = PolicyMemory(policies)
    who = memory.who
    highRisk = memory.highRisk
    terms = memory.terms
    tests = memory.tests
    accuracies = memory.accuracies
    byTrigger = memory.byTrigger
    for trigger in Reach.Trigger.allCases {
      byTrigger[trigger.index] = mask { $0.reach.trigger == trigger }
    }
    effects = EffectTable(policies: policies.count, combining: combining)
  }

  /// Whether there is no policy at all.
  var isEmpty: Bool { policies.isEmpty }

  /// The value of a lever for somebody with these policies attached, on a medication.
  @inline(__always)
  func value(_ lever: Lever, attached: UInt32, on medication: Medication) -> Float {
    effects.value(lever, attached: attached, on: medication)
  }

  /// The policies in force that may reach somebody at a trigger.
  @inline(__always) func offered(at trigger: Reach.Trigger) -> UInt32 {
    byTrigger[trigger.index] & inForce
  }

  /// What can be said of a person at entry about every policy.
  func standing(of person: Attributes, in community: String) -> PolicyStanding {
    let included = who.standing(of: person, in: community)
    let flagged = isTargeted == 0 ? 0 : highRisk.standing(of: person, in: community).eligible
    return PolicyStanding(
      eligible: included.eligible, lacksRemote: included.lacksRemote, highRisk: flagged)
  }

  /// Forgets a former run.
  mutating func reset() {
    inForce = 0
    effects.reset()
  }

  /// Brings effects up to a day.
  ///
  /// - Returns: the policies that started, those that ended, and those whose effects on a hazard changed
  ///   since the last call.
  mutating func update(at day: Double) -> (started: UInt32, ended: UInt32, moved: UInt32) {
    let before = inForce
    var moved: UInt32 = 0
    for (index, policy) in policies.enumerated() {
      let bit: UInt32 = 1 << UInt32(index)
      if day >= policy.timing.start && day < policy.timing.end {
        inForce |= bit
        if effects.set(index, policy, strength: policy.strength(at: day)) { moved |= bit }
      } else if inForce & bit != 0 {
        inForce &= ~bit
        effects.remove(index)
      }
    }
    return (inForce & ~before, before & ~inForce, moved)
  }

  /// The next day on which a policy starts, ends or changes its strength.
  func nextChange(after day: Double, step: Double) -> Double? {
    var next = Double.infinity
    for policy in policies {
      if policy.timing.start > day { next = min(next, policy.timing.start) }
      guard day >= policy.timing.start && day < policy.timing.end else { continue }
      next = min(next, policy.timing.end)
      if policy.isChanging(at: day) { next = min(next, day + step) }
    }
    return next < .infinity ? next : nil
  }
}

/// Memory for compiled policies, given back when nobody holds it.
private final class PolicyMemory {
  let who: EligibilityMasks
  let highRisk: EligibilityMasks
  let terms: UnsafeMutablePointer<OfferTerms>
  let tests: UnsafeMutablePointer<PGxTest>
  let accuracies: UnsafeMutablePointer<Targeting.Accuracy>
  let byTrigger: UnsafeMutablePointer<UInt32>

  init(_ policies: [Policy]) {
    who = EligibilityMasks(policies.map(\.reach.who))
    highRisk = EligibilityMasks(policies.map { $0.reach.targeting?.highRisk ?? Eligibility() })
    terms = .allocate(capacity: policies.count)
    tests = .allocate(capacity: policies.count)
    byTrigger = .allocate(capacity: Reach.Trigger.allCases.count)
    byTrigger.initialize(repeating: 0, count: Reach.Trigger.allCases.count)
    for (index, policy) in policies.enumerated() {
      (terms + index).initialize(to: OfferTerms(policy))
      (tests + index).initialize(to: PGxTest(policy) ?? PGxTest())
    }
    accuracies = .allocate(capacity: policies.count * RaceEthnicity.allCases.count)
    for (index, policy) in policies.enumerated() {
      for race in RaceEthnicity.allCases {
        let own = policy.reach.targeting.map { $0.accuracyByRace[race] ?? $0.accuracy }
        let place = index * RaceEthnicity.allCases.count + Int(race.rawValue)
        (accuracies + place).initialize(to: own ?? .init(sensitivity: 1, specificity: 1))
      }
    }
    let streams = Set(policies.indices.map { terms[$0].stream })
    precondition(
      streams.count == policies.count, "two policies share a stream: rename one of them")
  }

  deinit {
    who.deallocate()
    highRisk.deallocate()
    terms.deallocate()
    tests.deallocate()
    accuracies.deallocate()
    byTrigger.deallocate()
  }
}

extension Reach.Trigger {
  /// Position among all triggers.
  @inline(__always) var index: Int {
    switch self {
    case .everybody: 0
    case .seeking: 1
    case .waiting: 2
    case .withdrawalManagement: 3
    case .admission: 4
    case .firstDose: 5
    case .maintenance: 6
    case .emergencyVisit: 7
    case .dropout: 8
    case .aftercare: 9
    }
  }
}
