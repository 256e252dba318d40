internal import Foundation

/// How strongly a policy acts on a day, 0 to 1 of its stated effects.
extension Policy {
  /// The strength on a day; 0 before the start and from the end on.
  func strength(at day: Double) -> Double {
    let elapsed = day - timing.start
    guard elapsed >= 0 && day < timing.end else { return 0 }
    if case .staffTraining(let training) = machinery {
      return training.changedShare(after: elapsed)
    }
    if elapsed < timing.rampDays { return elapsed / timing.rampDays }
    let fading = elapsed - timing.rampDays
    return timing.halfLifeDays == .infinity ? 1 : exp2(-fading / timing.halfLifeDays)
  }

  /// Whether the strength will still change after a day on which the policy is in force.
  func isChanging(at day: Double) -> Bool {
    if case .staffTraining = machinery { return true }
    return day < timing.start + timing.rampDays || timing.halfLifeDays < .infinity
  }

  /// Whether the strength changes while the policy is in force.
  var changesInTime: Bool {
    if case .staffTraining = machinery { return true }
    return timing.rampDays > 0 || timing.halfLifeDays < .infinity
  }
}

extension StaffTraining {
  /// The share of staff whose attitude is changed, some days after the programme began.
  func changedShare(after days: Double) -> Double {
    let trained = trainedPerMonth / Calendar.daysPerMonth
    let lost = log(2) / halfLifeDays + turnoverPerYear / Calendar.daysPerYear
    let sum = trained + lost
    return sum > 0 ? trained / sum * (1 - exp(-sum * days)) : 0
  }
}
