internal import TreatmentModel

/// Runs what targets ask for and compares; targets of the same setting share their runs.
public struct TargetEvaluation: Sendable {
  /// Targets that are simulated together.
  struct Group: Sendable {
    var setting: TargetSetting
    var scenario: Scenario
    /// Place of the strategy among `Scenario.models(with:)`: 0 is the run without policies.
    var strategy: Int
    /// Places in `targets`.
    var members: [Int]
    /// Keys that the scenario or the setting gives itself.
    var ownKeys: Set<String>
    /// Those of them that the setting gives.
    var settingKeys: Set<String> {
      Set(
        setting.settings.compactMap { ScenarioOverride(argument: $0)?.key }
          .filter { $0.hasPrefix("parameters.") }.map { String($0.dropFirst("parameters.".count)) })
    }
    /// Whether any member needs life records.
    var needsLives: Bool
    var isTrial: Bool
  }

  /// The targets, in the order given.
  public let targets: [Target]
  /// Where the people of the trial scenarios come from.
  public let cohort: TrialCohort
  let groups: [Group]

  /// Reads the scenarios of targets.
  ///
  /// - Parameter cohort: the people of shipped scenarios whose name begins with `trials/`.
  /// - Throws: `Faults` of the scenarios, and of quantities that they cannot give.
  public init(_ targets: [Target], cohort: TrialCohort = .drawn) throws(Faults) {
    self.targets = targets
    self.cohort = cohort
    var order: [TargetSetting] = []
    var members: [TargetSetting: [Int]] = [:]
    for (index, target) in targets.enumerated() {
      if members[target.setting] == nil { order.append(target.setting) }
      members[target.setting, default: []].append(index)
    }
    var groups: [Group] = []
    var faults: [Fault] = []
    for setting in order {
      do throws(Faults) {
        groups.append(try Self.group(setting, members[setting] ?? [], of: targets, cohort))
      } catch {
        faults += error.faults
      }
    }
    if !faults.isEmpty { throw Faults(faults) }
    self.groups = groups
  }

  /// Number of different runs that are simulated, each with its replications.
  public var settings: [TargetSetting] { groups.map(\.setting) }

  private static func group(
    _ setting: TargetSetting, _ members: [Int], of targets: [Target], _ cohort: TrialCohort
  ) throws(Faults) -> Group {
    let first = targets[members[0]]
    let isTrial = setting.scenario.hasPrefix("trials/")
    let scenario: Scenario
    if isTrial {
      scenario = try cohort.withFile { path throws(Faults) in
        try ScenarioReader.read(
          path: setting.scenario, cohort: path, overrides: first.settings)
      }
    } else {
      scenario = try ScenarioReader.read(path: setting.scenario, overrides: first.settings)
    }
    var faults: [Fault] = []
    func report(_ name: String, _ message: String) {
      faults.append(Fault(file: setting.scenario, path: name, message: message))
    }
    let names = [Scenario.base] + scenario.strategies.map(\.name)
    let strategy = names.firstIndex(of: setting.strategy ?? Scenario.base)
    if strategy == nil {
      report(
        first.name,
        "there is no strategy '\(setting.strategy ?? "")'. "
          + "Strategies: \(names.joined(separator: ", ")).")
    }
    for index in members {
      if let complaint = complaint(targets[index].quantity, scenario) {
        report(targets[index].name, complaint)
      }
    }
    guard faults.isEmpty, let strategy else { throw Faults(faults) }
    return Group(
      setting: setting, scenario: scenario, strategy: strategy, members: members,
      ownKeys: Set(scenario.draft.overrides.all.map(\.key)),
      needsLives: members.contains { targets[$0].quantity.needsLives }, isTrial: isTrial)
  }

  /// Why a scenario cannot give a quantity; nil where it can.
  private static func complaint(_ quantity: TargetQuantity, _ scenario: Scenario) -> String? {
    let layout = scenario.model.layout
    if let day = quantity.day, day > layout.observedDays {
      return "day \(day) lies after the end of the run, day \(layout.observedDays)."
    }
    guard case .metric(let name, let stratum, let community) = quantity else { return nil }
    let strata = StratumNames.all(of: layout)
    if let stratum, !strata.contains(stratum) {
      return "the scenario does not tell stratum '\(stratum)'. It has: "
        + "\(strata.joined(separator: ", "))."
    }
    if stratum != nil, Metrics.named(name)?.isByStratum == false {
      return "\(name) is not told by stratum."
    }
    let communities = scenario.model.communities.map(\.name)
    if let community, !communities.contains(community) {
      return
        "there is no community '\(community)'. \(NearestName.question(community, among: communities))"
    }
    return nil
  }
}

extension TargetQuantity {
  /// Whether it is computed from life records.
  var needsLives: Bool {
    switch self {
    case .metric, .retention, .medianDuration, .inductionFailed: false
    case .life: true
    }
  }
}
