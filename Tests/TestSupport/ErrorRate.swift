/// The error rate of every statistical test: one false alarm in 100,000 runs of a correct program.
///
/// Seeds are fixed, so a test that passes once passes always; the rate says how surprising a
/// failure after a change would be.
public enum ErrorRate {
  /// The probability that a correct program fails one test.
  public static let alpha = 1e-5

  /// The two-sided normal bound: P(|Z| > 4.417173) = 1e-5 (scipy 1.17.1, `norm.isf(5e-6)`).
  public static let twoSided = 4.417173413469023

  /// The one-sided normal bound: P(Z > 4.264891) = 1e-5 (scipy 1.17.1, `norm.isf(1e-5)`).
  public static let oneSided = 4.264890793922825
}
