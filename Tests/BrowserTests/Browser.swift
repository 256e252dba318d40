import Foundation
import TestSupport

/// A real browser, driven by `visit.py`.
struct Browser {
  /// What a page did in the browser.
  struct Visit: Decodable {
    struct Chart: Decodable {
      let id: String
      let marks: Int
      let label: String
      let width: Double
      let room: Double
      let overflow: Double
    }
    let page: String
    let title: String
    let heading: String
    let text: String
    let charts: [Chart]
    let phoneCharts: [Chart]
    let brokenLinks: [String]
    let violations: [String]
    let openTables: Int
    let injected: Bool
    let foreignScriptRan: Bool
    let foreignStyleApplied: Bool
    let pdfPages: Int
    let sidewaysOnPhone: Bool
    let otherRequests: [String]
    let console: [String]
    let dialogs: [String]
  }

  /// Something that the test needs and that is not there.
  struct Missing: Error, CustomStringConvertible {
    let description: String
  }

  /// Setting this to 1 leaves the browser out, except in continuous integration.
  static let optOut = "MOUDSIM_WITHOUT_BROWSER"

  /// Whether tests use the browser: always, unless somebody says no.
  static var isWanted: Bool {
    let environment = ProcessInfo.processInfo.environment
    return environment["CI"] == "true" || environment[optOut] != "1"
  }

  /// Where pictures of pages are left to be looked at.
  static let shots = PackageRoot.path(".build/screenshots")

  private static let names = ["chromium", "chromium-browser", "google-chrome"]
  private static let advice =
    "Run scripts/browser, or set \(optOut)=1 to leave these tests out."

  private static func program() throws -> String {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let paths = names.flatMap { name in folders.map { "\($0)/\(name)" } }
    guard let path = paths.first(where: FileManager.default.isExecutableFile) else {
      throw Missing(description: "no \(names.joined(separator: " or ")) on the PATH. \(advice)")
    }
    return path
  }

  /// Opens pages, one after the other, and returns what they did.
  static func visit(_ pages: [String]) throws -> [Visit] {
    try python("visit.py", [shots] + pages, as: [Visit].self)
  }

  /// Runs a script of this folder with the browser and arguments, and reads what it tells.
  static func python<Answer: Decodable>(
    _ script: String, _ arguments: [String], as type: Answer.Type
  ) throws -> Answer {
    let python = PackageRoot.path(".venv/bin/python")
    guard FileManager.default.isExecutableFile(atPath: python) else {
      throw Missing(description: "no \(python). \(advice)")
    }
    let output = FileManager.default.temporaryDirectory.appending(
      path: "moudsim-visit-\(UUID().uuidString).json")
    _ = FileManager.default.createFile(atPath: output.path, contents: nil)
    defer { try? FileManager.default.removeItem(at: output) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments =
      [PackageRoot.path("Tests/BrowserTests/\(script)"), try program()] + arguments
    process.standardOutput = try FileHandle(forWritingTo: output)
    try process.run()
    process.waitUntilExit()
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      throw Missing(
        description: "\(script) ended with \(process.terminationStatus); its message is above. "
          + "If a package is missing: \(advice)")
    }
    return try JSONDecoder().decode(type, from: Data(contentsOf: output))
  }
}
