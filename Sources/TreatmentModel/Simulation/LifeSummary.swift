internal import DiscreteEvents

/// What a run tells of one person's observed time without any record of events.
public struct LifeSummary: Sendable, Equatable {
  /// Day of death, counted from time zero of the run; infinity for those who live at its end.
  ///
  /// To within 21 seconds in the first ten years.
  public var deathDay: Float
  /// Person-time on any medication, in ticks of 2^-20 day.
  public var medicationTicks: Int64
  /// Opioid overdoses, the fatal one included.
  public var overdoses: Int32
  /// Stratum cell in the model's layout.
  public var cell: UInt16
  /// Whether the person died of an overdose.
  public var diedOfOverdose: Bool
  /// Whether any policy was attached, at any time of the run.
  public var wasReached: Bool

  /// Whether the person has died.
  public var isDead: Bool { deathDay < .infinity }

  /// Describes a life.
  public init(
    deathDay: Float = .infinity, medicationTicks: Int64 = 0, overdoses: Int32 = 0,
    cell: UInt16 = 0, diedOfOverdose: Bool = false, wasReached: Bool = false
  ) {
    self.deathDay = deathDay
    self.medicationTicks = medicationTicks
    self.overdoses = overdoses
    self.cell = cell
    self.diedOfOverdose = diedOfOverdose
    self.wasReached = wasReached
  }
}

/// What is kept of each person beside the records: only where summaries are asked for.
struct LifeCounts {
  /// Ticks on medication since observation began, by person; empty where nobody asked.
  var medicationTicks: [Int64] = []
  /// Overdoses before observation began.
  var overdosesBefore: [Int32] = []
}

extension Simulation {
  /// A person of the last run, which was made with `summarizesLives` set.
  public mutating func summary(ofPatient index: UInt32) -> LifeSummary {
    precondition(index < storage.count, "patient \(index) of \(storage.count)")
    precondition(!lifeCounts.medicationTicks.isEmpty, "lives are not summarised")
    let p = patient(index)
    let isDead = p.pointee.care == .dead
    return LifeSummary(
      // The risk window of the dead was closed when they died.
      deathDay: isDead ? p.pointee.windowSince : .infinity,
      medicationTicks: lifeCounts.medicationTicks[Int(index)],
      overdoses: overdoses(p) - lifeCounts.overdosesBefore[Int(index)], cell: p.pointee.cell,
      diedOfOverdose: isDead && p.pointee.next == .overdose,
      wasReached: p.pointee.flags.contains(.wasReached))
  }

  /// Starts to count for everybody, where that is asked for; what was counted before is forgotten.
  mutating func beginLifeCounts() {
    lifeCounts = LifeCounts()
    guard summarizesLives else { return }
    let count = Int(storage.count)
    lifeCounts.medicationTicks = Array(repeating: 0, count: count)
    lifeCounts.overdosesBefore = Array(repeating: 0, count: count)
    guard nowTicks > 0 else { return }
    for index in 0..<storage.count {
      lifeCounts.overdosesBefore[Int(index)] = overdoses(patient(index))
    }
  }

  /// Overdoses since time zero: thresholds drawn, less the one that still runs.
  private mutating func overdoses(_ p: UnsafeMutablePointer<Patient>) -> Int32 {
    Int32(p.pointee.overdose.occurrences) - (p.pointee.overdose.isArmed ? 1 : 0)
  }
}
