public import Statistics

/// A test of an observed mean or proportion against an expected value, by its standard error.
///
/// Passes with probability 1 - 1e-5 when the expected value is true and the mean is normal. The
/// smallest fault it catches half of the time is 4.417 standard errors.
public struct MeanTest: Sendable, CustomStringConvertible {
  /// The observed mean.
  public let observed: Double
  /// The value that theory or another program gives.
  public let expected: Double
  /// The standard error of the observed mean.
  public let standardError: Double
  /// The number of observations.
  public let count: Int

  /// Creates a test from a mean and its standard error.
  public init(observed: Double, expected: Double, standardError: Double, count: Int) {
    precondition(count > 1, "MeanTest: \(count) observations are not 2 or more")
    precondition(standardError > 0, "MeanTest: the standard error \(standardError) is not positive")
    self.observed = observed
    self.expected = expected
    self.standardError = standardError
    self.count = count
  }

  /// Creates a test from the moments of independent observations, at least two and not all equal.
  public init(_ moments: RunningMoments, expected: Double) {
    guard let mean = moments.mean, let standardError = moments.standardError else {
      preconditionFailure("MeanTest: \(moments.count) observations are not 2 or more")
    }
    self.init(
      observed: mean, expected: expected, standardError: standardError, count: moments.count)
  }

  /// Creates a test of a proportion, with the standard error under the expected value.
  public init(successes: Int, trials: Int, expected: Double) {
    self.init(
      observed: Double(successes) / Double(trials), expected: expected,
      standardError: (expected * (1 - expected) / Double(trials)).squareRoot(), count: trials)
  }

  /// The distance from the expected value in standard errors.
  public var z: Double { (observed - expected) / standardError }

  /// Whether the distance is within the two-sided bound of error rate 1e-5.
  public var passes: Bool { abs(z) < ErrorRate.twoSided }

  /// The numbers of the test in one line.
  public var description: String {
    "mean \(observed), expected \(expected), z \(z), n \(count)"
  }
}
