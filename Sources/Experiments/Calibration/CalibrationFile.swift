/// A calibration file, read and checked: what is fitted, to what, and how.
public struct CalibrationFile: Sendable {
  /// How the parameters are searched.
  public struct Method: Sendable, Equatable {
    /// The first points, spread like the prior.
    public enum Design: String, CaseIterable, Sendable {
      /// Latin hypercube.
      case latinHypercube
      /// Sobol's sequence, shifted at random.
      case sobol
    }

    /// The kind of the first points.
    public var design: Design
    /// Number of first points.
    public var points: Int
    /// Searches for the best fit, each from one of the best first points; 0 for none.
    public var searches: Int
    /// Evaluations that a search may take.
    public var evaluations: Int
    /// The size of a search's simplex that is small enough, in standard deviations of the prior.
    public var tolerance: Double
    /// Points that each stage of the posterior sample adds.
    public var batch: Int
    /// Largest number of stages; 0 for no posterior sample beyond the first points.
    public var stages: Int
    /// Rows of `posterior.csv`.
    public var draws: Int
  }

  /// Name of the file without its extension; names the output folder.
  public var name: String
  /// One line for people.
  public var title: String
  /// The day that `calibrated.yaml` names, as written.
  public var date: String
  /// What is fitted, in the order of the file.
  public var parameters: [CalibrationParameter]
  /// What it is fitted to: targets of use `calibration` with a likelihood.
  public var targets: [Target]
  /// Keys that are set in every scenario of the targets, for example to run smaller.
  public var settings: [ScenarioOverride]
  /// Runs for each evaluation, 1 or more.
  public var replications: Int
  /// Runs at the best fit, which tell the Monte Carlo error of an evaluation; 2 or more.
  public var checkReplications: Int
  /// Start of the random numbers, common to all evaluations.
  public var seed: UInt64
  /// How the parameters are searched.
  public var method: Method
  /// The files that were read.
  public var inputs: [InputDigest]

  /// The folder of a calibration that gives no other.
  public var defaultOutput: String { "Output/calibration/\(name)" }
}
