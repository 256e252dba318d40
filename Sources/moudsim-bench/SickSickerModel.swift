internal import DiscreteEvents
internal import HealthEconomics
internal import Randomness
internal import Statistics

/// The Sick-Sicker model in continuous time: healthy, sick, sicker, dead, for 31 years.
///
/// Krijkamp et al. (2018), doi:10.1177/0272989X18754513, with yearly probabilities turned into
/// rates. The unit of simulated time is the year. Expected values are exact, by the exponential of the
/// matrix of rates.
struct SickSickerModel: ~Copyable {
  enum State: UInt8 {
    case healthy, sick, sicker

    /// Yearly rates of leaving, with the state entered; nil is death.
    var exits: [(rate: Double, to: State?)] {
      switch self {
      case .healthy: [(0.284_247_649_5, .sick), (0.003_448_511_9, nil)]
      case .sick:
        [(0.947_492_165, .healthy), (0.173_960_023_2, .sicker), (0.017_327_099_6, nil)]
      case .sicker: [(0.050_125_418_2, nil)]
      }
    }
  }

  /// What a year in a state costs and is worth; treatment is given in both sick states.
  struct Strategy {
    let name: String
    let cost: [Double]
    let utility: [Double]

    static let all = [
      Strategy(name: "no treatment", cost: [2_000, 4_000, 15_000], utility: [1, 0.75, 0.5]),
      Strategy(name: "treatment", cost: [2_000, 16_000, 27_000], utility: [1, 0.95, 0.5]),
    ]
  }

  /// What is known of one strategy: means and errors over patients.
  struct Result {
    var cost = RunningMoments()
    var effect = RunningMoments()
    var lifeYears = RunningMoments()
    var sojourns = 0
    /// By patient.
    var costs: [Double]
    var effects: [Double]
  }

  private struct Patient {
    var since = 0.0
    var cost = 0.0
    var effect = 0.0
    var end = 0.0
    var changes: UInt32 = 0
    var state = State.healthy
  }

  static let horizon = 31

  private let key: StreamKey
  private let discounting = Discounting(annualRate: 0.03)
  private let exits = [State.healthy, .sick, .sicker].map(\.exits)
  private var queue: EventQueue
  private var patients: [Patient]
  private let strategy: Strategy
  private var sojourns = 0

  /// All patients are healthy at the start; strategies share all random numbers.
  init(patients count: Int, strategy: Strategy, seed: UInt64) {
    key = StreamKey(seed: seed, replication: 1)
    queue = EventQueue(
      entities: count, horizon: EventTime(day: Self.horizon), expectedEvents: 6 * Double(count))
    patients = Array(repeating: Patient(), count: count)
    self.strategy = strategy
  }

  /// Runs to the horizon.
  mutating func run() -> Result {
    let horizon = EventTime(day: Self.horizon)
    for id in 0..<UInt32(patients.count) { schedule(id, after: 0) }
    while let event = queue.popNext(upTo: horizon) { leave(event.entity, at: event.time.days) }
    for id in patients.indices where patients[id].end == 0 {
      account(id, until: Double(Self.horizon))
      patients[id].end = Double(Self.horizon)
    }
    var result = Result(costs: patients.map(\.cost), effects: patients.map(\.effect))
    for patient in patients {
      result.cost.add(patient.cost)
      result.effect.add(patient.effect)
      result.lifeYears.add(patient.end)
    }
    result.sojourns = sojourns
    return result
  }

  private mutating func schedule(_ id: UInt32, after now: Double) {
    let patient = patients[Int(id)]
    let rate = exits[Int(patient.state.rawValue)].reduce(0) { $0 + $1.rate }
    let threshold = key.unitExponential(
      at: StreamAddress(patient: id, process: 0, occurrence: patient.changes))
    queue.schedule(id, at: EventTime(roundingUp: now + threshold / rate), rank: .change)
  }

  private mutating func leave(_ id: UInt32, at now: Double) {
    account(Int(id), until: now)
    let patient = patients[Int(id)]
    if let next = destination(of: patient, id) {
      patients[Int(id)].state = next
      patients[Int(id)].changes += 1
      schedule(id, after: now)
    } else {
      patients[Int(id)].end = now
    }
  }

  /// The state entered, by the shares of the rates; nil is death.
  private func destination(of patient: Patient, _ id: UInt32) -> State? {
    let exits = exits[Int(patient.state.rawValue)]
    if exits.count == 1 { return exits[0].to }
    let rate = exits.reduce(0) { $0 + $1.rate }
    var left =
      rate
      * key.openUniform(at: StreamAddress(patient: id, process: 1, occurrence: patient.changes))
    for exit in exits.dropLast() {
      if left < exit.rate { return exit.to }
      left -= exit.rate
    }
    return exits[exits.count - 1].to
  }

  /// Adds the discounted cost and effect of the time since the last change.
  private mutating func account(_ id: Int, until now: Double) {
    let patient = patients[id]
    let years = discounting.presentValueOfFlow(from: patient.since, to: now)
    let state = Int(patient.state.rawValue)
    patients[id].cost += strategy.cost[state] * years
    patients[id].effect += strategy.utility[state] * years
    patients[id].since = now
    sojourns += 1
  }
}
