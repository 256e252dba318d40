/// A published figure that the model should meet, and how to compute the model's own.
public struct Target: Sendable, Equatable {
  /// Name, unique among the targets that are read together: small letters, digits and hyphens.
  public var name: String
  /// One line for people.
  public var title: String
  /// The scenario that is run: a shipped name or a path.
  public var scenario: String
  /// Keys of the scenario that are set for this target, as `--set` takes them.
  public var settings: [ScenarioOverride]
  /// The strategy in force; nil for the run without policies.
  public var strategy: String?
  /// What is computed from the run.
  public var quantity: TargetQuantity
  /// The published figure, in the unit of the quantity.
  public var value: Double
  /// Its 95 % interval, as published or that of the likelihood; nil where neither is known.
  public var interval: ClosedRange<Double>?
  /// How likely the published figure is, given the model's; nil without interval or counts.
  public var likelihood: Likelihood?
  /// What the target may be used for.
  public var use: TargetUse
  /// Keys in the bibliography, at least one.
  public var sources: [String]
  /// Who was studied, and what to keep in mind; may be empty.
  public var note: String
  /// Why the model misses the figure, where it does; may be empty.
  public var explanation: String

  /// What must be simulated; targets that agree in it share their runs.
  public var setting: TargetSetting {
    TargetSetting(scenario: scenario, settings: settings, strategy: strategy)
  }

  /// Describes a target.
  public init(
    name: String, title: String, scenario: String, settings: [ScenarioOverride] = [],
    strategy: String? = nil, quantity: TargetQuantity, value: Double,
    interval: ClosedRange<Double>? = nil, likelihood: Likelihood? = nil, use: TargetUse,
    sources: [String], note: String = "", explanation: String = ""
  ) {
    self.name = name
    self.title = title
    self.scenario = scenario
    self.settings = settings
    self.strategy = strategy
    self.quantity = quantity
    self.value = value
    self.interval = interval
    self.likelihood = likelihood
    self.use = use
    self.sources = sources
    self.note = note
    self.explanation = explanation
  }
}

/// What a target may be used for; no target may be used for two of these.
public enum TargetUse: String, CaseIterable, Sendable {
  /// Parameters were set to meet it, or may be: agreement says that the parts fit together, no more.
  case calibration
  /// Held back: nothing in the model was set to meet it.
  case validation
  /// Not yet known, or known after the model was fixed.
  case prediction
}

/// What is simulated for a target.
public struct TargetSetting: Sendable, Hashable {
  /// The scenario: a shipped name or a path.
  public var scenario: String
  /// Keys that are set, as `key=value`, in the order in which they are laid over the scenario.
  public var settings: [String]
  /// The strategy in force; nil for none.
  public var strategy: String?

  /// Describes a setting; the order of settings of different keys does not matter.
  init(scenario: String, settings: [ScenarioOverride], strategy: String?) {
    self.scenario = scenario
    self.settings = settings.map { "\($0.key)=\($0.value)" }.sorted()
    self.strategy = strategy == Scenario.base ? nil : strategy
  }
}
