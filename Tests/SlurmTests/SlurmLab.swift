import Foundation
import TestSupport

/// A cluster of two nodes on this machine.
struct SlurmLab {
  /// The folder that holds its configuration, state and logs.
  let folder: String

  /// The programs that it needs, and how to get them.
  static let programs = ["slurmctld", "slurmd", "sbatch", "munged"]
  static let advice =
    "apt-get install slurmctld slurmd slurm-client munge, and run the tests as root"

  /// What is missing on this machine; empty where the tests can run.
  static let missing: [String] = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let absent = programs.filter { program in
      !folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
    }
    return absent + (geteuid() == 0 ? [] : ["root"])
  }()

  /// In CI a missing Slurm is a failure, elsewhere a reason to skip.
  static let isExpected = missing.isEmpty || ProcessInfo.processInfo.environment["CI"] != nil

  /// What a command printed, and its status.
  struct Answer {
    var status: Int32
    var output: String
  }

  /// A command failed.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Runs `body` with a cluster and stops it afterwards.
  static func running<Value>(
    in folder: String, _ body: (SlurmLab) throws -> Value
  ) throws -> Value {
    guard missing.isEmpty else {
      throw Failure(description: "missing: \(missing.joined(separator: ", ")). \(advice)")
    }
    let lab = SlurmLab(folder: folder)
    let port = Int.random(in: 20_000...30_000)
    try lab.script("start", "\(port)")
    defer { try? lab.script("stop") }
    return try body(lab)
  }

  private func script(_ command: String, _ further: String...) throws {
    let answer = try run(
      [PackageRoot.path("Tests/SlurmTests/slurm-lab"), command, folder] + further)
    guard answer.status == 0 else { throw Failure(description: answer.output) }
  }

  /// The environment in which Slurm's commands find the cluster.
  var environment: [String: String] {
    ProcessInfo.processInfo.environment.merging(["SLURM_CONF": "\(folder)/slurm.conf"]) { $1 }
  }

  /// Runs a command of the search path; output and errors go to a file, which daemons may keep open.
  @discardableResult
  func run(_ words: [String]) throws -> Answer {
    let path = FileManager.default.temporaryDirectory.appending(
      path: "slurm-lab-\(UUID().uuidString)")
    try Data().write(to: path)
    defer { try? FileManager.default.removeItem(at: path) }
    let file = try FileHandle(forWritingTo: path)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = file
    process.standardError = file
    try process.run()
    process.waitUntilExit()
    return Answer(
      status: process.terminationStatus, output: try String(contentsOf: path, encoding: .utf8))
  }

  /// Waits until a condition holds.
  func wait(_ what: String, seconds: Double = 120, until condition: () throws -> Bool) throws {
    let end = ContinuousClock.now + .seconds(seconds)
    while try !condition() {
      guard ContinuousClock.now < end else {
        let jobs = try run(["scontrol", "--oneliner", "show", "job"]).output
        throw Failure(description: "waited \(seconds) s for: \(what)\n\(jobs)")
      }
      usleep(50_000)
    }
  }

  /// The state of a job or a task as Slurm's controller tells it, for example `RUNNING`.
  func state(_ job: String) throws -> String {
    let text = try run(["scontrol", "--oneliner", "show", "job", job]).output
    return text.split(separator: " ").first { $0.hasPrefix("JobState=") }
      .map { String($0.dropFirst("JobState=".count)) } ?? ""
  }

  /// The process of this machine whose arguments end so.
  static func process(endingIn words: [String]) -> pid_t? {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { pid_t($0) }.first { number in
      guard let line = try? String(contentsOfFile: "/proc/\(number)/cmdline", encoding: .utf8)
      else { return false }
      return line.split(separator: "\0").map(String.init).suffix(words.count) == words[...]
    }
  }
}
