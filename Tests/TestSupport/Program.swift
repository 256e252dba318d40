public import Foundation

/// The built program, run as a person runs it.
public struct Program {
  /// How a run of the program ended.
  public struct Result {
    /// Exit status.
    public var status: Int32
    /// What it wrote to standard output.
    public var output: String
    /// What it wrote to standard error.
    public var errors: String
  }

  /// The program was ended by a signal, so that it has no exit status.
  public struct Killed: Error {
    /// Number of the signal.
    public let signal: Int32
  }

  /// The folder in which the program runs; it holds `small.yaml`.
  public let folder: String

  /// The program that `MOUDSIM_PROGRAM` names, of another build; else the one beside the bundle of the tests.
  public static let path: String = {
    if let named = ProcessInfo.processInfo.environment["MOUDSIM_PROGRAM"] { return named }
    let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    var folder = bundle.deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.appending(path: "moudsim").path
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder),
        !isFolder.boolValue
      {
        return candidate
      }
      folder.deleteLastPathComponent()
    }
    preconditionFailure("no moudsim above \(bundle.path)")
  }()

  /// The text of `small.yaml`.
  public static let scenario = """
    title: Two small towns
    supply: {fentanylShare: 0.5}
    communities:
      - {name: Ash, population: 20}
      - {name: Birch, population: 30}
    run: {horizonDays: 400, replications: 2, seed: 7}
    outputs: {strata: [sex], events: true, patients: true}

    """

  /// Runs `body` with a program in an empty folder with a small scenario.
  public static func inFolder<Value>(_ body: (Program) throws -> Value) throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "moudsim-command-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let program = Program(folder: folder.path)
    try program.write(scenario, to: "small.yaml")
    return try body(program)
  }

  /// Prepares the program with arguments.
  public func process(_ arguments: [String]) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.path)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    // The width of help texts, whatever terminal the tests run in.
    process.environment = ProcessInfo.processInfo.environment.merging(["COLUMNS": "80"]) { $1 }
    return process
  }

  /// Runs the program to its end.
  ///
  /// Output goes to files, so that no pipe can fill up and hold the program.
  @discardableResult
  public func run(_ arguments: String...) throws -> Result { try run(arguments) }

  /// Runs the program to its end.
  @discardableResult
  public func run(_ arguments: [String]) throws -> Result {
    let process = process(arguments)
    return try collect(process) { process.waitUntilExit() }
  }

  /// Starts a program, waits with `body` for its end, and returns what it wrote.
  public func collect(_ process: Process, _ body: () throws -> Void) throws -> Result {
    let names = ["out", "err"].map { "\(folder)/.\($0)-\(UUID().uuidString)" }
    for name in names { try "".write(toFile: name, atomically: false, encoding: .utf8) }
    defer { for name in names { try? FileManager.default.removeItem(atPath: name) } }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: names[0]))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: names[1]))
    try process.run()
    try body()
    let texts = try names.map { try String(contentsOfFile: $0, encoding: .utf8) }
    guard process.terminationReason == .exit else {
      throw Killed(signal: process.terminationStatus)
    }
    let errors = Sanitizer.isOn ? Self.withoutProgress(texts[1]) : texts[1]
    return Result(status: process.terminationStatus, output: texts[0], errors: errors)
  }

  /// A run of tests tells of progress only where it is slow: after five seconds.
  private static func withoutProgress(_ errors: String) -> String {
    errors.replacing(/[0-9]+ of [0-9]+ tasks, .* left\n/, with: "")
  }

  /// Writes a file in the folder, in one step: a program that is running reads the old text or the new.
  public func write(_ text: String, to name: String) throws {
    try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
  }

  /// The text of a file in the folder.
  public func text(_ name: String) throws -> String {
    try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
  }

  /// Bytes of a file, which may not exist yet: none then.
  public func size(_ name: String) -> Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
    return attributes?[.size] as? Int ?? 0
  }

  /// Names in a folder below the program's, hidden ones of the tests left out.
  public func names(_ name: String = ".") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(name)")
      .filter { !$0.hasPrefix(".out-") && !$0.hasPrefix(".err-") }.sorted()
  }
}
