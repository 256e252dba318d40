internal import DiscreteEvents
internal import Randomness
internal import Statistics

/// Six states, twelve Weibull transitions whose clocks start again at each change, ten years.
///
/// The structure of the bone-marrow transplant model of the R packages mstate and hesim, with
/// parameters of our own: transition k = 1 ... 12 has shape exp(N(log 0.9, spread)) and scale
/// exp(N(log(2 + k / 4), spread)) years. Patients do not meet, so each is run to its end; the n-th
/// patient of a draw has the same random numbers under every strategy.
struct SemiMarkovModel {
  /// A change of state, as a table of trajectories holds it; a censored stay ends where it began.
  struct Row {
    let patient: UInt32
    let from: UInt8
    let to: UInt8
    let start: Double
    let stop: Double
  }

  static let years = 10
  static let states = ["transplant", "recovery", "event", "recovery_event", "relapse", "death"]
  /// The states that a state leads to; transitions are numbered in this order.
  private static let ways: [[UInt8]] = [[1, 2, 4, 5], [3, 4, 5], [3, 4, 5], [4, 5], [], []]
  private static let transitions = 12
  /// No path has more changes than this, so that a draw's table is never too small.
  private static let longestPath = 4

  private let seed: UInt64
  private let patients: Int
  private let spread: Double
  private let targets = ways.flatMap { $0 }
  private let firstWay = ways.indices.map { ways[..<$0].joined().count } + [transitions]
  private var hazards: [WeibullHazard] = []
  private var table: [Row] = []
  private var occupied = [Int](repeating: 0, count: years * states.count)
  /// Share of patients in each state at the end of each year, over parameter draws.
  private(set) var shares = [RunningMoments](
    repeating: RunningMoments(), count: years * states.count)
  /// Changes of state so far.
  private(set) var changes = 0

  /// Prepares draws of parameters, each with the same number of patients.
  init(patients: Int, spread: Double, seed: UInt64) {
    (self.patients, self.spread, self.seed) = (patients, spread, seed)
    table.reserveCapacity(patients * Self.longestPath)
    hazards.reserveCapacity(Self.transitions)
  }

  /// Draws parameters, runs all patients and adds what was seen.
  mutating func run(draw: UInt32) {
    drawHazards(StreamKey(seed: seed, parameterDraw: draw))
    table.removeAll(keepingCapacity: true)
    let key = StreamKey(seed: seed, replication: draw)
    for patient in 0..<UInt32(patients) { live(patient, key) }
    observe()
  }

  private mutating func drawHazards(_ key: StreamKey) {
    hazards.removeAll(keepingCapacity: true)
    for number in 0..<UInt32(Self.transitions) {
      func value(_ median: Double, _ process: UInt32) -> Double {
        let address = StreamAddress(patient: number, process: process, occurrence: 0)
        return median * key.logNormalFactor(spread: spread, at: address)
      }
      hazards.append(
        WeibullHazard(shape: value(0.9, 0), scale: value(2 + Double(number + 1) / 4, 1)))
    }
  }

  /// One patient: the earliest of the state's transitions, until there is none or time is over.
  private mutating func live(_ patient: UInt32, _ key: StreamKey) {
    var (state, now) = (UInt8(0), 0.0)
    while firstWay[Int(state)] < firstWay[Int(state) + 1] {
      var (next, stay) = (state, Double(Self.years) - now)
      for number in firstWay[Int(state)]..<firstWay[Int(state) + 1] {
        let threshold = key.unitExponential(
          at: StreamAddress(patient: patient, process: UInt32(number), occurrence: 0))
        let date = hazards[number].elapsed(reaching: threshold)
        if date < stay { (next, stay) = (targets[number], date) }
      }
      let end = next == state ? Double(Self.years) : now + stay
      table.append(Row(patient: patient, from: state, to: next, start: now, stop: end))
      if next == state { return }
      changes += 1
      (state, now) = (next, end)
    }
  }

  /// Counts who is where at the end of each year.
  private mutating func observe() {
    for index in occupied.indices { occupied[index] = 0 }
    for row in table {
      count(row.from, from: row.start, to: row.from == row.to ? .infinity : row.stop)
      let isLast = row.from != row.to && firstWay[Int(row.to)] == firstWay[Int(row.to) + 1]
      if isLast { count(row.to, from: row.stop, to: .infinity) }
    }
    for index in occupied.indices { shares[index].add(Double(occupied[index]) / Double(patients)) }
  }

  private mutating func count(_ state: UInt8, from start: Double, to stop: Double) {
    var year = max(1, Int(start.rounded(.up)))
    while year <= Self.years && Double(year) < stop {
      occupied[(year - 1) * Self.states.count + Int(state)] += 1
      year += 1
    }
  }
}

extension StreamKey {
  /// A log-normal factor of median 1; exactly 1 without spread.
  fileprivate func logNormalFactor(spread: Double, at address: StreamAddress) -> Double {
    spread > 0 ? logNormal(meanLog: 0, sdLog: spread, at: address) : 1
  }
}
