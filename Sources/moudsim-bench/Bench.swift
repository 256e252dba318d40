internal import ArgumentParser

/// Times parts of the simulator: counts that can be checked first, seconds second.
@main
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "moudsim-bench",
    abstract: "Time the simulator: counts first, seconds second.",
    subcommands: [
      ClinicCommand.self, FullCommand.self, AllocationsCommand.self, QuietCommand.self,
      SingleServerCommand.self, HoldCommand.self, SickSickerCommand.self, SemiMarkovCommand.self,
      SweepBenchCommand.self,
    ])
}
