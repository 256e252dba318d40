internal import Foundation

/// The folder of a run while it is being written: a hidden folder beside the final one.
///
/// Nothing stands under the final name before everything is written: `finish` renames the folder
/// in one step, and a run that fails or is dropped leaves no trace.
public struct RunDirectory: ~Copyable, Sendable {
  /// Where the run is going to be.
  public let path: String
  /// Folders that earlier runs of that name left when they were killed; they have been removed.
  public let leftovers: [String]
  private let work: WorkFolder
  private let replaces: Bool
  private var isFinished = false

  /// Where files are written meanwhile.
  public var workPath: String { work.path }

  /// Creates the hidden folder, and the folders above it.
  ///
  /// - Parameters:
  ///   - path: the final folder; it must not exist unless `replaces` is set.
  ///   - replaces: whether a folder of that name may be replaced.
  public init(path: String, replaces: Bool) throws(OutputError) {
    try Self.check(path, replaces: replaces)
    let url = URL(fileURLWithPath: withoutSlash(path))
    let parent = url.deletingLastPathComponent().path
    do {
      try FileManager.default.createDirectory(
        atPath: parent, withIntermediateDirectories: true)
    } catch {
      throw OutputError(
        path: path, message: "the folder \(parent) cannot be created. Choose another --output.")
    }
    let leftovers = WorkFolder.removeLeftovers(of: url.lastPathComponent, in: parent)
    let work = try WorkFolder(of: url.lastPathComponent, in: parent)
    self.leftovers = leftovers
    self.work = work
    self.path = path
    self.replaces = replaces
  }

  deinit { if !isFinished { try? FileManager.default.removeItem(atPath: work.path) } }

  /// Says whether a run may be written to a folder, before any work is done.
  public static func check(_ path: String, replaces: Bool) throws(OutputError) {
    guard exists(path) else { return }
    guard replaces else {
      throw OutputError(
        path: path,
        message: "exists already. Use --replace to overwrite it, or --output for another folder.")
    }
    guard exists(path + "/manifest.json") else {
      throw OutputError(
        path: path,
        message: "exists and holds no manifest.json, so it is not a run and is not replaced.")
    }
  }

  /// The path of a file that is being written.
  public func file(_ name: String) -> String { "\(workPath)/\(name)" }

  /// Gives the folder its final name.
  public consuming func finish() throws(OutputError) {
    try finish(as: path, replaces: replaces)
  }

  /// Gives the folder of a run that was stopped its name: the final one and `.incomplete`.
  ///
  /// What an earlier, equally incomplete run left there is replaced.
  public consuming func finishIncomplete() throws(OutputError) {
    try finish(as: incompletePath, replaces: true)
  }

  /// The final folder of a run that was stopped.
  public var incompletePath: String { withoutSlash(path) + ".incomplete" }

  private mutating func finish(as name: String, replaces: Bool) throws(OutputError) {
    try Self.check(name, replaces: replaces)
    let old = workPath + ".old"
    let hadOld = exists(name)
    if hadOld { try Self.rename(name, to: old) }
    do {
      try Self.rename(workPath, to: name)
    } catch {
      if hadOld { try Self.rename(old, to: name) }
      throw error
    }
    isFinished = true
    if hadOld { try? FileManager.default.removeItem(atPath: old) }
  }

  private static func rename(_ source: String, to target: String) throws(OutputError) {
    guard Foundation.rename(source, target) == 0 else {
      throw OutputError(path: target, message: "cannot be created: \(systemError()).")
    }
  }
}
