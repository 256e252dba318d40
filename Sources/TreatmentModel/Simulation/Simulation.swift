internal import DiscreteEvents
internal import Randomness

/// One community's event loop; owned by one thread, reusable for many runs.
///
/// A run is a function of the model, the community, the seed and the replication. Memory is kept
/// from run to run, and nothing is allocated while events happen.
public struct Simulation: ~Copyable {
  let model: Model
  var storage: PatientStorage
  var queue: EventQueue
  var line: WaitingLine
  var lineCapacity = 0
  var ledger: Ledger
  let resources: UnsafeMutablePointer<Resource>
  let medications: UnsafeMutablePointer<MedicationRates>
  /// Overdoses per day by medication and use at the present supply, before personal factors.
  let overdoseRates: UnsafeMutablePointer<Float>
  var policies: PolicyTable
  var attachments: AttachmentTable
  let rates: UnsafeMutablePointer<CommonRates>
  var sampler: PopulationSampler
  /// Compiled parameters of each community.
  let compiled: [CommunityRates]
  var appointments: AppointmentBook

  var key = StreamKey(bits: 0)
  var community: UInt32 = 0
  /// Days since time zero of the run, on the queue's grid of ticks.
  var now = 0.0
  var nowTicks: Int64 = 0
  var fentanylShare = 0.0
  /// The end of the run.
  var endTicks: Int64 = 0
  /// When each of the community's own events is due, the end of the run at the latest.
  var communityTicks: InlineArray<4, Int64> = [.max, .max, .max, .max] {
    didSet {
      nextCommunityTicks = min(
        communityTicks[0], communityTicks[1], communityTicks[2], communityTicks[3])
    }
  }
  private(set) var nextCommunityTicks = Int64.max
  /// Whether private events skip the queue; off while lives are recorded, and in a test.
  var runsAhead = true
  var allowsRunningAhead = true
  var recording = Recording.nobody
  /// Whether the runs to come count what `summary(ofPatient:)` tells; costs nothing per event.
  public var summarizesLives = false
  var lifeCounts = LifeCounts()
  var log: [LifeRecord] = []

  /// Prepares to run communities of a model.
  public init(_ model: Model) {
    precondition(!model.communities.isEmpty, "a model needs a community")
    self.model = model
    compiled = model.communities.map { CommunityRates($0.parameters) }
    storage = PatientStorage(capacity: 0)
    queue = EventQueue(entities: 1, horizon: EventTime(day: 1), expectedEvents: 1)
    line = WaitingLine(entities: 0)
    ledger = Ledger(layout: model.layout)
    resources = .allocate(capacity: ResourceKind.allCases.count)
    resources.initialize(
      repeating: Resource(capacity: .unlimited), count: ResourceKind.allCases.count)
    medications = .allocate(capacity: Medication.allCases.count)
    overdoseRates = .allocate(capacity: Medication.allCases.count * UseState.allCases.count)
    policies = PolicyTable(model.policies, combining: model.combining)
    attachments = AttachmentTable(policies: model.policies.count, tests: policies.pgx)
    rates = .allocate(capacity: 1)
    rates.initialize(to: compiled[0].common)
    sampler = PopulationSampler(compiled[0])
    appointments = AppointmentBook(days: 0, slotsPerWorkday: .unlimited)
  }

  deinit {
    resources.deallocate()
    medications.deallocate()
    overdoseRates.deallocate()
    rates.deinitialize(count: 1)
    rates.deallocate()
  }

  /// Runs one community once.
  ///
  /// - Parameters:
  ///   - community: index in `model.communities`.
  ///   - replication: number of the replication or parameter draw; with the seed it keys all draws.
  ///   - seed: the experiment's seed.
  ///   - recording: whose events to hand to `record`, in the order in which they happen.
  ///   - record: receives the life records asked for.
  /// - Returns: what was observed after the warm-up.
  public mutating func run(
    community: Int, replication: UInt32, seed: UInt64, recording: Recording = .nobody,
    record: (LifeRecord) -> Void = { _ in }
  ) -> Outcome {
    self.recording = recording
    runsAhead = allowsRunningAhead && recording == .nobody
    self.community = UInt32(community)
    key = StreamKey(seed: seed, replication: replication)
    let end = EventTime(roundingUp: model.warmUpDays + model.horizonDays)
    endTicks = end.ticks
    prepare(model.communities[community])
    populate(model.communities[community])
    beginLifeCounts()
    while let event = queue.popNext(upTo: end) {
      nowTicks = event.time.ticks
      now = event.time.days
      processedEvents &+= 1
      if event.entity < storage.count {
        advance(event.entity)
      } else {
        advanceCommunity(CommunityEvent(offset: event.entity - storage.count))
      }
      if !log.isEmpty { handOver(to: record) }
    }
    finish(at: end)
    handOver(to: record)
    return ledger.finish()
  }

  /// Bytes of records kept per person, the queue's and the waiting line's own not counted.
  public static var recordBytes: Int {
    MemoryLayout<Patient>.stride + MemoryLayout<Attributes>.stride
  }

  /// Events taken from the queue by all runs so far, those that only review a modifier included.
  public internal(set) var processedEvents = 0

  /// The people of the last run, by index: their attributes as entered.
  public func attributes(ofPatient index: UInt32) -> Attributes {
    precondition(index < storage.count, "patient \(index) of \(storage.count)")
    return storage.people[Int(index)]
  }

  /// How many people the last run had, those who entered later included.
  public var patientCount: Int { Int(storage.count) }

  /// Whether any policy was attached to a person of the last run, at any time of it.
  public func wasReached(patient index: UInt32) -> Bool {
    precondition(index < storage.count, "patient \(index) of \(storage.count)")
    return storage.patients[Int(index)].flags.contains(.wasReached)
  }

  private mutating func handOver(to record: (LifeRecord) -> Void) {
    for entry in log { record(entry) }
    log.removeAll(keepingCapacity: true)
  }
}

/// Events that concern a whole community; queued behind the last patient.
enum CommunityEvent: UInt32 {
  case calendar, capacity, supply, policies

  /// Number of queue entities that the community itself takes.
  static let entities: UInt32 = 4

  init(offset: UInt32) {
    switch offset {
    case 0: self = .calendar
    case 1: self = .capacity
    case 2: self = .supply
    case 3: self = .policies
    default: preconditionFailure("no community event \(offset)")
    }
  }
}
