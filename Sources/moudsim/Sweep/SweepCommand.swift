import ArgumentParser

/// `moudsim sweep`: many variants of a scenario, on one machine or many.
struct SweepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Run many variants of a scenario, here or on a cluster.",
    discussion: """
      A sweep is a design over keys of a scenario, crossed with strategies and replications. Plan \
      it into a folder, run the folder in one or many shards, merge. The merged table is the same \
      however the work was cut, interrupted or ordered. docs/cluster.md walks through it.

      EXAMPLE:
        moudsim sweep plan capacity-by-fentanyl
        moudsim sweep run Output/capacity-by-fentanyl
        moudsim sweep merge Output/capacity-by-fentanyl
      """,
    subcommands: [
      SweepPlanCommand.self, SweepRunCommand.self, SweepResumeCommand.self,
      SweepStatusCommand.self, SweepExpandCommand.self, SweepMergeCommand.self,
      SweepSubmitCommand.self, SweepCancelCommand.self,
    ])
}

/// The folder of a sweep, common to several commands.
struct SweepFolderArgument: ParsableArguments {
  @Argument(help: "Folder of a planned sweep.", completion: .directory)
  var folder: String

  func validate() throws {
    if folder.isEmpty { throw ValidationError("The folder has no name.") }
  }
}
