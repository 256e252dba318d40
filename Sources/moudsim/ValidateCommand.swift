import ArgumentParser
import Experiments
import Foundation

/// `moudsim validate`: the model beside theory, other programs and published figures.
struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Compare the model with theory, other programs and published figures.",
    discussion: """
      Writes a document and, beside it, the same rows as CSV. Takes a few minutes. What the model \
      misses is told, not hidden; the exit status is 70 if a check against theory or another \
      program fails.

      The trials' patients are public but not part of this package (CTN-0094 harmonised release, R \
      package public.ctn0094data). Without them their arms are filled with people whom the model \
      draws, and the rows say so.

      EXAMPLE:
        moudsim validate --output docs/validation.md
        moudsim validate --targets my-targets.yaml --output mine.md
      """)

  @Option(help: "File to write; the table goes beside it, ending in .csv.", completion: .file())
  var output = "validation.md"

  @Option(
    help: ArgumentHelp(
      "A file of targets, or the name of a shipped one; may be repeated. (default: all shipped)"),
    completion: .file(extensions: ["yaml"]))
  var targets: [String] = []

  @Option(
    help: ArgumentHelp(
      "Folder with baseline_and_retention.csv, the trials' people. "
        + "(default: ../shared/data/ctn0094 where it exists)"),
    completion: .directory)
  var ctn0094: String?

  @Option(help: "Number of replications, instead of those of the targets.")
  var replications: Int?

  @Option(help: "Number of threads. (default: one for each processor)")
  var threads: Int?

  @Flag(help: "Print results and errors only.")
  var quiet = false

  private static let rows = "baseline_and_retention.csv"
  private static let usualFolder = "../shared/data/ctn0094"

  func validate() throws {
    if let replications, replications < 1 {
      throw ValidationError("--replications \(replications) must be 1 or more.")
    }
    if let threads, threads < 1 {
      throw ValidationError("--threads \(threads) must be 1 or more.")
    }
    if !output.hasSuffix(".md") {
      throw ValidationError("--output \(output) must end in .md.")
    }
  }

  func run() throws {
    let files = try TargetReader.read(paths: targets.isEmpty ? BuiltIn.targetNames : targets)
    try TextFile.makeFolder(of: output)
    Signals.stopRunWhenInterrupted()
    let validation = try Validation(
      files: files, cohort: cohort, replications: replications,
      threads: threads ?? ProcessInfo.processInfo.activeProcessorCount,
      cancellation: Signals.cancellation,
      progress: { if !quiet { Terminal.message("running: \($0)") } })
    if Signals.cancellation.isCancelled {
      throw Stopped(description: "error: stopped; nothing was written.")
    }
    let table = output.dropLast(".md".count) + ".csv"
    try TextFile.write(ValidationDocument(validation, files: files).markdown, to: output)
    try TextFile.write(validation.csv, to: String(table))
    try Terminal.result(ValidationSummary(validation).text + "Files: \(output), \(table)\n")
    if validation.checks.contains(where: { !$0.agrees }) { throw ExitCode(70) }
  }

  /// The trials' people, where they are.
  private var cohort: TrialCohort {
    let path = "\(ctn0094 ?? Self.usualFolder)/\(Self.rows)"
    if ctn0094 != nil || FileManager.default.fileExists(atPath: path) {
      return .released(path: path)
    }
    return .drawn
  }
}
