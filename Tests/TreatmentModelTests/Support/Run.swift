import DiscreteEvents

@testable import TreatmentModel

/// What a run left behind.
struct Run {
  let outcome: Outcome
  let records: [LifeRecord]
  let people: [Attributes]
  /// Units in use at the end.
  let inUse: [ResourceKind: Int]

  /// The records of one person.
  func life(_ patient: UInt32) -> [LifeRecord] { records.filter { $0.patient == patient } }

  /// Lives by person, in the order of the records.
  var lives: [[LifeRecord]] {
    var lives = [[LifeRecord]](repeating: [], count: people.count)
    for record in records { lives[Int(record.patient)].append(record) }
    return lives
  }

  /// Count of an event over all strata.
  func count(_ event: EventCount) -> Int64 { outcome.sum(Measure.count(of: event)) }

  /// Count of a risk event over all strata and windows.
  func count(_ event: RiskCount) -> Int64 {
    RiskWindow.allCases.reduce(0) { $0 + outcome.sum(Measure.count(of: event, in: $1)) }
  }

  /// Person-time in ticks in care states, medications and use states.
  func ticks(
    _ care: [CareState] = alive, _ medications: [Medication] = Medication.allCases,
    _ uses: [UseState] = UseState.allCases
  ) -> Int64 {
    var sum: Int64 = 0
    for state in care {
      for medication in medications {
        for use in uses { sum += outcome.sum(Measure.occupancy(state, medication, use)) }
      }
    }
    return sum
  }

  /// Person-time in ticks in a risk window.
  func ticks(in window: RiskWindow) -> Int64 { outcome.sum(Measure.time(in: window)) }

  static let alive = CareState.allCases.filter { $0 != .dead }
}

extension Outcome {
  /// A measure over all strata.
  func sum(_ column: Int) -> Int64 {
    stride(from: column, to: totals.count, by: Measure.count).reduce(0) { $0 + totals[$1] }
  }

  /// A measure over all intervals.
  func seriesSum(_ column: Int) -> Int64 {
    stride(from: column, to: series.count, by: Measure.count).reduce(0) { $0 + series[$1] }
  }
}

extension World {
  /// Runs the world's community once.
  func run(
    seed: UInt64 = 1, replication: UInt32 = 0, recording: Recording = .everybody
  ) -> Run {
    run(model, seed: seed, replication: replication, recording: recording)
  }

  /// Runs one community of a model once.
  func run(
    _ model: Model, community: Int = 0, seed: UInt64 = 1, replication: UInt32 = 0,
    recording: Recording = .everybody
  ) -> Run {
    var simulation = Simulation(model)
    var records: [LifeRecord] = []
    let outcome = simulation.run(
      community: community, replication: replication, seed: seed, recording: recording
    ) { records.append($0) }
    var people: [Attributes] = []
    for index in 0..<simulation.patientCount {
      people.append(simulation.attributes(ofPatient: UInt32(index)))
    }
    var inUse: [ResourceKind: Int] = [:]
    for kind in ResourceKind.allCases { inUse[kind] = simulation.inUse(kind) }
    return Run(outcome: outcome, records: records, people: people, inUse: inUse)
  }
}

extension Simulation {
  /// Units of a resource in use now.
  func inUse(_ kind: ResourceKind) -> Int { resources[Int(kind.rawValue)].inUse }
}

/// Ticks in whole and fractional days of the grid.
func ticks(_ days: Double) -> Int64 { Int64(days * 0x1p20) }

/// One line of a life in short, to compare with what was worked out by hand.
struct Line: Equatable, CustomStringConvertible {
  var day: Double
  var event: LifeEvent
  var care: CareState
  var medication: Medication
  var use: UseState

  /// Off medication.
  init(_ day: Double, _ event: LifeEvent, _ care: CareState, _ use: UseState) {
    self.init(day, event, care, .none, use)
  }

  init(
    _ day: Double, _ event: LifeEvent, _ care: CareState, _ medication: Medication,
    _ use: UseState
  ) {
    self.day = day
    self.event = event
    self.care = care
    self.medication = medication
    self.use = use
  }

  init(_ record: LifeRecord) {
    self.init(record.day, record.event, record.care, record.medication, record.use)
  }

  var description: String { "\(day) \(event.name): \(care) \(medication) \(use)" }
}
