public import Foundation

/// The built program `moudsim-serve`, run in a folder of its own as a person runs it.
public final class ServerProgram {
  /// The server did not say where it listens.
  public struct Silent: Error, CustomStringConvertible {
    /// What it said.
    public let description: String
  }

  /// What a process holds at a moment, from /proc.
  public struct Holdings: Sendable, CustomStringConvertible {
    /// Resident memory in megabytes.
    public let megabytes: Double
    /// Open file descriptors.
    public let descriptors: Int
    /// Threads.
    public let threads: Int
    /// Processor time so far.
    public let processorSeconds: Double

    /// For a log.
    public var description: String {
      String(format: "%.1f MB, %d file descriptors, %d threads", megabytes, descriptors, threads)
    }

    /// Reads what a process holds; nil on a system without /proc.
    public init?(of process: Int32) {
      let folder = "/proc/\(process)"
      guard let status = try? String(contentsOfFile: "\(folder)/status", encoding: .utf8),
        let stat = try? String(contentsOfFile: "\(folder)/stat", encoding: .utf8),
        let open = try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/fd")
      else { return nil }
      func number(_ key: String) -> Double? {
        status.split(separator: "\n").first { $0.hasPrefix("\(key):") }?
          .split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) }
      }
      guard let resident = number("VmRSS"), let count = number("Threads") else { return nil }
      megabytes = resident / 1024
      descriptors = open.count
      threads = Int(count)
      // After the name in parentheses; user and system time are fields 14 and 15 of the line.
      let fields = stat.split(separator: ")").last?.split(separator: " ") ?? []
      guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else {
        return nil
      }
      processorSeconds = (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }
  }

  /// The program's path, beside the bundle of the tests.
  public static let path =
    URL(fileURLWithPath: Program.path).deletingLastPathComponent()
    .appending(path: "moudsim-serve")

  /// Address of the page.
  public let address: String
  /// The folder in which it runs.
  public let folder: URL
  private let process = Process()
  private let output = Pipe()

  /// Starts it on a free port and waits until it listens.
  ///
  /// - Parameter openFiles: how many files it may open; nil leaves what the tests have.
  public init(_ arguments: [String] = [], openFiles: Int? = nil) throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "moudsim-serve-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    process.executableURL = openFiles == nil ? Self.path : URL(fileURLWithPath: "/bin/sh")
    let shell = openFiles.map { ["-c", "ulimit -n \($0); exec \"$0\" \"$@\"", Self.path.path] }
    process.arguments = (shell ?? []) + ["--port", "0"] + arguments
    process.currentDirectoryURL = folder
    process.standardOutput = output
    let log = folder.appending(path: "log").path
    _ = FileManager.default.createFile(atPath: log, contents: nil)
    process.standardError = FileHandle(forWritingAtPath: log)
    try process.run()
    var line = ""
    while !line.hasSuffix("\n") {
      let data = output.fileHandleForReading.availableData
      guard !data.isEmpty else {
        let said = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
        throw Silent(description: "the server ended: \(line)\(said)")
      }
      line += String(decoding: data, as: UTF8.self)
    }
    guard let last = line.split(whereSeparator: \.isWhitespace).last else {
      throw Silent(description: "no address in: \(line)")
    }
    address = String(last)
  }

  deinit {
    if process.isRunning { process.terminate() }
    process.waitUntilExit()
    try? FileManager.default.removeItem(at: folder)
  }

  /// Port of the page.
  public var port: Int {
    guard let port = URL(string: address)?.port else {
      preconditionFailure("no port in \(address)")
    }
    return port
  }

  /// Number of the process.
  public var identifier: Int32 { process.processIdentifier }

  /// Whether it still runs.
  public var isRunning: Bool { process.isRunning }

  /// What it holds now; nil on a system without /proc.
  public var holdings: Holdings? { Holdings(of: identifier) }

  /// What it wrote to standard error so far.
  public var log: String {
    (try? String(contentsOf: folder.appending(path: "log"), encoding: .utf8)) ?? ""
  }

  /// Names and sizes of the files in its folder, without its log.
  public func files() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0 != "log" }.sorted()
  }

  /// Asks it to end, by a signal, and returns how it ended.
  public func end(_ signal: Int32 = SIGTERM) -> (status: Int32, wasKilled: Bool) {
    kill(identifier, signal)
    process.waitUntilExit()
    return (process.terminationStatus, process.terminationReason != .exit)
  }
}
