import ArgumentParser
import Experiments

/// The command `moudsim`: parses arguments and turns every failure into an exit status.
@main
struct Moudsim: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "moudsim",
    abstract: "Simulate treatment programmes for opioid use disorder, person by person.",
    discussion: """
      Who gets in, how long they wait, who stays, who relapses, overdoses or dies: for one \
      community or many, with every number about the world printed with its source.

      EXAMPLE:
        moudsim run massachusetts --replications 20
        moudsim parameters --key dropout --format csv

      EXIT STATUS: 0 done; 64 wrong usage; 65 wrong input; 70 internal error; 73 cannot write; \
      75 stopped before the end, run again.

      A model for planning and teaching; not medical advice.
      """,
    version: ProgramVersion.current,
    subcommands: [
      RunCommand.self, CompareCommand.self, PSACommand.self, SensitivityCommand.self,
      SweepCommand.self, CalibrateCommand.self, ValidateCommand.self, CheckCommand.self,
      TraceCommand.self, ParametersCommand.self, EvidenceCommand.self, PoliciesCommand.self,
      SchemaCommand.self, ServeCommand.self,
    ])

  /// Runs the command that was asked for.
  static func main() {
    Signals.ignoreBrokenPipes()
    do {
      var command = try parseAsRoot()
      try TooFewOpenFiles.check()
      try command.run()
    } catch {
      Failure.exit(error)
    }
  }
}
