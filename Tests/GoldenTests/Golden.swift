import Foundation
import TestSupport
import Testing

/// Texts that were looked at and committed.
enum Golden {
  /// Whether the files are to be written again; the tests fail then, so that it is not overlooked.
  static let isUpdating = ProcessInfo.processInfo.environment["MOUDSIM_UPDATE_GOLDEN"] == "1"

  /// The path of a golden file.
  static func path(_ name: String) -> String {
    PackageRoot.path("Tests/GoldenTests/Golden/\(name)")
  }

  /// Compares a text with a golden file, and says where they first differ.
  static func expect(
    _ text: String, is name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    if isUpdating {
      let file = URL(fileURLWithPath: path(name))
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
      Issue.record(
        "Golden/\(name) was written. Read the difference, then test without MOUDSIM_UPDATE_GOLDEN.",
        sourceLocation: sourceLocation)
      return
    }
    let golden = try String(contentsOfFile: path(name), encoding: .utf8)
    guard let difference = difference(golden: golden, text: text) else { return }
    Issue.record("Golden/\(name), \(difference)", sourceLocation: sourceLocation)
  }

  /// The first line that differs; nil where none does.
  static func difference(golden: String, text: String) -> String? {
    guard golden != text else { return nil }
    func lines(_ text: String) -> [Substring] {
      text.split(separator: "\n", omittingEmptySubsequences: false)
    }
    let (before, now) = (lines(golden), lines(text))
    let common = zip(before, now).prefix { $0 == $1 }.count
    func line(_ lines: [Substring]) -> Substring {
      common < lines.count ? lines[common] : "(the end)"
    }
    return "line \(common + 1):\n  golden: \(line(before))\n  now:    \(line(now))"
  }
}

@Suite("Golden files themselves") struct GoldenSelfTests {
  @Test("The first difference is told; equal texts have none")
  func difference() {
    #expect(Golden.difference(golden: "a\nb\n", text: "a\nb\n") == nil)
    #expect(
      Golden.difference(golden: "a\nb\n", text: "a\nc\n")
        == "line 2:\n  golden: b\n  now:    c")
    #expect(
      Golden.difference(golden: "a", text: "a\nb") == "line 2:\n  golden: (the end)\n  now:    b")
  }
}
