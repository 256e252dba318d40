/// A figure of `outcomes.csv`: its name, what it means, and how it is computed.
public struct Metric: Sendable {
  /// Snake case, with the unit where the figure has one.
  public let name: String
  /// What it means, for people who do not read code.
  public let description: String
  /// How it is computed from the measures of a replication.
  let formula: Formula

  /// How it is computed, in words.
  public var computation: String { formula.description }

  /// Whether it exists for strata of people, not only for everybody.
  public var isByStratum: Bool { formula.isByStratum }

  /// The value in an observation; nil where it is not defined because nothing is divided by nothing.
  func value(in observation: Observation) -> Double? { formula.value(in: observation) }
}
