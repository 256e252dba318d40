/// What some policies do beyond moving levers.
public enum Machinery: Sendable, Equatable {
  case none
  /// The dose follows the genotype once the result is back.
  case pgxDosing(PGxDosing)
  /// People reached are treated on the telehealth panel, with its own places and intake delay.
  case telehealth
  /// Strength follows the share of staff whose attitude the training has changed.
  case staffTraining(StaffTraining)
}

/// Genotype-guided dosing: acts only through the time to an adequate dose.
public struct PGxDosing: Sendable, Equatable {
  /// Genes on the panel; a genotype of another gene changes nothing.
  public enum Gene: String, CaseIterable, Sendable {
    case CYP2B6, CYP2D6, CYP3A4, ABCB1, OPRM1, OPRD1
  }

  /// Genes on the panel.
  public var genes: Set<Gene>
  /// Days from the order to the result, drawn uniformly; 0...0 if the result is there beforehand.
  public var turnaroundDays: ClosedRange<Double>
  /// Probability that a sample gives no result.
  public var failure: Double
  /// Probability that the clinician follows the result.
  public var followed: Double

  /// Describes a test and its use.
  public init(
    genes: Set<Gene>, turnaroundDays: ClosedRange<Double>, failure: Double, followed: Double
  ) {
    self.genes = genes
    self.turnaroundDays = turnaroundDays
    self.failure = failure
    self.followed = followed
  }
}

/// Cohorts of staff are trained; what they learn fades, and staff leave.
///
/// With `a` the share trained per day, half-life `h` and turnover `l` per day, the share `s` whose attitude
/// is changed follows s' = a (1 - s) - (ln 2 / h + l) s; strength is s.
public struct StaffTraining: Sendable, Equatable {
  /// Share of staff trained per month of 30.4375 days, 0...1.
  public var trainedPerMonth: Double
  /// Days in which half of what was learned is lost.
  public var halfLifeDays: Double
  /// Share of staff replaced per year.
  public var turnoverPerYear: Double

  /// Describes a training programme.
  public init(trainedPerMonth: Double, halfLifeDays: Double, turnoverPerYear: Double) {
    self.trainedPerMonth = trainedPerMonth
    self.halfLifeDays = halfLifeDays
    self.turnoverPerYear = turnoverPerYear
  }
}
