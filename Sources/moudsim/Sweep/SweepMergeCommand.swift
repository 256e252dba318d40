import ArgumentParser
import Experiments

/// `moudsim sweep merge`: one table of all results.
struct SweepMergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Check that nothing is missing and write results.csv.",
    discussion: """
      Exit status 75 when something is missing, with the rows and shards.

      EXAMPLE:
        moudsim sweep merge Output/my-sweep
      """)

  @OptionGroup var sweep: SweepFolderArgument

  func run() throws {
    let plan = try Sweep(sweep.folder)
    let merged = try plan.merge()
    for file in merged.files {
      try Terminal.result(
        "\(plan.path)/\(file.name): \(file.rows ?? 0) rows, sha256 \(file.sha256)\n")
    }
  }
}
