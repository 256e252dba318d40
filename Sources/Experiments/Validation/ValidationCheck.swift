/// A figure of the program beside one that theory or another program gives.
public struct ValidationCheck: Sendable {
  /// Which part of the validation it belongs to.
  public enum Part: String, Sendable, CaseIterable {
    /// Formulas, and laws that hold on every path.
    case theory
    /// Other programs and other methods.
    case crossModel
  }

  /// Which part of the validation it belongs to.
  public let part: Part
  /// What is compared.
  public let name: String
  /// What theory or the other program says.
  public let expected: Double
  /// The standard error of that; 0 for an exact figure.
  public let expectedError: Double
  /// What the program says.
  public let value: Double
  /// Its Monte Carlo error; nil where the two must be equal.
  public let standardError: Double?
  /// Formula, program or method.
  public let source: String

  /// The distance in standard errors at which a check fails: one in 100,000 by chance.
  public static let limit = 4.417

  init(
    _ part: Part, _ name: String, expected: Double, expectedError: Double = 0, value: Double,
    standardError: Double?, source: String
  ) {
    self.part = part
    self.name = name
    self.expected = expected
    self.expectedError = expectedError
    self.value = value
    self.standardError = standardError
    self.source = source
  }

  /// The check of a share of independent people.
  static func share(
    _ part: Part, _ name: String, expected: Double, of count: Int, trials: Int, source: String
  ) -> ValidationCheck {
    ValidationCheck(
      part, name, expected: expected, value: Double(count) / Double(trials),
      standardError: (expected * (1 - expected) / Double(trials)).squareRoot(), source: source)
  }

  /// The distance in standard errors; nil where the two must be equal.
  public var z: Double? {
    standardError.map {
      (value - expected) / ($0 * $0 + expectedError * expectedError).squareRoot()
    }
  }

  /// Whether the two agree.
  public var agrees: Bool { z.map { abs($0) < Self.limit } ?? (value == expected) }
}
