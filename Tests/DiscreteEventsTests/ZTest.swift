import Foundation

/// A two-sided comparison of an estimate with a value from outside the code.
///
/// The error rate is 1e-5 (|z| < 4.417); seeds are fixed, so a test that passes keeps passing. A
/// fault is found with 98 % probability once it shifts the estimate by 6.5 standard errors: that is
/// the "smallest fault" which tests quote.
struct ZTest: CustomStringConvertible {
  let estimate: Double
  let expected: Double
  let standardError: Double

  static let limit = 4.417

  var z: Double { (estimate - expected) / standardError }
  var agrees: Bool { abs(z) < Self.limit }
  var smallestFault: Double { 6.5 * standardError }
  var description: String {
    "estimate \(estimate), expected \(expected), z \(z), smallest fault \(smallestFault)"
  }

  /// A share of independent trials.
  init(successes: Int, of trials: Int, expected: Double) {
    estimate = Double(successes) / Double(trials)
    self.expected = expected
    standardError = (expected * (1 - expected) / Double(trials)).squareRoot()
  }

  /// A mean of independent replications.
  init(replications: [Double], expected: Double) {
    let n = Double(replications.count)
    let mean = replications.reduce(0, +) / n
    let squares = replications.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    estimate = mean
    self.expected = expected
    standardError = (squares / (n - 1) / n).squareRoot()
  }
}
