import ArgumentParser
import Experiments
import Foundation

/// `moudsim sweep run`: runs a sweep or a share of it.
struct SweepRunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a sweep, or one shard of it.",
    discussion: """
      What is finished already is left alone, so the same command goes on after a stop. In a task \
      of a Slurm array the shard is the task's. Exit status 0 only when the shard is complete; 75 \
      when it was stopped; 65 when rows failed that should not.

      EXAMPLE:
        moudsim sweep run Output/my-sweep
        moudsim sweep run Output/my-sweep --shard 3/8 --threads 1
        moudsim sweep run Output/my-sweep --row 17
      """)

  @OptionGroup var sweep: SweepFolderArgument
  @OptionGroup var work: SweepWorkArguments

  @Option(help: "The share to run, for example 3/8. (default: the Slurm task's, or everything)")
  var shard: String?

  @Option(help: "Make one run of this row again, print its figures and write nothing.")
  var row: Int?

  @Option(help: "With --row: the strategy. (default: the first)")
  var strategy: String?

  @Option(help: "With --row: the replication, from 1.")
  var replication = 1

  func validate() throws {
    if let shard, SweepShard(shard) == nil {
      throw ValidationError(
        "--shard '\(shard)' is no share. Write <i>/<n>, with i from 1 to n and n at most "
          + "\(SweepShard.most).")
    }
    if row == nil, strategy != nil || replication != 1 {
      throw ValidationError("--strategy and --replication choose a run of a --row. Give --row.")
    }
    if replication < 1 { throw ValidationError("--replication counts from 1.") }
  }

  func run() throws {
    let plan = try Sweep(sweep.folder)
    if let row {
      let figures = try plan.repeated(row: row, strategy: strategy, replication: replication)
      let lines = figures.map { "\($0.name),\($0.value.map { "\($0)" } ?? "")\n" }
      return try Terminal.result(lines.joined())
    }
    let share = try shard.flatMap { SweepShard($0) } ?? SweepShard.ofArrayTask() ?? .whole
    try work.run(plan, share, retriesFailures: false)
  }
}

/// `moudsim sweep resume`: runs what is missing or failed.
struct SweepResumeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Run exactly what is missing or failed, whatever shards it belongs to.",
    discussion: """
      EXAMPLE:
        moudsim sweep resume Output/my-sweep
      """)

  @OptionGroup var sweep: SweepFolderArgument
  @OptionGroup var work: SweepWorkArguments

  func run() throws {
    try work.run(try Sweep(sweep.folder), .whole, retriesFailures: true)
  }
}

/// How the work of a sweep is done, common to `run` and `resume`.
struct SweepWorkArguments: ParsableArguments {
  @Option(help: "Number of threads. (default: one for each processor)")
  var threads: Int?

  @Flag(help: "Print errors only.")
  var quiet = false

  @Option(help: "How to show progress. (default: bar on a terminal, else plain)")
  var progress: ProgressDisplay.Style?

  @Flag(help: "Write nothing; say how many simulations are left, and how long they would take.")
  var dryRun = false

  func validate() throws {
    if let threads, threads < 1 {
      throw ValidationError("--threads \(threads) must be 1 or more.")
    }
  }

  /// Runs a share and tells how it ended.
  func run(_ plan: Sweep, _ shard: SweepShard, retriesFailures: Bool) throws {
    let threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
    guard !dryRun else {
      let open = try plan.openRuns(shard, retriesFailures: retriesFailures)
      return try Terminal.result(SweepEstimate(plan, threads: threads, runs: open).text)
    }
    Signals.stopRunWhenInterrupted()
    let display = ProgressDisplay(
      quiet ? .none : progress ?? (Terminal.isInteractive ? .bar : .plain))
    let ending = try plan.run(
      shard, threads: threads, retriesFailures: retriesFailures,
      cancellation: Signals.cancellation, progress: { display.show($0) })
    display.finish()
    let what = shard == .whole ? "sweep" : "shard \(shard)"
    guard ending.isComplete else {
      throw Stopped(
        description: "error: stopped after \(ending.before + ending.now) of \(ending.total) runs "
          + "of the \(what); they are kept. Run again: "
          + Invocation.text)
    }
    let failed = ending.failed > 0 ? ", \(ending.failed) failed" : ""
    if !quiet {
      try Terminal.result(
        "\(what): \(ending.total) runs, \(ending.now) of them now\(failed)\n"
          + (shard == .whole ? "Merge: moudsim sweep merge \(plan.path)\n" : ""))
    }
    if ending.failed > 0, !plan.keepsFailures {
      throw Faults([
        Fault(
          file: plan.path, path: "",
          message: "\(ending.failed) runs failed. moudsim sweep status \(plan.path) shows why.")
      ])
    }
  }
}
