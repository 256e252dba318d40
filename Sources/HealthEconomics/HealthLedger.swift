/// Person-time by state of health and events that cost health, by interval, without utilities.
///
/// QALYs are person-years times utility, less a decrement for each event (or more, if it is negative).
public struct HealthLedger: Sendable {
  /// Years lived in a state, or events of one kind.
  public struct Item: Hashable, Sendable {
    /// The name, which finds the utility or decrement.
    public let name: String
    /// Person-years or events by interval.
    public let amounts: [Double]

    /// Creates a line of person-years or events by interval.
    public init(name: String, amounts: [Double]) {
      self.name = name
      self.amounts = amounts
    }
  }

  /// The intervals in which time and events were counted.
  public let periods: AccountingPeriods
  /// Person-years by state; together all years lived.
  public let states: [Item]
  /// Events that cost health beyond the state they happen in.
  public let events: [Item]

  /// Creates a ledger; names are unique among states and among events.
  public init(periods: AccountingPeriods, states: [Item], events: [Item] = []) {
    precondition(
      Set(states.map(\.name)).count == states.count
        && Set(events.map(\.name)).count == events.count,
      "HealthLedger: two items have the same name")
    for item in states + events { periods.check(item.amounts) }
    self.periods = periods
    self.states = states
    self.events = events
  }

  /// Returns life years: the person-years of all states.
  public func lifeYears(_ discounting: Discounting) -> Double {
    sum(states, discounting) { _ in 1 }
  }

  /// Returns quality-adjusted life years.
  ///
  /// - Parameters:
  ///   - utilities: the value of a year in each state, at most 1; 0 is as bad as death.
  ///   - decrements: QALYs lost by one event, by name.
  ///   - discounting: `.none` for undiscounted QALYs.
  public func qalys(
    utilities: [String: Double], decrements: [String: Double] = [:], discounting: Discounting
  ) -> Double {
    let lived = sum(states, discounting) { name in
      guard let utility = utilities[name], utility <= 1 else {
        preconditionFailure("HealthLedger: no utility of \(name), at most 1")
      }
      return utility
    }
    let lost = sum(events, discounting) { name in
      guard let decrement = decrements[name], decrement.isFinite else {
        preconditionFailure("HealthLedger: no finite decrement of \(name)")
      }
      return decrement
    }
    return lived - lost
  }

  private func sum(
    _ items: [Item], _ discounting: Discounting, value: (String) -> Double
  ) -> Double {
    let factors = periods.averageFactors(discounting)
    return items.reduce(0) { sum, item in
      sum + value(item.name) * zip(item.amounts, factors).reduce(0) { $0 + $1.0 * $1.1 }
    }
  }
}
