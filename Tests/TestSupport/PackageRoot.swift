import Foundation

/// Places in the checkout, found from where this file was compiled.
public enum PackageRoot {
  /// The directory that holds `Package.swift`, without a slash at the end.
  public static let path: String = {
    let file = URL(fileURLWithPath: #filePath)
    let root = file.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
    precondition(
      FileManager.default.fileExists(atPath: root + "/Package.swift"),
      "PackageRoot: no Package.swift in \(root)")
    return root
  }()

  /// Returns the path of a file or directory of the package.
  public static func path(_ relative: String) -> String { path + "/" + relative }

  /// Returns the path of something in `../shared`, material outside the package, or nil if absent.
  public static func shared(_ relative: String) -> String? {
    let candidate = path + "/../shared/" + relative
    return FileManager.default.fileExists(atPath: candidate) ? candidate : nil
  }
}
