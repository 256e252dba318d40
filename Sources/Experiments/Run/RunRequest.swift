/// How to carry out a run, beside what the scenario says.
public struct RunRequest: Sendable {
  /// A file that was read: its name and its bytes, for the manifest.
  public struct Input: Sendable {
    /// As the user gave it.
    public var name: String
    /// SHA-256 of its bytes, in hexadecimal digits.
    public var sha256: String

    /// Describes a file that was read.
    public init(name: String, sha256: String) {
      self.name = name
      self.sha256 = sha256
    }
  }

  /// Folder of the run.
  public var output: String
  /// Whether a run in that folder may be replaced.
  public var replaces: Bool
  /// Number of workers, at least 1.
  public var threads: Int
  /// The command as typed.
  public var command: [String]
  /// The files that were read.
  public var inputs: [Input]

  /// Describes a request.
  public init(
    output: String, replaces: Bool = false, threads: Int, command: [String] = [],
    inputs: [Input] = []
  ) {
    self.output = output
    self.replaces = replaces
    self.threads = threads
    self.command = command
    self.inputs = inputs
  }

  /// The folder of a run that gives no other: the same for the same experiment.
  public static func defaultOutput(of scenario: Scenario) -> String {
    let strategy = scenario.strategy == Scenario.base ? "" : "\(scenario.strategy)-"
    return
      "Output/\(scenario.name)/\(strategy)seed\(scenario.run.seed)-r\(scenario.run.replications)"
  }
}
