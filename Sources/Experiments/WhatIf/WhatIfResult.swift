internal import Statistics

/// What a what-if run knows so far: the numbers of every finished replication of both arms.
public struct WhatIfResult: Sendable {
  /// What was tried.
  public let setting: WhatIfSetting
  /// Finished replications.
  public var replications: Int { today.count }
  /// Whether all replications are finished.
  public var isComplete: Bool { replications == setting.replications }
  /// Whether parts of the plan were left out one at a time, where there is more than one.
  public private(set) var isAttributed: Bool

  let scenario: Scenario
  private(set) var today: [WhatIfNumbers] = []
  /// The plan; the same as today where it changes nothing.
  private(set) var plan: [WhatIfNumbers] = []
  private(set) var attributions: [Attribution] = []

  /// What a part adds to the plan.
  struct Attribution: Sendable {
    let part: WhatIfSetting.Part
    /// Overdose deaths of the plan without the part, minus those of the whole plan.
    let deathsAverted: RunningMoments
  }

  init(_ run: WhatIfRun) {
    setting = run.setting
    scenario = run.scenario
    isAttributed = run.setting.parts.count < 2
  }

  /// Adds a replication: today, and the plan where it differs.
  mutating func add(_ arms: [WhatIfNumbers]) {
    today.append(arms[0])
    plan.append(arms[arms.count - 1])
  }

  /// Adds what a part adds.
  mutating func add(_ part: WhatIfSetting.Part, without: [WhatIfNumbers]) {
    var moments = RunningMoments()
    for (without, plan) in zip(without, plan) {
      let name = "overdose_deaths"
      if let rest = without.metric(name), let all = plan.metric(name) { moments.add(rest - all) }
    }
    attributions.append(Attribution(part: part, deathsAverted: moments))
    isAttributed = attributions.count == setting.parts.count
  }

  /// Today's practice, to be used again with another plan; nil before the end.
  public var base: WhatIfRun.Base? { isComplete ? WhatIfRun.Base(numbers: today) : nil }

  /// Today, the plan, and the plan minus today of a metric, replication by replication.
  func comparison(_ metric: String, group: Int = 0) -> Comparison {
    comparison { $0.metric(metric, group: group) }
  }

  /// Today, the plan, and the plan minus today of a figure, replication by replication.
  func comparison(_ figure: (WhatIfNumbers) -> Double?) -> Comparison {
    var comparison = Comparison()
    for (today, plan) in zip(today, plan) {
      let pair = (figure(today), figure(plan))
      if let value = pair.0 { comparison.today.add(value) }
      if let value = pair.1 { comparison.plan.add(value) }
      if let today = pair.0, let plan = pair.1 { comparison.difference.add(plan - today) }
    }
    return comparison
  }

  /// Moments over replications of both arms and of their paired difference.
  struct Comparison: Sendable {
    var today = RunningMoments()
    var plan = RunningMoments()
    var difference = RunningMoments()
  }
}
