import ArgumentParser
import Experiments

/// A scenario and what is set on the command line, common to several commands.
struct ScenarioArguments: ParsableArguments {
  @Argument(
    help: "A scenario file, or the name of a shipped scenario.",
    completion: .file(extensions: ["yaml"])
  )
  var scenario: String

  @Option(help: "A CSV file of people that takes the place of the scenario's.", completion: .file())
  var cohort: String?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Set a key of the scenario, for example parameters.taper.perYear=0.1; may be repeated.",
      valueName: "key=value"))
  var settings: [String] = []

  @Option(help: "A strategy of the scenario: its policies are in force. (default: base, none)")
  var strategy: String?

  @Option(help: "The experiment's seed, instead of the scenario's.")
  var seed: UInt64?

  func validate() throws {
    for setting in settings where ScenarioOverride(argument: setting) == nil {
      throw ValidationError("--set '\(setting)' has no key or no '='. Write --set key=value.")
    }
  }

  /// Reads the scenario with everything that was set, and checks it.
  func read(_ further: [ScenarioOverride] = []) throws -> Scenario {
    var overrides = settings.compactMap { ScenarioOverride(argument: $0) } + further
    if let seed { overrides.append(ScenarioOverride(key: "run.seed", value: String(seed))) }
    let scenario = try ScenarioReader.read(path: scenario, cohort: cohort, overrides: overrides)
    try ScenarioRun.checkReferences(of: scenario)
    guard let strategy else { return scenario }
    return try scenario.choosing(strategy)
  }
}
