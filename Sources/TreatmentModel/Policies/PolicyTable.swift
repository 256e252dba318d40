internal import DiscreteEvents
internal import Foundation

/// The policies of a strategy as the event loop needs them: bit masks, and effects at the present
/// strength by policy, lever and medication.
///
/// A policy is a bit; a person holds the mask of the policies attached. A lever is read by combining the
/// effects of the few attached policies that move it; where there are none, one comparison is enough.
struct PolicyTable {
  let policies: [Policy]
  private let combining: CombiningRule
  /// Policies of each trigger, by `Reach.Trigger`'s order.
  private let byTrigger: [UInt32]
  /// Policies that end when medication ends.
  let endsWithMedication: UInt32
  /// Policies whose people take up something finite.
  let usesResource: UInt32
  let telehealth: UInt32
  let pgx: UInt32
  /// Numbers that keep the streams of different policies apart, by their names.
  let streams: [UInt32]
  /// Policies in force now.
  private(set) var inForce: UInt32 = 0
  private let memory: EffectMemory
  /// Policies that move each lever now.
  private let movers: UnsafeMutablePointer<UInt32>
  /// Effects now, by policy, lever and medication.
  private let effects: UnsafeMutablePointer<Float>

  /// Compiles policies.
  init(_ policies: [Policy], combining: CombiningRule) {
    self.policies = policies
    self.combining = combining
    var byTrigger = [UInt32](repeating: 0, count: Reach.Trigger.allCases.count)
    var endsWithMedication: UInt32 = 0
    var usesResource: UInt32 = 0
    var telehealth: UInt32 = 0
    var pgx: UInt32 = 0
    for (index, policy) in policies.enumerated() {
      let bit: UInt32 = 1 << UInt32(index)
      byTrigger[policy.reach.trigger.index] |= bit
      if policy.reach.whileOnMedication { endsWithMedication |= bit }
      if policy.reach.resource != nil { usesResource |= bit }
      switch policy.machinery {
      case .telehealth: telehealth |= bit
      case .pgxDosing: pgx |= bit
      case .none, .staffTraining: break
      }
    }
    self.byTrigger = byTrigger
    self.endsWithMedication = endsWithMedication
    self.usesResource = usesResource
    self.telehealth = telehealth
    self.pgx = pgx
    streams = policies.map { Self.stream(of: $0.name) }
    precondition(
      Set(streams).count == policies.count, "two policies share a stream: rename one of them")
    memory = EffectMemory(policies: policies.count)
    movers = memory.movers
    effects = memory.effects
  }

  /// The value of a lever for somebody with these policies attached, on a medication.
  @inline(__always)
  func value(_ lever: Lever, attached: UInt32, on medication: Medication) -> Float {
    let moving = attached & movers[Int(lever.rawValue)]
    return moving == 0 ? lever.neutral : combined(lever, moving, medication)
  }

  /// The policies in force that may reach somebody at a trigger.
  @inline(__always) func offered(at trigger: Reach.Trigger) -> UInt32 {
    byTrigger[trigger.index] & inForce
  }

  /// Forgets a former run.
  mutating func reset() {
    inForce = 0
    movers.update(repeating: 0, count: Lever.allCases.count)
  }

  /// Brings effects up to a day.
  ///
  /// - Returns: the policies that started, those that ended, and those whose effects on a hazard changed
  ///   since the last call.
  mutating func update(at day: Double) -> (started: UInt32, ended: UInt32, moved: UInt32) {
    let before = inForce
    var moved: UInt32 = 0
    inForce = 0
    movers.update(repeating: 0, count: Lever.allCases.count)
    for (index, policy) in policies.enumerated()
    where day >= policy.timing.start && day < policy.timing.end {
      inForce |= 1 << UInt32(index)
      if set(index, policy, strength: policy.strength(at: day)) { moved |= 1 << UInt32(index) }
    }
    return (inForce & ~before, before & ~inForce, moved)
  }

  /// Writes the effects of a policy; returns whether one on a hazard differs from before.
  private func set(_ index: Int, _ policy: Policy, strength: Double) -> Bool {
    var changed = false
    for lever in Lever.allCases {
      let own = policy.effects.filter { $0.lever == lever && $0.value != Double(lever.neutral) }
      if own.isEmpty { continue }
      movers[Int(lever.rawValue)] |= 1 << UInt32(index)
      for medication in Medication.allCases {
        let acting = own.filter { $0.medications.isEmpty || $0.medications.contains(medication) }
        let values = acting.map {
          lever.scale == .ratio ? pow($0.value, strength) : $0.value * strength
        }
        let value =
          values.isEmpty
          ? lever.neutral : Float(CombiningRule.multiply.combine(values, lever.scale))
        let place = EffectMemory.place(index, lever, medication)
        if effects[place] != value && lever.movesHazard { changed = true }
        effects[place] = value
      }
    }
    return changed
  }

  /// The effects of several policies on a lever, combined.
  private func combined(_ lever: Lever, _ moving: UInt32, _ medication: Medication) -> Float {
    func effect(_ index: Int) -> Float { effects[EffectMemory.place(index, lever, medication)] }
    if combining != .multiply {
      let bits = policies.indices.filter { moving & 1 << UInt32($0) != 0 }
      return Float(combining.combine(bits.map { Double(effect($0)) }, lever.scale))
    }
    var value = lever.neutral
    var rest = moving
    while rest != 0 {
      let next = effect(rest.trailingZeroBitCount)
      value = lever.scale == .ratio ? value * next : value + next
      rest &= rest - 1
    }
    return value
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

  /// A number of 20 bits from a name (FNV-1a).
  private static func stream(of name: String) -> UInt32 {
    var hash: UInt32 = 2_166_136_261
    for byte in name.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return (hash ^ hash >> 20) & 0xF_FFFF
  }
}

/// Memory for the effects of policies, given back when nobody holds it.
private final class EffectMemory {
  let movers: UnsafeMutablePointer<UInt32>
  let effects: UnsafeMutablePointer<Float>

  /// Room for some policies; no lever is moved yet.
  init(policies: Int) {
    movers = .allocate(capacity: Lever.allCases.count)
    movers.initialize(repeating: 0, count: Lever.allCases.count)
    let count = policies * Lever.allCases.count * Medication.allCases.count
    effects = .allocate(capacity: count)
    effects.initialize(repeating: 0, count: count)
  }

  deinit {
    movers.deallocate()
    effects.deallocate()
  }

  /// Where the effect of a policy on a lever, on a medication, stands.
  @inline(__always)
  static func place(_ policy: Int, _ lever: Lever, _ medication: Medication) -> Int {
    (policy * Lever.allCases.count + Int(lever.rawValue)) * Medication.allCases.count
      + Int(medication.rawValue)
  }
}

extension Lever {
  /// Whether the lever acts on a hazard that runs, so that clocks follow when it moves; the others are
  /// read when a decision is due.
  var movesHazard: Bool {
    switch self {
    case .seekHazard, .feltStigma, .patienceHazard, .dropoutHazard, .lapseHazard, .lapseEndHazard,
      .taperHazard, .relapseHazard, .cessationHazard, .overdoseHazard, .otherDeathHazard:
      true
    case .offeredProbability, .attendanceProbability, .travelHours, .intakeDelay,
      .interimProbability, .choiceMethadone, .choiceBuprenorphine, .choiceBuprenorphineXR,
      .choiceNaltrexoneXR, .inductionFailure, .withdrawalCompletion, .bridgeProbability,
      .doseTarget, .doseStep, .responseGuidedProbability, .immediateUse, .aftercareDays,
      .naloxonePresent, .emergencyCall, .emergencyLinkage, .fatality:
      false
    }
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

extension CombiningRule {
  /// Several effects on one lever as one; `effects` is not empty.
  func combine(_ effects: [Double], _ scale: Lever.Scale) -> Double {
    func size(_ effect: Double) -> Double {
      switch scale {
      case .ratio: effect > 0 ? abs(log(effect)) : .infinity
      case .shift: abs(effect)
      }
    }
    let ordered = effects.sorted { size($0) > size($1) }
    switch self {
    case .strongest: return ordered[0]
    case .multiply: return merge(ordered, scale) { effect, _ in effect }
    case .attenuated(let factor):
      return merge(ordered, scale) { effect, rank in
        let weight = pow(factor, Double(rank))
        return scale == .ratio ? pow(effect, weight) : effect * weight
      }
    }
  }

  private func merge(
    _ effects: [Double], _ scale: Lever.Scale, _ weighted: (Double, Int) -> Double
  ) -> Double {
    effects.enumerated().reduce(scale == .ratio ? 1 : 0) { sum, next in
      let effect = weighted(next.element, next.offset)
      return scale == .ratio ? sum * effect : sum + effect
    }
  }
}
