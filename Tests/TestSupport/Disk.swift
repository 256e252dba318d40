import Foundation

/// Small disks in memory, for tests of full and of read-only ones; root is needed.
public enum Disk {
  /// What could not be done.
  public struct Failure: Error, CustomStringConvertible {
    /// The command and what it said.
    public let description: String
  }

  /// Runs `body` while a disk is mounted at a path that does not exist yet.
  public static func mounted<Value>(
    at path: String, options: String, _ body: () throws -> Value
  ) throws -> Value {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try command("mount", "-t", "tmpfs", "-o", options, "moudsim-test", path)
    defer { try? command("umount", path) }
    return try body()
  }

  /// Makes a mounted disk read-only.
  public static func remountReadOnly(_ path: String) throws {
    try command("mount", "-o", "remount,ro", path)
  }

  private static func command(_ words: String...) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(description: "\(words.joined(separator: " ")): \(text)")
    }
  }
}
