internal import Foundation

/// Effects of policies at their present strength, by lever and medication.
///
/// A lever is read by combining the effects of the few attached policies that move it; where there are
/// none, one comparison is enough.
struct EffectTable {
  private let policies: Int
  private let combining: CombiningRule
  private let memory: EffectMemory
  /// Policies that move each lever now, by lever and medication.
  private let movers: UnsafeMutablePointer<UInt32>
  /// Effects now, by lever, medication and policy.
  private let effects: UnsafeMutablePointer<Float>
  /// The strength to which each policy's effects belong; nan before the first.
  private let strengths: UnsafeMutablePointer<Double>

  /// Room for some policies; no lever is moved yet.
  init(policies: Int, combining: CombiningRule) {
    self.policies = policies
    self.combining = combining
    memory = EffectMemory(policies: policies)
    movers = memory.movers
    effects = memory.effects
    strengths = memory.strengths
  }

  /// The value of a lever for somebody with these policies attached, on a medication.
  @inline(__always)
  func value(_ lever: Lever, attached: UInt32, on medication: Medication) -> Float {
    let row = EffectMemory.row(lever, medication)
    let moving = attached & movers[row]
    if moving == 0 { return lever.neutral }
    guard combining == .multiply else { return combined(lever, moving, row) }
    let own = effects + row &* policies
    return lever.scale == .ratio ? Self.product(own, moving) : Self.sum(own, moving)
  }

  @inline(never)
  private static func product(_ effects: UnsafeMutablePointer<Float>, _ moving: UInt32) -> Float {
    var value: Float = 1
    var rest = moving
    while rest != 0 {
      value *= effects[rest.trailingZeroBitCount]
      rest &= rest &- 1
    }
    return value
  }

  @inline(never)
  private static func sum(_ effects: UnsafeMutablePointer<Float>, _ moving: UInt32) -> Float {
    var value: Float = 0
    var rest = moving
    while rest != 0 {
      value += effects[rest.trailingZeroBitCount]
      rest &= rest &- 1
    }
    return value
  }

  /// The effects of several policies on a lever by a rule other than the product.
  @inline(never)
  private func combined(_ lever: Lever, _ moving: UInt32, _ row: Int) -> Float {
    let bits = (0..<policies).filter { moving & 1 << UInt32($0) != 0 }
    let own = bits.map { Double(effects[row * policies + $0]) }
    return Float(combining.combine(own, lever.scale))
  }

  /// Forgets a former run: nothing is moved.
  func reset() {
    movers.update(repeating: 0, count: EffectMemory.rows)
    strengths.update(repeating: .nan, count: policies)
  }

  /// A policy moves nothing any more.
  func remove(_ index: Int) {
    for row in 0..<EffectMemory.rows { movers[row] &= ~(1 << UInt32(index)) }
    strengths[index] = .nan
  }

  /// Writes the effects of a policy; returns whether one on a hazard differs from before.
  func set(_ index: Int, _ policy: Policy, strength: Double) -> Bool {
    guard strength != strengths[index] else { return false }
    strengths[index] = strength
    var changed = false
    for lever in Lever.allCases {
      let own = policy.effects.filter { $0.lever == lever && $0.value != Double(lever.neutral) }
      if own.isEmpty { continue }
      for medication in Medication.allCases {
        let acting = own.filter { $0.medications.isEmpty || $0.medications.contains(medication) }
        if acting.isEmpty { continue }
        let values = acting.map {
          lever.scale == .ratio ? pow($0.value, strength) : $0.value * strength
        }
        let value = Float(CombiningRule.multiply.combine(values, lever.scale))
        let row = EffectMemory.row(lever, medication)
        movers[row] |= 1 << UInt32(index)
        let place = row * policies + index
        if effects[place] != value && lever.movesHazard { changed = true }
        effects[place] = value
      }
    }
    return changed
  }
}

/// Memory for the effects of policies, given back when nobody holds it.
private final class EffectMemory {
  let movers: UnsafeMutablePointer<UInt32>
  let effects: UnsafeMutablePointer<Float>
  let strengths: UnsafeMutablePointer<Double>

  /// Combinations of a lever and a medication.
  static var rows: Int { Lever.allCases.count * Medication.allCases.count }

  init(policies: Int) {
    movers = .allocate(capacity: Self.rows)
    movers.initialize(repeating: 0, count: Self.rows)
    effects = .allocate(capacity: Self.rows * policies)
    effects.initialize(repeating: 0, count: Self.rows * policies)
    strengths = .allocate(capacity: policies)
    strengths.initialize(repeating: .nan, count: policies)
  }

  deinit {
    movers.deallocate()
    effects.deallocate()
    strengths.deallocate()
  }

  /// Where a lever on a medication stands.
  @inline(__always) static func row(_ lever: Lever, _ medication: Medication) -> Int {
    Int(lever.rawValue) &* Medication.allCases.count &+ Int(medication.rawValue)
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
