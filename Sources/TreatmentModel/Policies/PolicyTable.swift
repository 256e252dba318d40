internal import DiscreteEvents
internal import Foundation

/// The policies of a strategy as the event loop needs them: bit masks and rows of levers.
///
/// A policy is a bit. A set of policies attached to a person is a mask; each mask that occurs gets a
/// profile, a block of one row of levers per medication, made when first needed and remade when
/// strengths change.
struct PolicyTable: ~Copyable {
  let policies: [Policy]
  private let combining: CombiningRule
  /// Policies of each trigger, by `Reach.Trigger`'s order.
  private let byTrigger: [UInt32]
  /// Policies that end when medication ends.
  let endsWithMedication: UInt32
  /// Policies whose people take up something finite.
  let usesResource: UInt32
  /// Policies whose strength changes in time.
  let changesInTime: UInt32
  let telehealth: UInt32
  let pgx: UInt32
  /// Numbers that keep the streams of different policies apart, by their names.
  let streams: [UInt32]
  /// Policies in force now.
  private(set) var inForce: UInt32 = 0
  private var strengths: [Double]
  private var profiles: [UInt32: UInt16] = [:]
  private var masks: [UInt32] = []
  private var rows: UnsafeMutablePointer<Float>
  private var capacity = 1

  private static let rowLength = Lever.allCases.count
  private static let blockLength = Medication.allCases.count * rowLength

  init(_ policies: [Policy], combining: CombiningRule) {
    self.policies = policies
    self.combining = combining
    func mask(_ holds: (Policy) -> Bool) -> UInt32 {
      policies.indices.reduce(0) { holds(policies[$1]) ? $0 | 1 << UInt32($1) : $0 }
    }
    byTrigger = Reach.Trigger.allCases.map { trigger in mask { $0.reach.trigger == trigger } }
    endsWithMedication = mask(\.reach.whileOnMedication)
    usesResource = mask { $0.reach.resource != nil }
    changesInTime = mask(\.changesInTime)
    telehealth = mask { $0.machinery == .telehealth }
    pgx = mask {
      if case .pgxDosing = $0.machinery { return true }
      return false
    }
    streams = policies.map { Self.stream(of: $0.name) }
    precondition(
      Set(streams).count == policies.count, "two policies share a stream: rename one of them")
    strengths = Array(repeating: 0, count: policies.count)
    rows = .allocate(capacity: Self.blockLength)
    _ = profile(of: 0)
  }

  deinit { rows.deallocate() }

  /// The value of a lever in a profile, on a medication.
  @inline(__always)
  func value(_ lever: Lever, profile: UInt16, on medication: Medication) -> Float {
    rows[
      (Int(profile) &* Medication.allCases.count &+ Int(medication.rawValue)) &* Self.rowLength
        &+ Int(lever.rawValue)]
  }

  /// The policies in force that may reach somebody at a trigger.
  @inline(__always) func offered(at trigger: Reach.Trigger) -> UInt32 {
    byTrigger[trigger.index] & inForce
  }

  /// The profile of a set of attached policies; made if it is new.
  mutating func profile(of mask: UInt32) -> UInt16 {
    if let known = profiles[mask] { return known }
    precondition(masks.count < Int(UInt16.max), "too many combinations of policies")
    if masks.count == capacity {
      let larger = UnsafeMutablePointer<Float>.allocate(capacity: 2 * capacity * Self.blockLength)
      larger.moveInitialize(from: rows, count: capacity * Self.blockLength)
      rows.deallocate()
      rows = larger
      capacity *= 2
    }
    let profile = UInt16(masks.count)
    masks.append(mask)
    profiles[mask] = profile
    fill(profile)
    return profile
  }

  /// Forgets the profiles of a former run.
  mutating func reset() {
    profiles.removeAll(keepingCapacity: true)
    masks.removeAll(keepingCapacity: true)
    inForce = 0
    for index in strengths.indices { strengths[index] = 0 }
    _ = profile(of: 0)
  }

  /// Brings strengths up to a day and remakes the profiles.
  ///
  /// - Returns: the policies that started and those that ended since the last call.
  mutating func update(at day: Double) -> (started: UInt32, ended: UInt32) {
    let before = inForce
    inForce = 0
    for (index, policy) in policies.enumerated() {
      strengths[index] = policy.strength(at: day)
      if day >= policy.timing.start && day < policy.timing.end { inForce |= 1 << UInt32(index) }
    }
    for profile in masks.indices { fill(UInt16(profile)) }
    return (inForce & ~before, before & ~inForce)
  }

  /// The next day on which a policy starts, ends or changes its strength.
  func nextChange(after day: Double, step: Double) -> Double? {
    var next = Double.infinity
    for policy in policies {
      if policy.timing.start > day { next = min(next, policy.timing.start) }
      guard day >= policy.timing.start && day < policy.timing.end else { continue }
      next = min(next, policy.timing.end)
      if policy.changesInTime && policy.isChanging(at: day) { next = min(next, day + step) }
    }
    return next < .infinity ? next : nil
  }

  private func fill(_ profile: UInt16) {
    let mask = masks[Int(profile)] & inForce
    for medication in Medication.allCases {
      for lever in Lever.allCases {
        let row = Int(profile) * Medication.allCases.count + Int(medication.rawValue)
        rows[row * Self.rowLength + Int(lever.rawValue)] = combined(lever, medication, mask)
      }
    }
  }

  /// The effects of the policies in a mask on one lever, combined.
  private func combined(_ lever: Lever, _ medication: Medication, _ mask: UInt32) -> Float {
    var effects: [Double] = []
    for index in policies.indices where mask & 1 << UInt32(index) != 0 {
      for effect in policies[index].effects where effect.lever == lever {
        guard effect.medications.isEmpty || effect.medications.contains(medication) else {
          continue
        }
        effects.append(
          lever.scale == .ratio
            ? pow(effect.value, strengths[index]) : effect.value * strengths[index])
      }
    }
    guard !effects.isEmpty else { return lever.neutral }
    return Float(combining.combine(effects, lever.scale))
  }

  /// A number of 20 bits from a name (FNV-1a).
  private static func stream(of name: String) -> UInt32 {
    var hash: UInt32 = 2_166_136_261
    for byte in name.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return (hash ^ hash >> 20) & 0xF_FFFF
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
