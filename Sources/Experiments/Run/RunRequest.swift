public import TreatmentModel

/// How to carry out a run, beside what the scenario says.
public struct RunRequest: Sendable {
  /// Folder of the run.
  public var output: String
  /// Whether a run in that folder may be replaced.
  public var replaces: Bool
  /// Number of workers, at least 1.
  public var threads: Int
  /// The command as typed.
  public var command: [String]
  /// Whether a comparison or an analysis of uncertainty writes `report.html`.
  public var writesReport: Bool
  /// The model without policies, to compare the first replication's lives with; nil: do not.
  public var base: Model?

  /// Describes a request.
  public init(
    output: String, replaces: Bool = false, threads: Int, command: [String] = [],
    writesReport: Bool = false, base: Model? = nil
  ) {
    self.output = output
    self.replaces = replaces
    self.threads = threads
    self.command = command
    self.writesReport = writesReport
    self.base = base
  }

  /// The path of a file beside the folder: the folder's, and `.` and an ending.
  func beside(_ ending: String) -> String { "\(withoutSlash(output)).\(ending)" }

  /// The folder of a run that gives no other: the same for the same experiment.
  public static func defaultOutput(of scenario: Scenario) -> String {
    let strategy = scenario.strategy == Scenario.base ? "" : "\(scenario.strategy)-"
    return
      "Output/\(scenario.name)/\(strategy)seed\(scenario.run.seed)-r\(scenario.run.replications)"
  }
}
