import ArgumentParser
import Foundation

/// How work is done and shown, common to the commands that simulate.
struct ExecutionArguments: ParsableArguments {
  @Option(help: "Number of threads. (default: one for each processor)")
  var threads: Int?

  @Flag(help: "Print results and errors only.")
  var quiet = false

  @Option(help: "How to show progress. (default: bar on a terminal, else plain)")
  var progress: ProgressDisplay.Style?

  @Flag(help: "Read and check everything, say what would run, and write nothing.")
  var dryRun = false

  func validate() throws {
    if let threads, threads < 1 {
      throw ValidationError("--threads \(threads) must be 1 or more.")
    }
  }

  /// Number of workers.
  var workers: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }

  /// A display of progress as asked for.
  var display: ProgressDisplay {
    ProgressDisplay(quiet ? .none : progress ?? (Terminal.isInteractive ? .bar : .plain))
  }
}
