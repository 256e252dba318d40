internal import DiscreteEvents

/// What changes about a person, and the clocks that will change it next.
///
/// A plain record, touched at every event of the person; what is fixed at entry and seldom read is
/// in `Attributes`. Times are days since time zero of the run.
struct Patient {
  // MARK: Clocks: one for each process that can end the present state
  var overdose = Clock()
  var otherDeath = Clock()
  var seek = Clock()
  var patience = Clock()
  var dropout = Clock()
  var taper = Clock()
  var useChange = Clock()

  // MARK: Appointments: dates that are known in advance
  /// The next planned step of care: intake, end of withdrawal management, titration, end of taper.
  var careStep = Double.infinity
  /// When a time-dependent modifier changes: tolerance, early weeks, recency of an overdose.
  var review = Double.infinity

  // MARK: Origins
  /// On treatment: the first dose.
  ///
  /// Otherwise: when treatment ended, or entry.
  var careOrigin = 0.0
  /// When the present use state began.
  var useSince = 0.0
  /// Ticks up to which person-time has been booked.
  var bookedTicks: Int64 = 0
  /// When the present risk window's treatment status began.
  var windowSince: Float = 0
  /// While waiting: when the wait began.
  ///
  /// Otherwise: admission of the present or last episode.
  var stageSince: Float = 0
  var lastOverdose: Float = -.infinity

  // MARK: Body
  var dose: Float = 0
  /// Daily dose that would be adequate for this person, of the present medication.
  var doseNeeded: Float = 0
  var tolerance: Float = 1
  var toleranceAt: Float = 0
  /// Overdose ratio due to lack of tolerance.
  var toleranceFactor: Float = 1

  // MARK: Factors that are the product of what is fixed for a while
  var overdoseFactor: Float = 1
  var seekFactor: Float = 1
  var dropoutFactor: Float = 1
  var lapseFactor: Float = 1

  // MARK: Policies
  /// One bit for each policy attached to the person.
  var attached: UInt32 = 0
  /// When an attached policy runs out or a test result arrives.
  var attachmentDue: Float = .infinity

  // MARK: State
  var cell: UInt16 = 0
  /// Times the person has asked for care.
  var seeks: UInt16 = 0
  /// Admissions to medication during the run.
  var episodes: UInt16 = 0
  var care = CareState.outOfCare
  var use = UseState.regular
  var medication = Medication.none
  /// The medication asked for, while seeking or waiting; `none` for withdrawal management alone.
  var planned = Medication.none
  var next = NextEvent.careStep
  var flags = Flags()
  /// The resource held or waited for; meaningful when `flags` says so.
  var resource = ResourceKind.otpPlaces

  /// Facts about the present state.
  struct Flags: OptionSet {
    let rawValue: UInt16
    static let holdsPlace = Flags(rawValue: 1 << 0)
    static let isMale = Flags(rawValue: 1 << 1)
    static let injects = Flags(rawValue: 1 << 2)
    /// Has been in treatment and left it: re-entry applies instead of first seeking.
    static let leftTreatment = Flags(rawValue: 1 << 3)
    /// The last drop-out may yet turn out to be an interruption.
    static let exitPending = Flags(rawValue: 1 << 4)
    /// Abstinent without treatment: relapse counts from the day use ended.
    static let inRemission = Flags(rawValue: 1 << 5)
    static let stableRecovery = Flags(rawValue: 1 << 6)
    /// Withdrawal management comes first, then the planned medication.
    static let needsWithdrawal = Flags(rawValue: 1 << 7)
    /// A medication fixed by the cohort file.
    static let assigned = Flags(rawValue: 1 << 8)
    /// Entered after time zero and has arrived, or was there from the start.
    static let arrived = Flags(rawValue: 1 << 9)
    /// Will complete the present stay in withdrawal management.
    static let completesWithdrawal = Flags(rawValue: 1 << 10)
    /// Has been on a medication: the first weeks off it are a risk window of their own.
    static let wasTreated = Flags(rawValue: 1 << 11)
    /// The dose follows a genetic test.
    static let guidedDose = Flags(rawValue: 1 << 12)
    /// A policy has been attached at some time of the run.
    static let wasReached = Flags(rawValue: 1 << 13)
  }
}

/// Which of a person's clocks or appointments comes first.
enum NextEvent: UInt8 {
  case overdose, otherDeath, seek, patience, dropout, taper, useChange, careStep, review
}
