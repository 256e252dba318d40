/// A programme that moves named levers: for whom it reaches, while it lasts.
///
/// Data only: a policy makes no draw and schedules nothing. What it costs and how good the evidence for
/// it is are kept by the file that it was read from; effects below a scenario's evidence floor have
/// been removed before it comes here.
public struct Policy: Sendable, Equatable {
  /// Name, unique within a strategy; the streams of its draws are keyed by it.
  public var name: String
  /// When the policy is in force.
  public var timing: Timing
  /// Whom it reaches.
  public var reach: Reach
  /// What it does to the levers of people it has reached.
  public var effects: [Effect]
  /// What it does beyond moving levers.
  public var machinery: Machinery

  /// Describes a policy.
  public init(
    name: String, timing: Timing = Timing(), reach: Reach, effects: [Effect],
    machinery: Machinery = .none
  ) {
    self.name = name
    self.timing = timing
    self.reach = reach
    self.effects = effects
    self.machinery = machinery
  }

  /// Most policies that one strategy can hold.
  public static let limit = 32
}

/// When a policy is in force, and how strongly.
///
/// Days count from time zero of the run.
public struct Timing: Sendable, Equatable {
  /// Day on which it starts.
  public var start: Double
  /// Day on which it ends; infinity if it does not.
  public var end: Double
  /// Days from the start until effects are at full strength; strength rises linearly.
  public var rampDays: Double
  /// Days in which strength halves after the ramp; infinity keeps it.
  public var halfLifeDays: Double

  /// From a day to another; by default always and at full strength.
  public init(
    start: Double = 0, end: Double = .infinity, rampDays: Double = 0,
    halfLifeDays: Double = .infinity
  ) {
    self.start = start
    self.end = end
    self.rampDays = rampDays
    self.halfLifeDays = halfLifeDays
  }
}

/// What a policy does to one lever, for a person it has reached.
public struct Effect: Sendable, Equatable {
  /// The lever that is moved.
  public var lever: Lever
  /// A ratio or a shift, as the lever's scale says, at full strength.
  public var value: Double
  /// The effect holds only on these medications; empty holds always.
  ///
  /// `.none` means off medication.
  public var medications: Set<Medication>

  /// Describes an effect.
  public init(lever: Lever, value: Double, medications: Set<Medication> = []) {
    self.lever = lever
    self.value = value
    self.medications = medications
  }
}

/// How the effects of several policies on one lever of one person combine.
public enum CombiningRule: Sendable, Equatable {
  /// Ratios multiply, shifts add.
  case multiply
  /// The effect farthest from null holds alone.
  case strongest
  /// Ordered from the strongest, the n-th effect is raised to (ratios) or multiplied by (shifts) the
  /// factor to the power n - 1; the factor is in 0...1.
  case attenuated(Double)
}
