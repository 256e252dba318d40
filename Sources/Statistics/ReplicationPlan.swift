/// When to stop adding replications: the precision wanted, and the fewest and most allowed.
///
/// The sequential rule of Law (2007), *Simulation Modeling and Analysis*, 4th edition, section
/// 9.4.1: add replications until the half-width of the interval of the mean is small enough. He
/// recommends ten replications or more at the start, and a relative error of at most 0.15.
public struct ReplicationPlan: Hashable, Sendable {
  /// How small the half-width of the interval must be.
  public enum Precision: Hashable, Sendable {
    /// A half-width in the unit of the result, positive.
    case halfWidth(Double)
    /// A relative error of the mean, inside 0...1.
    ///
    /// The half-width over the observed mean must reach `error / (1 + error)`: the true mean, not
    /// the observed one, is the base of the error.
    case relativeError(Double)
  }

  /// The precision wanted.
  public let precision: Precision
  /// The confidence level, inside 0...1.
  public let level: Double
  /// The fewest replications, 2 or more.
  public let minimum: Int
  /// The most replications, at least `minimum`.
  public let maximum: Int

  /// Creates a plan.
  public init(_ precision: Precision, level: Double = 0.95, minimum: Int = 10, maximum: Int) {
    Interval.check(level: level)
    precondition(
      2 <= minimum && minimum <= maximum,
      "ReplicationPlan: minimum \(minimum) and maximum \(maximum) are not 2 or more, in order")
    switch precision {
    case .halfWidth(let width):
      precondition(
        width > 0 && width.isFinite, "ReplicationPlan: half-width \(width) is not positive, finite")
    case .relativeError(let error):
      precondition(
        error > 0 && error < 1, "ReplicationPlan: relative error \(error) is not inside 0...1")
    }
    self.precision = precision
    self.level = level
    self.minimum = minimum
    self.maximum = maximum
  }

  /// Returns whether the results so far are precise enough; the maximum is not looked at.
  public func isReached(by results: RunningMoments) -> Bool {
    guard results.count >= minimum, let interval = results.confidenceInterval(level: level) else {
      return false
    }
    return interval.halfWidth <= allowedHalfWidth(results)
  }

  /// Returns how many replications a pilot run foretells, or nil if more than the maximum.
  ///
  /// The smallest `n` with `t(n - 1) sqrt(S^2 / n)` within the half-width, for the mean and variance
  /// of the pilot, which has two replications or more. Complexity: O(log maximum).
  public func replications(fromPilot pilot: RunningMoments) -> Int? {
    guard let variance = pilot.variance else {
      preconditionFailure("ReplicationPlan: a pilot of \(pilot.count) replications, not 2 or more")
    }
    let allowed = allowedHalfWidth(pilot)
    func suffices(_ count: Int) -> Bool {
      let t = StudentT.quantile(1 - (1 - level) / 2, degreesOfFreedom: count - 1)
      return t * (variance / Double(count)).squareRoot() <= allowed
    }
    guard suffices(maximum) else { return nil }
    var tooFew = minimum - 1
    var enough = maximum
    while enough - tooFew > 1 {
      let middle = tooFew + (enough - tooFew) / 2
      if suffices(middle) { enough = middle } else { tooFew = middle }
    }
    return enough
  }

  /// Returns the half-width that the precision allows, given the mean so far.
  private func allowedHalfWidth(_ results: RunningMoments) -> Double {
    guard let mean = results.mean else {
      preconditionFailure("ReplicationPlan: no results")
    }
    switch precision {
    case .halfWidth(let width): return width
    case .relativeError(let error): return error / (1 + error) * abs(mean)
    }
  }
}
