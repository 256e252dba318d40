/// What was used, by interval, without prices: costs are computed from it for any unit costs.
///
/// A simulation fills the ledger once. Uncertain unit costs then need no new simulation.
public struct CostLedger: Sendable {
  /// How much of something was used.
  public enum Quantity: Hashable, Sendable {
    /// Time by interval in years, such as person-years in a state or community-years of a programme.
    case time([Double])
    /// Numbers of events by interval.
    case count([Double])
    /// A number of units at one time in years, such as an investment at the start.
    case once(Double, at: Double)
  }

  /// Something that costs: one line of the ledger.
  public struct Item: Hashable, Sendable {
    /// The name, which finds the unit cost; unique in a ledger.
    public let name: String
    /// The category under which it is summed up, such as "medication".
    public let category: String
    /// The perspectives to which it belongs.
    public let perspectives: Set<Perspective>
    /// How much was used.
    public let quantity: Quantity

    /// Creates a line.
    public init(
      name: String, category: String, perspectives: Set<Perspective>, quantity: Quantity
    ) {
      self.name = name
      self.category = category
      self.perspectives = perspectives
      self.quantity = quantity
    }
  }

  /// The cost of a category.
  public struct CategoryCost: Hashable, Sendable {
    /// The name of the category.
    public let category: String
    /// The cost, in the currency of the unit costs.
    public let cost: Double

    /// Describes a cost.
    public init(category: String, cost: Double) {
      self.category = category
      self.cost = cost
    }
  }

  /// The intervals in which quantities were counted.
  public let periods: AccountingPeriods
  /// The lines, in their order.
  public let items: [Item]

  /// Creates a ledger; names are unique, and quantities fit the intervals.
  public init(periods: AccountingPeriods, items: [Item]) {
    precondition(
      Set(items.map(\.name)).count == items.count, "CostLedger: two items have the same name")
    for item in items {
      switch item.quantity {
      case .time(let amounts), .count(let amounts): periods.check(amounts)
      case .once(let amount, let time):
        precondition(
          amount.isFinite && periods.boundaries[0] <= time
            && time <= periods.boundaries[periods.count],
          "CostLedger: \(item.name): \(amount) at \(time) is outside the intervals")
      }
    }
    self.periods = periods
    self.items = items
  }

  /// Returns the costs of a perspective by category, categories in the order of their first item.
  ///
  /// - Parameters:
  ///   - unitCosts: the cost of a year, event or unit, by the name of the item; all are there.
  ///   - discounting: `.none` for undiscounted costs.
  public func costs(
    _ perspective: Perspective, unitCosts: [String: Double], discounting: Discounting
  ) -> [CategoryCost] {
    let factors = periods.averageFactors(discounting)
    var (names, sums) = ([String](), [String: Double]())
    for item in items where item.perspectives.contains(perspective) {
      let cost = unitCost(item, unitCosts) * amount(item.quantity, factors, discounting)
      if sums[item.category] == nil { names.append(item.category) }
      sums[item.category, default: 0] += cost
    }
    return names.map { CategoryCost(category: $0, cost: sums[$0]!) }
  }

  /// Returns the whole cost of a perspective.
  public func totalCost(
    _ perspective: Perspective, unitCosts: [String: Double], discounting: Discounting
  ) -> Double {
    costs(perspective, unitCosts: unitCosts, discounting: discounting).reduce(0) { $0 + $1.cost }
  }

  /// Returns the undiscounted costs of a perspective by interval, for a budget.
  public func costsByPeriod(
    _ perspective: Perspective, unitCosts: [String: Double]
  ) -> [Double] {
    var sums = [Double](repeating: 0, count: periods.count)
    for item in items where item.perspectives.contains(perspective) {
      let price = unitCost(item, unitCosts)
      switch item.quantity {
      case .time(let amounts), .count(let amounts):
        for (index, amount) in amounts.enumerated() { sums[index] += price * amount }
      case .once(let amount, let time):
        let later = periods.boundaries.firstIndex { $0 > time } ?? periods.count
        sums[later - 1] += price * amount
      }
    }
    return sums
  }

  private func amount(
    _ quantity: Quantity, _ factors: [Double], _ discounting: Discounting
  ) -> Double {
    switch quantity {
    case .time(let amounts), .count(let amounts):
      zip(amounts, factors).reduce(0) { $0 + $1.0 * $1.1 }
    case .once(let amount, let time): amount * discounting.factor(at: time)
    }
  }

  private func unitCost(_ item: Item, _ unitCosts: [String: Double]) -> Double {
    guard let cost = unitCosts[item.name], cost.isFinite else {
      preconditionFailure("CostLedger: no finite unit cost of \(item.name)")
    }
    return cost
  }
}
