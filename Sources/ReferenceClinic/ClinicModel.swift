internal import DiscreteEvents

/// The reference clinic of `Benchmarks/ref_clinic.c`, on `DiscreteEvents`.
///
/// N patients arrive in a year, wait for a place if there is none, give up, are induced, stay, leave,
/// relapse, come back; any of them may overdose at any time. Times in days, a year of 365.
public struct ClinicModel: ~Copyable {
  enum State: UInt8 {
    case waiting, out, induction, treatment, post, relapsed, dead

    /// Whether a place is held.
    var holdsPlace: Bool { self == .induction || self == .treatment }
    /// The factor on the overdose hazard: 0.05 against 0.25 per year.
    var overdoseMultiplier: Double {
      self == .waiting || self == .out || self == .relapsed ? 1 : 0.2
    }
    var rank: EventRank {
      switch self {
      case .induction, .treatment: .release
      case .waiting, .post, .dead: .change
      case .out, .relapsed: .seize
      }
    }
  }

  /// 64 bytes: one cache line.
  struct Patient {
    var overdose = Clock()
    var stage = Clock()
    var patience = Clock()
    var waitingSince = EventTime.zero
    var admissions: UInt16 = 0
    var state = State.out

    /// The date (days) at which the state ends by itself.
    var stageEnd: Double { state == .waiting ? patience.firingTime : stage.firingTime }
  }

  /// Names of the streams.
  enum Process {
    static let arrival: UInt32 = 0
    static let overdose: UInt32 = 1
    static let fatal: UInt32 = 2
    static let patience: UInt32 = 3
    static let out: UInt32 = 4
    static let induction: UInt32 = 5
    static let treatment: UInt32 = 6
    static let post: UInt32 = 7
    static let relapse: UInt32 = 8
  }

  /// Days in the clinic's year.
  public static let year = 365.0
  /// Days that are simulated.
  public static let horizonDays = 1825
  static let overdoseHazard = ConstantHazard(rate: 0.25 / year)
  static let patienceHazard = ConstantHazard(meanDays: 90)
  static let outHazard = ConstantHazard(meanDays: 180)
  static let postHazard = ConstantHazard(meanDays: 60)
  static let relapseHazard = ConstantHazard(meanDays: 200)
  /// With a threshold of exactly 1: seven days.
  static let inductionHazard = ConstantHazard(meanDays: 7)
  static let dropOutHazard = WeibullHazard(shape: 0.7, scale: 300)
  static let inductionFailure = 0.1
  static let fatality = 0.1

  let streams: ClinicStreams
  let patients: UnsafeMutablePointer<Patient>
  let patientCount: Int
  let arrivalHazard: ConstantHazard
  var places: Resource
  var line: WaitingLine
  var queue: EventQueue
  /// What has been counted.
  public internal(set) var counts = ClinicCounts()
  var arrivalDate = 0.0

  /// Prepares a run; places are a share of the patients.
  public init(patients count: Int, placesShare: Double, seed: UInt64) {
    let horizon = EventTime(day: Self.horizonDays)
    streams = ClinicStreams(seed: seed)
    patientCount = count
    patients = RecordMemory.allocate(Patient.self, count: count + 1)
    patients.initialize(repeating: Patient(), count: count + 1)
    arrivalHazard = ConstantHazard(rate: Double(count) / Self.year)
    counts.capacity = Int((placesShare * Double(count)).rounded())
    places = Resource(capacity: .finite(counts.capacity))
    line = WaitingLine(entities: count)
    // The last entity is the source of arrivals. A patient has about 17 events in five years.
    queue = EventQueue(entities: count + 1, horizon: horizon, expectedEvents: 17 * Double(count))
    queue.prefetchRecords(at: patients, stride: MemoryLayout<Patient>.stride)
    scheduleArrival()
  }

  deinit { patients.deallocate() }

  /// Runs to the horizon, with a look at the end of year one.
  public mutating func run() {
    let firstYear = EventTime(roundingUp: Self.year)
    let horizon = EventTime(day: Self.horizonDays)
    while let event = queue.popNext(upTo: firstYear) { handle(event) }
    counts.firstYearOccupancyTicks = places.occupancyTicks(until: firstYear)
    while let event = queue.popNext(upTo: horizon) { handle(event) }
    counts.occupancyTicks = places.occupancyTicks(until: horizon)
    counts.queueTicks = line.lengthTicks(until: horizon)
  }
}
