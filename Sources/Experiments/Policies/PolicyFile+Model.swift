internal import DiscreteEvents
public import TreatmentModel

/// From a policy file to what the model takes: only what a run believes is handed on.
extension PolicyFile {
  /// The policy of a run, with days counted from time zero.
  ///
  /// Effects that change nothing, and those below the floor, are left out; what people take up and
  /// what it costs stays. Genotype-guided dosing below the floor is ordered and not followed;
  /// telehealth below it is ordinary care; training below it takes the policy's effects along.
  public func policy(timing: Timing, floor: EvidenceFloor) -> Policy {
    let isBelieved = machineryEvidence.map { floor.admits($0.grade) } ?? true
    var machinery = machinery
    var admitted = effects.filter { floor.admits($0.evidence.grade) && !$0.isNull }
    switch machinery {
    case .none: break
    case .pgxDosing(var dosing):
      if !isBelieved { dosing.followed = 0 }
      machinery = .pgxDosing(dosing)
    case .telehealth:
      if !isBelieved { machinery = .none }
    case .staffTraining:
      if !isBelieved { admitted = [] }
    }
    return Policy(
      name: name, timing: timing, reach: reach,
      effects: admitted.map {
        Effect(lever: $0.lever, value: $0.value, medications: $0.medications)
      },
      machinery: machinery)
  }

  /// A community with the places that the policy's changes of resources make, where they are
  /// believed and the community is among those reached.
  func changed(_ community: Community, timing: Timing, floor: EvidenceFloor) -> Community {
    let names = reach.who.communities
    guard names.isEmpty || names.contains(community.name) else { return community }
    var changed = community
    for change in resources where floor.admits(change.evidence.grade) {
      guard let places = changed.capacity[change.resource] else { continue }
      changed.capacity[change.resource] = places.scaled(
        by: change.ratio, from: timing.start, to: timing.end)
    }
    return changed
  }
}

extension Schedule<Capacity> {
  /// The same places, multiplied from a day to another and rounded to whole ones.
  func scaled(by ratio: Double, from start: Double, to end: Double) -> Schedule<Capacity> {
    func changed(at day: Double) -> Capacity {
      switch value(at: day) {
      case .finite(let places) where day >= start && day < end:
        .finite(Int((Double(places) * ratio).rounded()))
      case let other: other
      }
    }
    let days = Set(dates + [start, end].filter { $0 > 0 && $0 < .infinity }).sorted()
    let before = days.first.map { Swift.min(0, $0 - 1) } ?? 0
    return Schedule(changed(at: before), changes: days.map { (date: $0, value: changed(at: $0)) })
  }
}
