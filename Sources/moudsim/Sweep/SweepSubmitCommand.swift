import ArgumentParser
import Experiments
import Foundation

/// `moudsim sweep submit`: a sweep as an array of Slurm tasks.
struct SweepSubmitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit",
    abstract: "Write scripts that run a sweep on a Slurm cluster, and submit them if asked.",
    discussion: """
      slurm/array.sh runs the shards as an array, slurm/merge.sh waits for it and merges. Read \
      them; with --submit they are given to Slurm.

      EXAMPLE:
        moudsim sweep submit Output/my-sweep --tasks 100 --throttle 20 --time 01:00:00
        moudsim sweep submit Output/my-sweep --tasks 100 --submit --sbatch=--partition=short
      """)

  @OptionGroup var sweep: SweepFolderArgument

  @Option(help: "Tasks of the array, each a shard of many rows.")
  var tasks = 100

  @Option(help: "Tasks that run at the same time at most.")
  var throttle: Int?

  @Option(help: "Processors, and threads, of each task.")
  var cpus = 1

  @Option(help: "Time limit of a task, for example 01:00:00.")
  var time: String?

  @Option(help: "Memory of a task, for example 2G.")
  var memory: String?

  @Option(
    name: .customLong("sbatch"),
    help: "A further option of sbatch, for example --sbatch=--partition=short; may be repeated.")
  var options: [String] = []

  @Option(help: "The program on the nodes. (default: this one)", completion: .file())
  var program: String?

  @Flag(help: "Submit the scripts.")
  var submit = false

  func validate() throws {
    guard (1...SweepShard.most).contains(tasks) else {
      throw ValidationError("--tasks \(tasks) must be 1 to \(SweepShard.most).")
    }
    guard cpus > 0, throttle ?? 1 > 0 else {
      throw ValidationError("--cpus and --throttle must be 1 or more.")
    }
    let words = [time, memory].compactMap(\.self) + options
    if let word = words.first(where: { $0.contains(where: \.isNewline) || $0.isEmpty }) {
      throw ValidationError("'\(word)' cannot stand in a script. Give it on one line.")
    }
    for option in options where !option.hasPrefix("-") {
      throw ValidationError("--sbatch '\(option)' is no option. Write --sbatch=--name=value.")
    }
  }

  func run() throws {
    let plan = try Sweep(sweep.folder)
    let jobs = SlurmJobs(plan)
    let scripts = try jobs.write(
      SlurmRequest(
        tasks: min(tasks, plan.runs), throttle: throttle, cpus: cpus, time: time, memory: memory,
        options: options, program: program ?? Self.itself))
    for script in scripts { try Terminal.result("\(script)\n") }
    guard submit else {
      return try Terminal.result("Submit them: the same command with --submit\n")
    }
    let numbers = try jobs.submit()
    try Terminal.result(
      "Submitted: array \(numbers.array), merge \(numbers.merge)\n"
        + "Watch: moudsim sweep status \(plan.path)\n")
  }

  /// The path of this program from the root.
  private static var itself: String {
    Bundle.main.executableURL?.resolvingSymlinksInPath().path ?? CommandLine.arguments[0]
  }
}
