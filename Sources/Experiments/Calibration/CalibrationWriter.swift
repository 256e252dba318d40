internal import Foundation
internal import Statistics

/// Writes the folder of a calibration.
struct CalibrationWriter {
  let file: CalibrationFile
  let request: CalibrationRequest
  let result: CalibrationResult
  let clock: WorkClock
  let log: ResultLog
  let simulator: CalibrationSimulator

  /// Writes all files, and gives the folder its name at the end.
  func write() throws(OutputError) {
    let directory = try RunDirectory(path: request.output, replaces: request.replaces)
    let tables = CalibrationTables(file: file, result: result)
    let outputs = [
      try Experiments.write(
        CalibratedScenario(file: file, result: result).text,
        toNewFile: directory.file("calibrated.yaml")),
      try tables.posterior(directory.file("posterior.csv")),
      try tables.evaluations(directory.file("evaluations.csv")),
      try tables.fit(directory.file("fit.csv")),
      try tables.identifiability(directory.file("identifiability.csv")),
    ]
    _ = try Experiments.write(
      manifest(outputs).json(), toNewFile: directory.file("manifest.json"))
    try directory.finish()
  }

  private func manifest(_ outputs: [WrittenFile]) -> CalibrationManifest {
    CalibrationManifest(
      sourceCommit: SourceCommit.above(CommandLine.arguments[0]), command: request.command,
      threads: request.threads, started: clock.started,
      wallSeconds: clock.seconds, calibration: file.name, title: file.title,
      seed: String(file.seed), replications: file.replications,
      checkReplications: file.checkReplications, evaluations: result.evaluations.count,
      evaluationsFromLog: log.counts.found, evaluationInputs: simulator.inputsHash,
      effectiveSampleSize: result.posterior.effectiveSize,
      logEvidence: result.scores.logMeanWeight, isSearchConverged: result.isSearchConverged,
      isSampleConverged: result.isSampleConverged,
      inputs: file.inputs + simulator.inputs + BuiltIn.digests, outputs: outputs)
  }
}

/// `manifest.json` of a calibration.
private struct CalibrationManifest: Encodable {
  var schemaVersion = ProgramVersion.outputSchema
  var program = "moudsim calibrate"
  var version = ProgramVersion.current
  var sourceCommit: String?
  var command: [String]
  var host = Manifest.Host()
  var threads: Int
  var started: String
  var wallSeconds: Double
  var calibration: String
  var title: String
  /// As text: a 64-bit number is more than many readers of JSON keep.
  var seed: String
  var replications: Int
  var checkReplications: Int
  var evaluations: Int
  var evaluationsFromLog: Int
  var evaluationInputs: String
  var effectiveSampleSize: Double
  var logEvidence: Double
  var isSearchConverged: Bool
  var isSampleConverged: Bool
  var inputs: [InputDigest]
  var outputs: [WrittenFile]

  /// The text of the file: keys in alphabetical order.
  func json() -> String {
    JSONFile.text(of: self)
  }
}
