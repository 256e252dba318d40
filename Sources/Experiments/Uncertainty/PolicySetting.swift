internal import TreatmentModel

/// A number of a policy beside its effects that an analysis may change.
enum PolicySetting: String, CaseIterable, Sendable {
  case perPersonReached = "cost.perPersonReached"
  case perPersonMonth = "cost.perPersonMonth"
  case perCommunityYear = "cost.perCommunityYear"
  /// Probability that an eligible person takes it up.
  case uptake
  /// Days that it lasts for a person.
  case days
  /// Days in which the strength of its effects halves after the ramp.
  case halfLifeDays

  /// The key of an input: `policy.<policy>.<setting>`.
  func key(of policy: String) -> String { "policy.\(policy).\(rawValue)" }

  /// Whether it is a price, on which no simulation depends.
  var isPrice: Bool {
    switch self {
    case .perPersonReached, .perPersonMonth, .perCommunityYear: true
    case .uptake, .days, .halfLifeDays: false
    }
  }

  /// Values that are possible; no end of days is infinity and not in it.
  var range: ClosedRange<Double> {
    switch self {
    case .perPersonReached, .perPersonMonth, .perCommunityYear: 0...1e12
    case .uptake: 0...1
    case .days, .halfLifeDays: 1e-3...36_525
    }
  }

  /// The number of a policy.
  func value(of file: PolicyFile) -> Double {
    switch self {
    case .perPersonReached: file.cost.perPersonReached
    case .perPersonMonth: file.cost.perPersonMonth
    case .perCommunityYear: file.cost.perCommunityYear
    case .uptake: file.reach.uptake
    case .days: file.reach.days
    case .halfLifeDays: file.timing.halfLifeDays
    }
  }

  /// Changes the number.
  func set(_ value: Double, in use: inout StrategyDraft.Use) {
    switch self {
    case .perPersonReached: use.file.cost.perPersonReached = value
    case .perPersonMonth: use.file.cost.perPersonMonth = value
    case .perCommunityYear: use.file.cost.perCommunityYear = value
    case .uptake: use.file.reach.uptake = value
    case .days: use.file.reach.days = value
    case .halfLifeDays:
      use.file.timing.halfLifeDays = value
      use.timing.halfLifeDays = value
    }
  }
}
