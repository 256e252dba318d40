import Foundation

/// A test of counts in classes against their expected counts.
///
/// The statistic is judged by its cube root, which is nearly normal (Wilson and Hilferty 1931,
/// doi:10.1073/pnas.17.12.684). Against the exact quantile at error rate 1e-5 (scipy 1.17.1) the
/// bound is 5.2 % high at 3 degrees of freedom, 1.7 % at 10, 0.2 % at 63: never too strict.
public struct ChiSquare: Sendable, CustomStringConvertible {
  /// The sum of squared deviations over expected counts.
  public let statistic: Double
  /// The degrees of freedom.
  public let degreesOfFreedom: Int

  /// Creates a test from observed counts and class probabilities, which are positive and sum to 1.
  ///
  /// Every class must expect 5 counts or more; the caller pools the others.
  public init(observed: [Int], probabilities: [Double]) {
    precondition(
      observed.count == probabilities.count && observed.count > 1,
      "ChiSquare: \(observed.count) counts for \(probabilities.count) classes")
    let sum = probabilities.reduce(0, +)
    precondition(abs(sum - 1) < 1e-9, "ChiSquare: the probabilities sum to \(sum)")
    let total = Double(observed.reduce(0, +))
    var statistic = 0.0
    for (count, probability) in zip(observed, probabilities) {
      let expected = total * probability
      precondition(expected >= 5, "ChiSquare: a class expects \(expected) counts, fewer than 5")
      statistic += (Double(count) - expected) * (Double(count) - expected) / expected
    }
    self.statistic = statistic
    degreesOfFreedom = observed.count - 1
  }

  /// The statistic as an approximately normal number.
  public var z: Double {
    let degrees = Double(degreesOfFreedom)
    let spread = 2 / (9 * degrees)
    return (cbrt(statistic / degrees) - (1 - spread)) / spread.squareRoot()
  }

  /// Whether the statistic is within the one-sided bound of error rate 1e-5.
  public var passes: Bool { z < ErrorRate.oneSided }

  /// The numbers of the test in one line.
  public var description: String {
    "chi-square \(statistic) on \(degreesOfFreedom) degrees of freedom, z \(z)"
  }
}
