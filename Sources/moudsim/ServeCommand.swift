import ArgumentParser
import Foundation

/// `moudsim serve`: starts the server program that lies beside this one.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve the what-if page in a browser.",
    discussion: """
      Starts the program moudsim-serve beside this one with the same options; moudsim serve --help \
      lists them. It is a program of its own because most people who run scenarios never need it: \
      make serve builds it.

      EXAMPLE:
        moudsim serve --port 8080
      """,
    helpNames: [])

  static let program = "moudsim-serve"

  @Argument(parsing: .allUnrecognized, help: "Options of the server.")
  var options: [String] = []

  func run() throws {
    let path = Self.folder.appending(path: Self.program).path
    let arguments = ([path] + options).map { strdup($0) } + [nil]
    execv(path, arguments)
    throw Missing(
      description: "error: there is no program \(Self.program) beside this one. "
        + "Build it: make serve, or swift build -c release --product \(Self.program)")
  }

  /// The folder of this program, links followed.
  private static var folder: URL {
    let own = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
    return own.resolvingSymlinksInPath().deletingLastPathComponent()
  }

  /// The server's program is not there.
  struct Missing: Error, CustomStringConvertible {
    let description: String
  }
}
