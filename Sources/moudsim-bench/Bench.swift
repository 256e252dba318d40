internal import ArgumentParser

/// Times parts of the simulator: counts that can be checked first, seconds second.
@main
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "moudsim-bench",
    abstract: "Time the event engine on models with known answers.",
    subcommands: [ClinicCommand.self, HoldCommand.self])
}
