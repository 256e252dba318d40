/// One line of a life: what happened to a person and the state that it left.
public struct LifeRecord: Sendable, Equatable {
  /// Days since time zero of the run.
  public var day: Double
  /// Index of the person in the community.
  public var patient: UInt32
  /// What happened.
  public var event: LifeEvent
  /// The care state after it.
  public var care: CareState
  /// The present medication.
  public var medication: Medication
  /// The use state after it.
  public var use: UseState
  /// Daily dose in mg; 0 without methadone or sublingual buprenorphine.
  public var dose: Float
  /// Dose divided by the dose the person needs; 1 where no dose applies.
  public var adequacy: Float
  /// Opioid tolerance, 0 (none) to 1 (that of regular use).
  public var tolerance: Float
}

/// What a `LifeRecord` tells of.
public enum LifeEvent: Sendable, Equatable {
  case event(EventCount)
  case risk(RiskCount)
  /// The state of a person at entry.
  case entry
  /// The end of the run.
  case end

  /// The name used in CSV output.
  public var name: String {
    switch self {
    case .event(let event): event.name
    case .risk(let event): event.name
    case .entry: "entry"
    case .end: "end"
    }
  }
}

/// Whose life events a run keeps.
public enum Recording: Sendable, Equatable {
  case nobody
  case patient(UInt32)
  case everybody
}
