/// The units of parameters.
public enum ParameterUnit: String, CaseIterable, Sendable {
  case probability, share, ratio, dimensionless, hours, days, mg
  /// On the scale of natural logarithms.
  case log
  case perDay = "per day"
  case perYear = "per year"
  case perThousandPerMonth = "per 1,000 per month"
  case perThousandPerYear = "per 1,000 per year"
  /// US dollars, for each event.
  case usd
  case usdPerDay = "usd per day"
  case usdPerMonth = "usd per month"
  /// Quality of life, or a loss of it: 1 is perfect health, 0 is death.
  case utility
  /// Quality-adjusted life-years.
  case qaly

  /// Whether it is an amount of money, which means nothing without a year.
  public var isMoney: Bool {
    switch self {
    case .usd, .usdPerDay, .usdPerMonth: true
    default: false
    }
  }
}
