internal import DiscreteEvents
internal import TreatmentModel

/// A strategy as read, still in the terms of the file.
struct StrategyDraft: Sendable {
  /// A policy and what the strategy sets of it.
  struct Use {
    /// Name of a shipped policy, or the path of a file.
    var reference: String
    /// The policy with the settings.
    var file: PolicyFile
    /// The settings as they are written out.
    var settings: [Setting]
    /// When it is in force, in days since observation starts.
    var timing: Timing
  }

  /// A key of a use.
  enum Setting {
    case name(String)
    case uptake(Double)
    case timing(PolicyTiming)
    case effects([(lever: Lever, value: Double)])
    case who(Eligibility)
    case targeting(Targeting)
  }

  var name: String
  var title: String
  var uses: [Use]
  /// Places for one place today, from the first observed day.
  var places: [ResourceKind: Double] = [:]

  /// The strategy as the model takes it; days are moved to time zero, the start of the warm-up.
  func strategy(
    communities: [Community], warmUpDays: Double, floor: EvidenceFloor
  ) -> Strategy {
    let timings = uses.map { use in
      var timing = use.timing
      timing.start += warmUpDays
      timing.end += warmUpDays
      return timing
    }
    var communities = communities.map { $0.withPlaces(places, from: warmUpDays) }
    for (use, timing) in zip(uses, timings) where !use.file.resources.isEmpty {
      communities = communities.map { use.file.changed($0, timing: timing, floor: floor) }
    }
    return Strategy(
      name: name, title: title,
      policies: zip(uses, timings).map { $0.file.policy(timing: $1, floor: floor) },
      files: uses.map(\.file), communities: communities)
  }
}

extension Community {
  /// The community with more or fewer places from a day on; what is unlimited stays so.
  fileprivate func withPlaces(_ ratios: [ResourceKind: Double], from day: Double) -> Community {
    var changed = self
    for (kind, ratio) in ratios {
      changed.capacity[kind] = changed.capacity[kind]?.scaled(by: ratio, from: day, to: .infinity)
    }
    return changed
  }
}
