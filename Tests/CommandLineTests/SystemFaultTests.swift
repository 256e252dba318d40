import Foundation
import TestSupport
import Testing

/// The system around a run gives too little, or changes under it.
@Suite("Faults of the system", .timeLimit(.minutes(Sanitizer.minutes))) struct SystemFaultTests {
  /// Runs the program in a shell that first does what `before` says.
  private func shell(_ program: Program, _ arguments: [String], before: String) -> Process {
    let process = program.process([])
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    // A library loaded first by `before` prepares its environment in `env`: a Swift program would
    // not find its arguments afterwards.
    process.arguments = ["-c", "\(before)\nexec env \"$0\" \"$@\"", Program.path] + arguments
    return process
  }

  @Test(
    "too few open files are told before anything begins; the fewest that it asks for are enough")
  func openFiles() throws {
    try Program.inFolder { program in
      for allowed in [16, 63] {
        let few = shell(
          program, ["run", "small.yaml", "--output", "few"], before: "ulimit -n \(allowed)")
        let result = try program.collect(few) { few.waitUntilExit() }
        #expect(result.status == 73)
        #expect(
          result.errors == """
            error: a process may open \(allowed) files here, and moudsim needs 64. \
            Allow more: ulimit -n 1024

            """)
      }
      #expect(try program.names() == ["small.yaml"])
      for command in ["run", "compare"] {
        try program.write(Program.scenario + Self.strategies, to: "small.yaml")
        let enough = shell(
          program,
          [command, "small.yaml", "--output", command, "--threads", "8", "--quiet"],
          before: "ulimit -n 64")
        let result = try program.collect(enough) { enough.waitUntilExit() }
        #expect(result.status == 0, "\(command): \(result.errors)")
      }
    }
  }

  private static let strategies = """
    strategies:
      - {name: peers, policies: [{use: peer-support-linkage}]}

    """

  /// A library that gives a program another calendar (Debian's package faketime).
  private static let library: String? = {
    let folder = "/usr/lib"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return (names.map { "\(folder)/\($0)" } + [folder])
      .map { "\($0)/faketime/libfaketimeMT.so.1" }
      .first { FileManager.default.fileExists(atPath: $0) }
  }()

  private static let mustRun = ProcessInfo.processInfo.environment["CI"] == "true"

  @Test(
    "a calendar that is set back during a run changes no result and no duration",
    .enabled(if: library != nil || mustRun),
    .disabled(if: Sanitizer.isOn, "libfaketime and a sanitizer together hang at the start"))
  func calendar() throws {
    let library = try #require(Self.library, "libfaketime is not installed")
    try Program.inFolder { program in
      let arguments = ["run", "small.yaml", "--replications", "40", "--quiet", "--output"]
      try program.run(arguments + ["usual"])
      try program.write("+2000d\n", to: "calendar")
      let process = shell(
        program, arguments + ["disturbed"],
        before: """
          export LD_PRELOAD=\(library) FAKETIME_TIMESTAMP_FILE="$PWD/calendar" \
            FAKETIME_NO_CACHE=1 FAKETIME_DONT_FAKE_MONOTONIC=1
          """)
      let result = try program.collect(process) {
        // The folder of the run exists before the first replication.
        while process.isRunning, try !program.names().contains(where: { $0.contains("disturbed") })
        {
          usleep(1000)
        }
        try program.write("-2000d\n", to: "calendar")
        process.waitUntilExit()
      }
      #expect(result.status == 0, "\(result.errors)")
      for name in try program.names("usual") where name != "manifest.json" {
        let isSame = try program.text("usual/\(name)") == program.text("disturbed/\(name)")
        #expect(isSame, "\(name)")
      }
      let manifest = try JSONDecoder().decode(
        Manifest.self, from: Data(program.text("disturbed/manifest.json").utf8))
      // The calendar was another one at the beginning, so the change was seen.
      #expect(manifest.started > Date.now.addingTimeInterval(1999 * 86_400).ISO8601Format())
      #expect((0...Double(300 * Sanitizer.patience)).contains(manifest.wallSeconds))
    }
  }

  private struct Manifest: Decodable {
    var started: String
    var wallSeconds: Double

    enum CodingKeys: String, CodingKey {
      case started
      case wallSeconds = "wall_seconds"
    }
  }
}
