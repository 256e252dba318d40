import ArgumentParser
import Experiments

/// `moudsim sweep cancel`: takes a sweep's jobs off the cluster.
struct SweepCancelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel",
    abstract: "Cancel the Slurm jobs of a sweep; what is finished is kept.",
    discussion: """
      EXAMPLE:
        moudsim sweep cancel Output/my-sweep
      """)

  @OptionGroup var sweep: SweepFolderArgument

  func run() throws {
    let plan = try Sweep(sweep.folder)
    let count = try SlurmJobs(plan).cancel()
    try Terminal.result(
      count == 0
        ? "No job of this sweep was submitted\n"
        : "Cancelled \(count) jobs. Go on: moudsim sweep resume \(plan.path)\n")
  }
}
