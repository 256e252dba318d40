import ArgumentParser
import Experiments

/// What is laid over a scenario on the command line, common to several commands.
struct SettingArguments: ParsableArguments {
  @Option(help: "A CSV file of people that takes the place of the scenario's.", completion: .file())
  var cohort: String?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Set a key of the scenario, for example parameters.taper.perYear=0.1; may be repeated.",
      valueName: "key=value"))
  var settings: [String] = []

  func validate() throws {
    for setting in settings where ScenarioOverride(argument: setting) == nil {
      throw ValidationError("--set '\(setting)' has no key or no '='. Write --set key=value.")
    }
  }

  /// Reads a scenario with everything that was set, and checks it.
  func read(_ path: String, _ further: [ScenarioOverride] = []) throws(Faults) -> Scenario {
    let overrides = settings.compactMap { ScenarioOverride(argument: $0) } + further
    let scenario = try ScenarioReader.read(path: path, cohort: cohort, overrides: overrides)
    try ScenarioRun.checkReferences(of: scenario)
    return scenario
  }
}
