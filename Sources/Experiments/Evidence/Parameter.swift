/// A row of the parameter file: a number about the world, and why we believe it.
public struct Parameter: Sendable, Equatable {
  /// Name by which scenarios override it, for example `dropout.shape.methadone`.
  public var key: String
  /// The value, in `unit`.
  public var value: Double
  /// The unit of value, range and distribution.
  public var unit: ParameterUnit
  /// Values that a scenario may set.
  public var range: ClosedRange<Double>
  /// How uncertain the value is.
  public var distribution: ParameterDistribution
  /// How well the value is supported.
  public var grade: EvidenceGrade
  /// Keys in the bibliography; empty for an assumption.
  public var sources: [String]
  /// How the value was had from the source, in a word or two: table, calculated, assumption.
  public var how: String
  /// What to keep in mind; may be empty.
  public var note: String

  /// Describes a parameter.
  public init(
    key: String, value: Double, unit: ParameterUnit, range: ClosedRange<Double>,
    distribution: ParameterDistribution, grade: EvidenceGrade, sources: [String], how: String,
    note: String
  ) {
    self.key = key
    self.value = value
    self.unit = unit
    self.range = range
    self.distribution = distribution
    self.grade = grade
    self.sources = sources
    self.how = how
    self.note = note
  }
}
