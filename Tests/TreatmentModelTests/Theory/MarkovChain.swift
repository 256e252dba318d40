import Foundation

/// A continuous-time Markov chain, solved by uniformisation (Jensen 1953): an oracle that shares
/// nothing with the simulator.
struct MarkovChain {
  private var rates: [(from: Int, to: Int, rate: Double)] = []
  let states: Int

  /// A chain without moves.
  init(states: Int) { self.states = states }

  /// Adds a move with a rate per day.
  mutating func move(_ from: Int, _ to: Int, _ rate: Double) {
    precondition(rate >= 0 && from != to, "move \(from) to \(to) at \(rate)")
    rates.append((from, to, rate))
  }

  /// Probabilities at a date, and days spent in each state until then, from a first state.
  func solve(from start: Int, days: Double) -> (probabilities: [Double], time: [Double]) {
    var leaving = [Double](repeating: 0, count: states)
    for move in rates { leaving[move.from] += move.rate }
    let clock = (leaving.max() ?? 0) * 1.01 + 1e-9
    // Steps are kept short, so that exp(-clock x step) does not vanish.
    let steps = max(1, Int((clock * days / 20).rounded(.up)))
    var now = [Double](repeating: 0, count: states)
    now[start] = 1
    var time = [Double](repeating: 0, count: states)
    for _ in 0..<steps {
      let mean = clock * days / Double(steps)
      var vector = now
      var weight = exp(-mean)
      var below = weight
      var next = vector.map { $0 * weight }
      var spent = vector.map { $0 * (1 - below) / clock }
      for jump in 1...(Int(mean + 12 * mean.squareRoot()) + 40) {
        var moved = (0..<states).map { vector[$0] * (1 - leaving[$0] / clock) }
        for move in rates { moved[move.to] += vector[move.from] * move.rate / clock }
        vector = moved
        weight *= mean / Double(jump)
        below += weight
        for state in 0..<states {
          next[state] += weight * vector[state]
          spent[state] += max(0, 1 - below) / clock * vector[state]
        }
      }
      now = next
      for state in 0..<states { time[state] += spent[state] }
    }
    return (now, time)
  }
}

/// Mean and standard error of replications.
struct Replications {
  let mean: Double
  let standardError: Double
  let count: Int

  init(_ values: [Double]) {
    precondition(values.count > 1, "\(values.count) replications")
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.mean = mean
    standardError = (squares / Double(values.count - 1) / Double(values.count)).squareRoot()
    count = values.count
  }
}
