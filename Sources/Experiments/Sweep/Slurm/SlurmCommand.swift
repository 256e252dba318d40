internal import Foundation

/// A program of Slurm that is missing, or refused what it was asked.
public struct SlurmError: Error, Sendable, CustomStringConvertible {
  /// What went wrong and what to do.
  public let description: String
}

/// Runs programs of Slurm and reads what they print.
enum SlurmCommand {
  /// What a program printed.
  struct Answer {
    var status: Int32
    var output: String
    var errors: String
  }

  /// Runs a program of the search path.
  ///
  /// - Throws: `SlurmError` where there is none.
  static func run(_ name: String, _ arguments: [String]) throws(SlurmError) -> Answer {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let paths = folders.map { "\($0)/\(name)" }
    guard let path = paths.first(where: FileManager.default.isExecutableFile) else {
      throw SlurmError(
        description: "error: there is no '\(name)' here. Run this where Slurm is installed, or run "
          + "the shards in another way (docs/cluster.md).")
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    let output = Pipe()
    let errors = FileManager.default.temporaryDirectory.appending(
      path: "moudsim-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: errors) }
    process.standardOutput = output
    process.standardInput = FileHandle.nullDevice
    do {
      try Data().write(to: errors)
      process.standardError = try FileHandle(forWritingTo: errors)
      try process.run()
    } catch {
      throw SlurmError(description: "error: \(path) cannot be started: \(error).")
    }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Answer(
      status: process.terminationStatus, output: String(decoding: data, as: UTF8.self),
      errors: (try? String(contentsOf: errors, encoding: .utf8)) ?? "")
  }

  /// Runs a program and gives its output without spaces around it.
  ///
  /// - Throws: `SlurmError` where it fails.
  static func output(_ name: String, _ arguments: [String]) throws(SlurmError) -> String {
    let answer = try run(name, arguments)
    guard answer.status == 0 else {
      throw SlurmError(
        description: "error: \(name) ended with status \(answer.status): "
          + answer.errors.split(whereSeparator: \.isNewline).joined(separator: " "))
    }
    return answer.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
