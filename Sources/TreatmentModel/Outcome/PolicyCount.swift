/// What is counted of each policy, by stratum: whom it reached, and why it missed others.
public enum PolicyCount: Int, CaseIterable, Sendable {
  /// Person-time for which it was attached to somebody, in ticks of 2^-20 day.
  case ticks
  /// Times that somebody was reached.
  case reached
  /// Eligible but for a missing phone or internet access.
  case noPhoneOrInternet
  /// Not eligible for another reason.
  case notEligible
  /// Eligible, but not flagged by the score that decides who is offered it.
  case notFlagged
  /// Offered and not taken up.
  case declined
  /// No place free.
  case noPlace
  /// A genetic test that said nothing usable: it failed, or no gene on the panel mattered.
  case uninformative
  /// A genetic test whose result was ignored.
  case notFollowed

  /// The name used in CSV output: snake case.
  public var name: String { snakeCase(String(describing: self)) }
}
