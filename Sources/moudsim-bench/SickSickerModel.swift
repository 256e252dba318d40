internal import DiscreteEvents
internal import HealthEconomics
internal import Randomness
internal import Statistics

/// The Sick-Sicker model in continuous time: healthy, sick, sicker, dead, for 31 years.
///
/// Krijkamp et al. (2018), doi:10.1177/0272989X18754513, with yearly probabilities turned into
/// rates. The unit of simulated time is the year. Patients do not meet, so they are run in groups that
/// stay in the processor's cache. All are healthy at the start; strategies share all random numbers.
struct SickSickerModel: ~Copyable {
  enum State: Int8 {
    case healthy, sick, sicker, dead
  }

  /// Yearly rates of leaving a state: to the next one, back to health, and by death.
  struct Rates {
    let onward: Double
    let back: Double
    let death: Double
    let total: Double

    init(onward: Double, back: Double, death: Double) {
      (self.onward, self.back, self.death) = (onward, back, death)
      total = onward + back + death
    }
  }

  /// What a year in a state costs and is worth; treatment is given in both sick states.
  struct Strategy {
    let name: String
    let costs: (Double, Double, Double)
    let utilities: (Double, Double, Double)

    static let all = [
      Strategy(name: "no treatment", costs: (2_000, 4_000, 15_000), utilities: (1, 0.75, 0.5)),
      Strategy(name: "treatment", costs: (2_000, 16_000, 27_000), utilities: (1, 0.95, 0.5)),
    ]
  }

  /// What is known of one strategy: means and errors over patients, and the values of each.
  struct Result {
    var cost = RunningMoments()
    var effect = RunningMoments()
    var lifeYears = RunningMoments()
    var sojourns = 0
    var costs: [Double] = []
    var effects: [Double] = []
  }

  private struct Patient {
    var since = 0.0
    var cost = 0.0
    var effect = 0.0
    var changes: UInt32 = 0
    var state = State.healthy
  }

  static let horizon = EventTime(day: 31)
  static let groupSize = 4_096

  private let healthy = Rates(onward: 0.284_247_649_5, back: 0, death: 0.003_448_511_9)
  private let sick = Rates(onward: 0.173_960_023_2, back: 0.947_492_165, death: 0.017_327_099_6)
  private let sicker = Rates(onward: 0, back: 0, death: 0.050_125_418_2)
  private let discounting = Discounting(annualRate: 0.03)
  private let key: StreamKey
  private let strategy: Strategy
  private let patientCount: Int
  private var queue: EventQueue
  private var group: [Patient] = []
  private var first: UInt32 = 0
  private var result = Result()

  init(patients count: Int, strategy: Strategy, seed: UInt64) {
    key = StreamKey(seed: seed, replication: 1)
    patientCount = count
    self.strategy = strategy
    queue = EventQueue(entities: Self.groupSize, horizon: Self.horizon, expectedEvents: 40_000)
    result.costs.reserveCapacity(count)
    result.effects.reserveCapacity(count)
  }

  /// Runs all groups to the horizon.
  mutating func run() -> Result {
    for start in stride(from: 0, to: patientCount, by: Self.groupSize) {
      first = UInt32(start)
      runGroup(of: min(Self.groupSize, patientCount - start))
    }
    return result
  }

  private mutating func runGroup(of count: Int) {
    queue.reset(entities: count, horizon: Self.horizon, expectedEvents: 9 * Double(count))
    group = Array(repeating: Patient(), count: count)
    for member in 0..<UInt32(count) { schedule(member, after: 0) }
    while let event = queue.popNext(upTo: Self.horizon) {
      leave(event.entity, at: event.time.days)
    }
    for member in 0..<count {
      if group[member].state != .dead { account(member, until: Self.horizon.days) }
      result.cost.add(group[member].cost)
      result.effect.add(group[member].effect)
      result.lifeYears.add(group[member].since)
      result.costs.append(group[member].cost)
      result.effects.append(group[member].effect)
    }
  }

  private func rates(_ state: State) -> Rates {
    switch state {
    case .healthy: healthy
    case .sick: sick
    case .sicker: sicker
    case .dead: preconditionFailure("the dead do not leave")
    }
  }

  private func address(_ member: UInt32, process: UInt32) -> StreamAddress {
    StreamAddress(
      patient: first + member, process: process, occurrence: group[Int(member)].changes)
  }

  private mutating func schedule(_ member: UInt32, after now: Double) {
    let threshold = key.unitExponential(at: address(member, process: 0))
    let date = now + threshold / rates(group[Int(member)].state).total
    queue.schedule(member, at: EventTime(roundingUp: date), rank: .change)
  }

  private mutating func leave(_ member: UInt32, at now: Double) {
    account(Int(member), until: now)
    let next = destination(of: member)
    group[Int(member)].state = next
    group[Int(member)].changes += 1
    if next != .dead { schedule(member, after: now) }
  }

  /// The state entered, by the shares of the rates.
  private func destination(of member: UInt32) -> State {
    let state = group[Int(member)].state
    let rates = rates(state)
    if rates.total == rates.death { return .dead }
    let choice = rates.total * key.openUniform(at: address(member, process: 1))
    if choice < rates.death { return .dead }
    if choice < rates.death + rates.back { return .healthy }
    return state == .healthy ? .sick : .sicker
  }

  /// Adds the discounted cost and effect of the time since the last change.
  private mutating func account(_ member: Int, until now: Double) {
    let patient = group[member]
    let years = discounting.presentValueOfFlow(from: patient.since, to: now)
    let (cost, utility) =
      switch patient.state {
      case .healthy: (strategy.costs.0, strategy.utilities.0)
      case .sick: (strategy.costs.1, strategy.utilities.1)
      case .sicker: (strategy.costs.2, strategy.utilities.2)
      case .dead: preconditionFailure("the dead cost nothing")
      }
    group[member].cost += cost * years
    group[member].effect += utility * years
    group[member].since = now
    result.sojourns += 1
  }
}
