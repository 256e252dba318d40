/// A row of the parameter file: a number about the world, and why we believe it.
public struct Parameter: Sendable, Equatable {
  /// Name by which scenarios override it, for example `dropout.shape.methadone`.
  public var key: String
  /// The value, in `unit`.
  public var value: Double
  /// The unit of value, range and distribution.
  public var unit: ParameterUnit
  /// The prices of an amount of money; nil for other units.
  public var prices: Prices?
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
    key: String, value: Double, unit: ParameterUnit, prices: Prices? = nil,
    range: ClosedRange<Double>, distribution: ParameterDistribution, grade: EvidenceGrade,
    sources: [String], how: String, note: String
  ) {
    self.key = key
    self.value = value
    self.unit = unit
    self.prices = prices
    self.range = range
    self.distribution = distribution
    self.grade = grade
    self.sources = sources
    self.how = how
    self.note = note
  }

  /// The unit with the prices, for people: `USD of 2023 per month`.
  var unitText: String {
    prices.map { unit.rawValue.replacing("usd", with: $0.description) } ?? unit.rawValue
  }

  /// Whether the simulation has no use for it: a price, a utility or a discount rate, by which what
  /// happened is valued afterwards.
  public var isEconomic: Bool { Submodel(of: key) == .economics }

  /// The family of a cost; nil for what is not a cost.
  public var costFamily: CostFamily? { CostFamily(of: key) }
}

/// The prices in which an amount of money is given.
public struct Prices: Sendable, Equatable, CustomStringConvertible {
  /// The currency, for example USD.
  public var currency: String
  /// The year of the prices.
  public var year: Int

  /// Names prices.
  public init(currency: String, year: Int) {
    self.currency = currency
    self.year = year
  }

  /// For example `USD of 2023`.
  public var description: String { "\(currency) of \(year)" }
}
