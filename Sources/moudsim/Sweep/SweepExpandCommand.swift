import ArgumentParser
import Experiments
import Foundation

/// `moudsim sweep expand`: adds rows or replications.
struct SweepExpandCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "expand",
    abstract: "Add rows or replications to a sweep; what is finished is kept.",
    discussion: """
      EXAMPLE:
        moudsim sweep expand Output/my-sweep --replications 20
        moudsim sweep expand Output/my-sweep --points 256
        moudsim sweep expand Output/my-sweep --rows more.csv
      """)

  @OptionGroup var sweep: SweepFolderArgument

  @Option(help: "Replications of every row, instead of the present number.")
  var replications: Int?

  @Option(help: "Points of a random, Sobol or Halton design, instead of the present number.")
  var points: Int?

  @Option(help: "A CSV file of further rows.", completion: .file(extensions: ["csv"]))
  var rows: String?

  func validate() throws {
    if replications == nil, points == nil, rows == nil {
      throw ValidationError("Give --replications, --points or --rows.")
    }
    if let points, !(1...(1 << 20)).contains(points) {
      throw ValidationError("--points \(points) must be 1 to \(1 << 20).")
    }
    if let replications, !(1...1_000_000).contains(replications) {
      throw ValidationError("--replications \(replications) must be 1 to 1000000.")
    }
  }

  func run() throws {
    let plan = try Sweep(sweep.folder)
    let more = try plan.expanded(
      by: SweepExpansion(replications: replications, points: points, rows: rows))
    _ = try more.check(
      threads: ProcessInfo.processInfo.activeProcessorCount, from: plan.rowCount)
    try more.writeExpansion()
    try Terminal.result(
      "rows \(plan.rowCount) -> \(more.rowCount), runs \(plan.runs) -> \(more.runs)\n"
        + "Run what is new: moudsim sweep resume \(plan.path)\n")
  }
}
