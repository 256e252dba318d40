import ArgumentParser
import Experiments
import Foundation

/// `moudsim calibrate`: fit parameters to published figures.
struct CalibrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract: "Fit parameters to published figures; go on where it was stopped.",
    discussion: """
      Finds the best fit and a sample of the values that the figures leave possible, and writes \
      calibrated.yaml (for extends), posterior.csv, fit.csv, identifiability.csv and \
      evaluations.csv. Every evaluation is kept in a log beside the folder: after Ctrl-C or a \
      crash the same command goes on. Results do not depend on the number of threads. \
      docs/calibration.md explains the file and the diagnostics.

      EXAMPLE:
        moudsim calibrate massachusetts
        moudsim calibrate my-county.yaml --output Output/my-fit
        moudsim calibrate my-county.yaml --shard 2/8
      """)

  @Argument(
    help: "A calibration file, or the name of a shipped calibration.",
    completion: .file(extensions: ["yaml"])
  )
  var calibration: String

  @Option(
    help: "Folder of the results. (default: Output/calibration/<name>)", completion: .directory)
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Evaluate only the i-th of n shares of the first points, into a log of its own.",
      valueName: "i/n"))
  var shard: String?

  @Flag(help: "Replace results in the folder, and a log that was made from other inputs.")
  var replace = false

  @OptionGroup var execution: ExecutionArguments

  func validate() throws {
    if output == "" { throw ValidationError("--output must name a folder.") }
    if let shard, CalibrationRequest.Shard(shard) == nil {
      throw ValidationError("--shard '\(shard)' is no share. Write i/n, like 2/8.")
    }
  }

  func run() throws {
    let file = try CalibrationReader.read(path: calibration)
    let run = try CalibrationRun(
      file,
      CalibrationRequest(
        output: output ?? file.defaultOutput, replaces: replace,
        threads: execution.workers,
        command: ["moudsim"] + CommandLine.arguments.dropFirst(),
        shard: shard.flatMap(CalibrationRequest.Shard.init)))
    guard !execution.dryRun else { return try Terminal.result(outline(run)) }
    Signals.stopRunWhenInterrupted()
    let display = execution.display
    do {
      let result = try run.execute(
        cancellation: Signals.cancellation, progress: { display.show($0) })
      display.finish()
      guard let result else {
        return try Terminal.result("Evaluations: \(run.logPath)\n")
      }
      try Terminal.result(
        CalibrationReport(file, result).text
          + "\nFiles: \(run.request.output)\nEvaluations: \(run.logPath)\n")
    } catch let stopped as CalibrationStopped {
      display.finish()
      throw Stopped(
        description: "error: stopped; \(stopped.evaluations) evaluations are kept in "
          + "\(run.logPath). The same command goes on from there.")
    }
  }

  private func outline(_ run: CalibrationRun) -> String {
    let file = run.file
    return """
      \(calibration) would fit:
        parameters    \(file.parameters.map(\.key).joined(separator: ", "))
        targets       \(file.targets.map(\.name).joined(separator: ", "))
        evaluations   at most \(run.largestCount), of \(file.replications) replications
        seed          \(file.seed)
        output        \(run.request.output)

      """
  }
}
