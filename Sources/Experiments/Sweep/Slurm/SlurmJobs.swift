internal import Foundation

/// A sweep's jobs on a cluster.
public struct SlurmJobs: Sendable {
  private let sweep: Sweep

  /// Looks after the jobs of a sweep.
  public init(_ sweep: Sweep) { self.sweep = sweep }

  private var folder: String { sweep.paths.slurm }
  private var list: String { "\(folder)/jobs" }

  /// Numbers of the jobs that were submitted, oldest first.
  public var numbers: [String] {
    let text = (try? String(contentsOfFile: list, encoding: .utf8)) ?? ""
    return text.split(whereSeparator: \.isWhitespace).map(String.init)
  }

  /// Writes `slurm/array.sh` and `slurm/merge.sh`.
  ///
  /// - Returns: their paths.
  public func write(_ request: SlurmRequest) throws(OutputError) -> [String] {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw OutputError(path: folder, message: "cannot be created: \(systemError()).")
    }
    let scripts = SlurmScripts(sweep: sweep, request: request)
    let files = [("\(folder)/array.sh", scripts.array), ("\(folder)/merge.sh", scripts.merge)]
    for (path, text) in files { try TextFile.write(text, to: path) }
    return files.map(\.0)
  }

  /// Gives the scripts to Slurm; the merge waits for the array.
  ///
  /// - Returns: the numbers of the two jobs.
  public func submit() throws -> (array: String, merge: String) {
    let array = try SlurmCommand.output("sbatch", ["--parsable", "\(folder)/array.sh"])
    let number = array.split(separator: ";").first.map(String.init) ?? array
    do {
      // A merge whose array has failed would wait for ever.
      let merge = try SlurmCommand.output(
        "sbatch",
        [
          "--parsable", "--dependency=afterok:\(number)", "--kill-on-invalid-dep=yes",
          "\(folder)/merge.sh",
        ])
      let mergeNumber = merge.split(separator: ";").first.map(String.init) ?? merge
      try TextFile.write(
        (numbers + [number, mergeNumber]).joined(separator: "\n") + "\n", to: list)
      return (number, mergeNumber)
    } catch {
      _ = try? SlurmCommand.output("scancel", [number])
      throw error
    }
  }

  /// What the queue says about the jobs, in lines for people; empty where none was submitted.
  public func queue() throws(SlurmError) -> String {
    guard !numbers.isEmpty else { return "" }
    let answer = try SlurmCommand.run(
      "squeue",
      ["--noheader", "--array", "--jobs=\(numbers.joined(separator: ","))", "--format=%F %T %R"])
    // Slurm forgets old jobs and then calls their numbers invalid.
    guard answer.status == 0 || answer.errors.contains("Invalid job id") else {
      throw SlurmError(
        description: "error: squeue ended with status \(answer.status): "
          + answer.errors.split(whereSeparator: \.isNewline).joined(separator: " "))
    }
    var counts: [String: Int] = [:]
    var jobs: [String] = []
    for line in answer.output.split(whereSeparator: \.isNewline) {
      let words = line.split(separator: " ", maxSplits: 2).map(String.init)
      guard words.count >= 2 else { continue }
      let reason = words[1] == "PENDING" && words.count > 2 ? " \(words[2])" : ""
      let key = "job \(words[0]): \(words[1].lowercased())\(reason)"
      if counts[key] == nil { jobs.append(key) }
      counts[key, default: 0] += 1
    }
    guard !jobs.isEmpty else { return "Slurm: no job of this sweep is queued or running\n" }
    return "Slurm\n"
      + jobs.map { "  \($0), \(counts[$0]!) task\(counts[$0] == 1 ? "" : "s")\n" }.joined()
  }

  /// Cancels the jobs.
  ///
  /// - Returns: how many there are.
  public func cancel() throws(SlurmError) -> Int {
    let numbers = numbers
    guard !numbers.isEmpty else { return 0 }
    _ = try SlurmCommand.output("scancel", ["--quiet"] + numbers)
    return numbers.count
  }
}
