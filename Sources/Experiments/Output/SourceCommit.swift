internal import Foundation

/// The commit of the source tree that a program was built in, if it still stands there.
enum SourceCommit {
  /// Looks for a git checkout in the folders above a file and reads its current commit.
  ///
  /// Read from git's own files, so that no other program is started; nil outside a checkout.
  static func above(_ path: String) -> String? {
    var folder = URL(fileURLWithPath: path).resolvingSymlinksInPath().deletingLastPathComponent()
    while folder.path != "/" {
      if let git = gitFolder(of: folder) { return commit(in: git) }
      folder.deleteLastPathComponent()
    }
    return nil
  }

  /// The git folder of a checkout; in a linked worktree `.git` is a file that names it.
  private static func gitFolder(of folder: URL) -> URL? {
    let git = folder.appending(path: ".git")
    if exists(git.path + "/HEAD") { return git }
    guard let link = line(of: git), link.hasPrefix("gitdir: ") else { return nil }
    return URL(fileURLWithPath: String(link.dropFirst("gitdir: ".count)), relativeTo: folder)
  }

  private static func commit(in git: URL) -> String? {
    guard let head = line(of: git.appending(path: "HEAD")) else { return nil }
    guard head.hasPrefix("ref: ") else { return head }
    let name = String(head.dropFirst("ref: ".count))
    let common =
      line(of: git.appending(path: "commondir"))
      .map { URL(fileURLWithPath: $0, relativeTo: git) } ?? git
    if let commit = line(of: common.appending(path: name)) { return commit }
    let packed = try? String(contentsOf: common.appending(path: "packed-refs"), encoding: .utf8)
    let entry = packed?.split(separator: "\n").first { $0.hasSuffix(" \(name)") }
    return entry?.split(separator: " ").first.map(String.init)
  }

  private static func line(of file: URL) -> String? {
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
    return text.split(whereSeparator: \.isNewline).first.map(String.init)
  }
}
