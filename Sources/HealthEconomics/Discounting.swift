internal import Foundation

/// Continuous discounting at an annual rate: present values of what comes later.
///
/// The force of discount is ln(1 + r), so that something a whole number of years away is worth as much
/// as under yearly discounting. Times are in years from the date to which values are discounted.
public struct Discounting: Hashable, Sendable {
  /// The annual rate, above -1, such as 0.03.
  public let annualRate: Double

  /// The continuous rate ln(1 + annual rate), per year.
  public let force: Double

  /// Creates the discounting at an annual rate above -1; 0 does not discount.
  public init(annualRate: Double) {
    precondition(
      annualRate > -1 && annualRate < .infinity,
      "Discounting: the annual rate \(annualRate) is not a number above -1")
    self.annualRate = annualRate
    force = log1p(annualRate)
  }

  /// No discounting: every year counts the same.
  public static let none = Discounting(annualRate: 0)

  /// Returns the present value of 1 at a time in years.
  public func factor(at time: Double) -> Double {
    precondition(time.isFinite, "Discounting: the time \(time) is not finite")
    return exp(-force * time)
  }

  /// Returns the present value of a flow of 1 per year from one time to another, in years.
  ///
  /// Without discounting this is the length of the interval.
  public func presentValueOfFlow(from start: Double, to end: Double) -> Double {
    precondition(
      start <= end && end < .infinity, "Discounting: the interval \(start) to \(end) has no length")
    let length = end - start
    if force == 0 { return length }
    return factor(at: start) * -expm1(-force * length) / force
  }

  /// Returns the mean discount factor over an interval in years; at a single time, its factor.
  public func averageFactor(from start: Double, to end: Double) -> Double {
    if start == end { return factor(at: start) }
    return presentValueOfFlow(from: start, to: end) / (end - start)
  }
}
