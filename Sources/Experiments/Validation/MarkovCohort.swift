import Foundation

/// A cohort in a continuous-time Markov chain, solved by uniformisation (Jensen 1953,
/// doi:10.1080/03461238.1953.10419459): shares nothing with the simulator.
struct MarkovCohort {
  private var moves: [(from: Int, to: Int, rate: Double)] = []
  private let states: Int

  /// A chain without moves.
  init(states: Int) { self.states = states }

  /// Adds a move with a rate per day.
  mutating func move(_ from: Int, _ to: Int, _ rate: Double) {
    moves.append((from, to, rate))
  }

  /// Shares of the states after some days, from a first state.
  func shares(from start: Int, days: Double) -> [Double] {
    var leaving = [Double](repeating: 0, count: states)
    for move in moves { leaving[move.from] += move.rate }
    let clock = (leaving.max() ?? 0) * 1.01 + 1e-9
    // Steps are kept short, so that exp(-clock x step) does not vanish.
    let steps = max(1, Int((clock * days / 20).rounded(.up)))
    let mean = clock * days / Double(steps)
    var shares = [Double](repeating: 0, count: states)
    shares[start] = 1
    for _ in 0..<steps { shares = step(shares, mean: mean, clock: clock, leaving) }
    return shares
  }

  /// One step in which the clock ticks a Poisson number of times.
  private func step(
    _ shares: [Double], mean: Double, clock: Double, _ leaving: [Double]
  ) -> [Double] {
    var vector = shares
    var weight = exp(-mean)
    var result = vector.map { $0 * weight }
    for tick in 1...(Int(mean + 12 * mean.squareRoot()) + 40) {
      var moved = (0..<states).map { vector[$0] * (1 - leaving[$0] / clock) }
      for move in moves { moved[move.to] += vector[move.from] * move.rate / clock }
      vector = moved
      weight *= mean / Double(tick)
      for state in 0..<states { result[state] += weight * vector[state] }
    }
    return result
  }
}
