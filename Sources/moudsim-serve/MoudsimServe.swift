import ArgumentParser
import Foundation
import Logging
import WhatIfServer

/// The program behind `moudsim serve`: the what-if page for a class or a council.
@main
struct MoudsimServe: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "moudsim-serve",
    abstract: "Serve the what-if page.",
    discussion: """
      Choose a community, turn programmes on, and see people in care, waiting, overdose deaths and \
      gaps between groups beside today's practice. Only programs of this machine can reach the \
      page unless --host opens it. Ctrl-C ends the server.

      EXAMPLE:
        moudsim serve --port 8080
        moudsim serve --host 0.0.0.0

      A model for planning and teaching; not medical advice.
      """)

  @Option(help: "Address to listen on; 0.0.0.0 opens the page to the network.")
  var host = "127.0.0.1"

  @Option(help: "Port to listen on; 0 takes a free one.")
  var port = 8080

  @Option(help: "Number of threads of a run. (default: one for each processor)")
  var threads: Int?

  @Option(
    help: ArgumentHelp(
      "Requests for runs and lives that one client may make each second in the long run, and five "
        + "times as many at once. Clients behind a proxy count as one.", valueName: "number"))
  var rate = 4.0

  @Flag(help: "Open the page in a browser.")
  var open = false

  @Flag(help: "Write warnings and errors only, no line for each request.")
  var quiet = false

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("--port \(port) is no port. Give 0 to 65535.")
    }
    if let threads, threads < 1 {
      throw ValidationError("--threads \(threads) must be 1 or more.")
    }
    guard rate > 0, rate <= 1e6 else {
      throw ValidationError("--rate \(rate) is no rate. Give more than 0, up to 1000000.")
    }
    if host.isEmpty { throw ValidationError("--host must name an address.") }
  }

  func run() async throws {
    LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
    var logger = Logger(label: "moudsim-serve")
    logger.logLevel = quiet ? .warning : .info
    var options = ServerOptions(
      host: host, port: port,
      threads: threads ?? ProcessInfo.processInfo.activeProcessorCount)
    options.limits.requestsPerSecond = rate
    options.limits.burst = max(1, Int(5 * rate))
    let (files, wanted) = (OpenFiles.here, options.limits.connections)
    options.limits.connections = try files.connections(wanted: wanted)
    if options.limits.connections < wanted {
      logger.warning(
        "few files may be open, so fewer connections are taken at once (ulimit -n)",
        metadata: ["files": "\(files.allowed)", "connections": "\(options.limits.connections)"])
    }
    if !options.isLoopback {
      logger.warning(
        "everybody who can reach this machine can use the page, without a password",
        metadata: ["host": "\(host)"])
    }
    let (host, open) = (host, open)
    try await WhatIfServer.serve(options, logger: logger) { port in
      let shown = ["0.0.0.0", "::"].contains(host) ? "localhost" : host
      let address = shown.contains(":") ? "[\(shown)]" : shown
      let page = "http://\(address):\(port)/"
      FileHandle.standardOutput.write(Data("The page: \(page)\n".utf8))
      if open { Desktop.show(page) }
    }
  }
}
