/// The units of parameters.
public enum ParameterUnit: String, CaseIterable, Sendable {
  case probability, share, ratio, dimensionless, hours, days, mg
  /// On the scale of natural logarithms.
  case log
  case perDay = "per day"
  case perYear = "per year"
  case perThousandPerMonth = "per 1,000 per month"
  case perThousandPerYear = "per 1,000 per year"
}
