internal import Foundation
internal import Statistics

/// How to carry out a calibration, beside what its file says.
public struct CalibrationRequest: Sendable {
  /// A share of the first points, for several machines to divide.
  public struct Shard: Sendable, Equatable {
    /// Number of the share, from 1.
    public var number: Int
    /// All shares.
    public var count: Int

    /// Reads `2/8`; nil where that is no share.
    public init?(_ text: String) {
      let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
      guard parts.count == 2, let number = parts[0], let count = parts[1], number >= 1,
        number <= count
      else { return nil }
      self.number = number
      self.count = count
    }
  }

  /// Folder of the results.
  public var output: String
  /// Whether results in that folder, and evaluations of other inputs, may be replaced.
  public var replaces: Bool
  /// Number of workers, at least 1.
  public var threads: Int
  /// The command as typed.
  public var command: [String]
  /// Evaluate only a share of the first points, and write no results.
  public var shard: Shard?

  /// Describes a request.
  public init(
    output: String, replaces: Bool = false, threads: Int, command: [String] = [],
    shard: Shard? = nil
  ) {
    self.output = output
    self.replaces = replaces
    self.threads = threads
    self.command = command
    self.shard = shard
  }
}

/// A calibration on its way from its file to a folder of results.
public struct CalibrationRun: Sendable {
  /// What is fitted.
  public let file: CalibrationFile
  /// How it is carried out.
  public let request: CalibrationRequest
  private let simulator: CalibrationSimulator

  /// Prepares a calibration: reads the scenarios of its targets.
  ///
  /// - Throws: `Faults` of the scenarios, `OutputError` where the folder may not be written.
  public init(_ file: CalibrationFile, _ request: CalibrationRequest) throws {
    if request.shard == nil {
      try RunDirectory.check(request.output, replaces: request.replaces)
    }
    self.file = file
    self.request = request
    simulator = try CalibrationSimulator(file)
  }

  /// The file that keeps the evaluations, beside the folder of results.
  public var logPath: String {
    let shard = request.shard.map { "shard-\($0.number)-of-\($0.count)" } ?? "evaluations"
    return "\(folderPath).\(shard).log"
  }

  /// An upper limit of the number of evaluations.
  public var largestCount: Int {
    let method = file.method
    guard request.shard == nil else { return method.points }
    return method.points + method.searches * method.evaluations + method.stages * method.batch + 2
  }

  /// Evaluates, searches, samples and writes the folder.
  ///
  /// - Parameters:
  ///   - cancellation: stops after the evaluations at hand.
  ///   - progress: called after every evaluation.
  /// - Returns: the result; nil where only a share of the first points was evaluated.
  /// - Throws: `CalibrationStopped`, `OutputError`, `InputFault`, `CalibrationImpossible`.
  public func execute(
    cancellation: Cancellation, progress: @escaping @Sendable (RunProgress) -> Void = { _ in }
  ) throws -> CalibrationResult? {
    let clock = WorkClock()
    let log = try openLog()
    let counter = EvaluationCounter(total: largestCount, report: progress)
    let search = CalibrationSearch(
      file: file, log: log, threads: request.threads, cancellation: cancellation,
      progress: { counter.count() }, simulate: simulator.figures)
    let design = CalibrationDesign.points(
      file.method.design, count: file.method.points, dimensions: file.parameters.count,
      seed: file.seed)
    if let shard = request.shard {
      let share = design.enumerated().filter { $0.offset % shard.count == shard.number - 1 }
      _ = try search.figures(at: share.map(\.element))
      return nil
    }
    let result = try CalibrationFit(search: search).result(design)
    try CalibrationWriter(
      file: file, request: request, result: result, clock: clock, log: log,
      simulator: simulator
    ).write()
    return result
  }

  private var folderPath: String { withoutSlash(request.output) }

  private func openLog() throws(OutputError) -> ResultLog {
    let url = URL(fileURLWithPath: folderPath)
    let parent = url.deletingLastPathComponent().path
    do {
      try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    } catch {
      throw OutputError(
        path: folderPath,
        message: "the folder \(parent) cannot be created. Choose another --output.")
    }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
    let parts = names.filter {
      $0.hasPrefix("\(url.lastPathComponent).shard-") && $0.hasSuffix(".log")
    }
    return try ResultLog(
      path: logPath, inputs: simulator.inputsHash,
      parts: request.shard == nil ? parts.sorted().map { "\(parent)/\($0)" } : [],
      replaces: request.replaces)
  }
}
