import ArgumentParser
import Experiments
import Foundation

/// `moudsim sweep plan`: checks a sweep file and writes a folder that can be run.
struct SweepPlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Check a sweep file and write the folder in which it is run.",
    discussion: """
      Every row is checked before anything is written. moudsim schema --sweeps says what may stand \
      in a sweep file.

      EXAMPLE:
        moudsim sweep plan capacity-by-fentanyl --dry-run
        moudsim sweep plan my-sweep.yaml --output Output/my-sweep
      """)

  @Argument(
    help: "A sweep file, or the name of a shipped sweep.", completion: .file(extensions: ["yaml"]))
  var sweep: String

  @Option(help: "Folder of the sweep. (default: Output/<sweep>)", completion: .directory)
  var output: String?

  @Option(help: "Number of threads for checks and the estimate. (default: one for each processor)")
  var threads: Int?

  @Flag(help: "Replace a sweep or run that stands in the folder.")
  var replace = false

  @Flag(help: "Write nothing; say how many simulations there are, and how long they would take.")
  var dryRun = false

  func validate() throws {
    if let threads, threads < 1 {
      throw ValidationError("--threads \(threads) must be 1 or more.")
    }
    if output == "" { throw ValidationError("--output must name a folder.") }
  }

  func run() throws {
    let file = try SweepFile.read(sweep)
    let folder = output ?? Sweep.defaultOutput(of: file)
    let threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
    if !dryRun { try RunDirectory.check(folder, replaces: replace) }
    let plan = Sweep(file, output: folder, command: Invocation.command)
    let check = try plan.check(threads: threads)
    for example in check.examples { Terminal.message("note: \(example)") }
    if check.impossible > 0 {
      Terminal.message("note: \(check.impossible) rows cannot be run and will be listed.")
    }
    let outline =
      "\(file.title)\n  rows         \(plan.rowCount)\n  runs         \(plan.runs)\n"
    guard !dryRun else {
      return try Terminal.result(outline + SweepEstimate(plan, threads: threads).text)
    }
    try plan.write(replaces: replace, text: file.text)
    try Terminal.result(outline + "Folder: \(folder)\nRun it: moudsim sweep run \(folder)\n")
  }
}
