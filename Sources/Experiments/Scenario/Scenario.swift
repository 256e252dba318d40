public import TreatmentModel

/// A scenario file, read and checked: what to simulate, how often, and what to write.
public struct Scenario: Sendable {
  /// Name of the file without its extension; names the output folder.
  public var name: String
  /// One line for people.
  public var title: String
  /// What every run of the scenario shares.
  public var model: Model
  /// How often it is run, and from which seed.
  public var run: RunPlan
  /// What is written besides the outcomes.
  public var outputs: OutputPlan
  /// Published figures to print beside the model's own, by metric.
  public var references: [Reference]
  /// Sets of policies; `model` is the run without any unless one was chosen.
  public var strategies: [Strategy] = []
  /// Effects of policies graded below this are taken as none.
  public var evidenceFloor = EvidenceFloor.x
  /// What decisions are made by.
  public var economics = EconomicsPlan()
  /// What is said about uncertain inputs.
  public var uncertainty = UncertaintyPlan()
  /// Name of the strategy that `model` holds.
  public var strategy = Scenario.base
  /// The scenario with every default written out, as YAML that reads back to the same scenario.
  public var resolvedYAML: String
  /// The files that it was read from: its own, those that it extends, its cohort.
  public var inputs: [InputDigest] = []

  /// What it was read as; nil where it was not read.
  var source: ScenarioDraft?

  /// What it was read as, from which other numbers make other models.
  var draft: ScenarioDraft {
    guard let source else { preconditionFailure("the scenario \(name) was not read from a file") }
    return source
  }
}

/// How often a scenario is run, and from which seed.
public struct RunPlan: Sendable, Equatable {
  /// Runs of every community, 1 or more.
  public var replications: Int
  /// Start of the random numbers.
  public var seed: UInt64

  /// Describes a plan.
  public init(replications: Int, seed: UInt64) {
    self.replications = replications
    self.seed = seed
  }
}

/// Optional outputs.
public struct OutputPlan: Sendable, Equatable {
  /// Write `events.csv`: every life event of the first replication.
  public var events: Bool
  /// Write `patients.csv`: one row per person of the first replication.
  public var patients: Bool

  /// Describes the outputs.
  public init(events: Bool = false, patients: Bool = false) {
    self.events = events
    self.patients = patients
  }
}

/// A published figure that a run prints beside its own.
public struct Reference: Sendable, Equatable {
  /// Name of a metric of `outcomes.csv`, or `retention.<medication>.day<d>`.
  public var metric: String
  /// The published figure, in the unit of the metric.
  public var value: Double
  /// The published 95 % interval, where there is one.
  public var interval: ClosedRange<Double>?
  /// Key in the bibliography.
  public var source: String
  /// What to keep in mind; may be empty.
  public var note: String

  /// Describes a figure.
  public init(
    metric: String, value: Double, interval: ClosedRange<Double>?, source: String, note: String
  ) {
    self.metric = metric
    self.value = value
    self.interval = interval
    self.source = source
    self.note = note
  }
}
