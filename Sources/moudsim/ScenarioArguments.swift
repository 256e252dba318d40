import ArgumentParser
import Experiments

/// A scenario and what is set on the command line, common to several commands.
struct ScenarioArguments: ParsableArguments {
  @Argument(
    help: "A scenario file, or the name of a shipped scenario.",
    completion: .file(extensions: ["yaml"])
  )
  var scenario: String

  @OptionGroup var setting: SettingArguments

  @Option(help: "A strategy of the scenario: its policies are in force. (default: base, none)")
  var strategy: String?

  @Option(help: "The experiment's seed, instead of the scenario's.")
  var seed: UInt64?

  /// Reads the scenario with everything that was set, and checks it.
  func read(_ further: [ScenarioOverride] = []) throws -> Scenario {
    try choose(in: readBase(further))
  }

  /// Reads the scenario with everything that was set, without policies.
  func readBase(_ further: [ScenarioOverride] = []) throws -> Scenario {
    let seed = seed.map { [ScenarioOverride(key: "run.seed", value: String($0))] } ?? []
    return try setting.read(scenario, further + seed)
  }

  /// A scenario with the strategy that was asked for.
  func choose(in read: Scenario) throws -> Scenario {
    guard let strategy else { return read }
    return try read.choosing(strategy)
  }
}
