/// Programmes that can be run beside each other, and the best set of them under a budget.
///
/// Costs and benefits add up: what one programme does must not depend on the others. Where it does,
/// simulate the combinations and use `BudgetChoice`.
public struct Portfolio: Sendable {
  /// A programme that is run or not.
  public struct Programme: Hashable, Sendable {
    /// The name.
    public let name: String
    /// The cost above doing without, at least 0.
    public let cost: Double
    /// The benefit above doing without, such as QALYs; at least 0.
    public let benefit: Double

    /// Creates a programme; cost and benefit are finite and at least 0.
    public init(name: String, cost: Double, benefit: Double) {
      precondition(
        cost >= 0 && cost < .infinity && benefit >= 0 && benefit < .infinity,
        "Programme: \(name): cost \(cost) or benefit \(benefit) is not finite and at least 0")
      self.name = name
      self.cost = cost
      self.benefit = benefit
    }
  }

  /// A set of programmes that no other set beats in both cost and benefit.
  public struct Selection: Hashable, Sendable {
    /// The cost of the set.
    public let cost: Double
    /// The benefit of the set.
    public let benefit: Double
    /// Bit `i` is set if programme `i` is in.
    fileprivate let members: UInt32
  }

  /// A programme and how much of it is run.
  public struct Share: Hashable, Sendable {
    /// The programme.
    public let programme: Programme
    /// The share, above 0 and at most 1.
    public let share: Double
  }

  /// The most programmes that can be compared exactly: 2^20 sets in the worst case.
  public static let limit = 20

  /// The programmes.
  public let programmes: [Programme]
  /// All efficient sets, by rising cost and benefit; the first costs nothing.
  ///
  /// Of sets with equal cost and benefit one is kept: the one found first, with later programmes out.
  public let frontier: [Selection]

  /// Finds all efficient sets of at most `limit` programmes.
  ///
  /// By merging the efficient sets with and without each programme: Nemhauser and Ullmann (1969),
  /// doi:10.1287/mnsc.15.9.494. Complexity: O(n f) for f efficient sets, at most 2^n.
  public init(_ programmes: [Programme]) {
    precondition(
      programmes.count <= Self.limit,
      "Portfolio: \(programmes.count) programmes are more than \(Self.limit)")
    self.programmes = programmes
    var frontier = [Selection(cost: 0, benefit: 0, members: 0)]
    for (index, programme) in programmes.enumerated() {
      let with = frontier.map {
        Selection(
          cost: $0.cost + programme.cost, benefit: $0.benefit + programme.benefit,
          members: $0.members | 1 << UInt32(index))
      }
      frontier = Self.efficient(frontier, with)
    }
    self.frontier = frontier
  }

  /// Returns the efficient set with the most benefit that costs no more than a budget of 0 or more.
  ///
  /// Programmes are run as a whole or not at all: the exact answer to the knapsack problem.
  public func best(budget: Double) -> Selection {
    precondition(budget >= 0, "Portfolio: the budget \(budget) is below 0")
    return frontier[frontier.lastIndex { $0.cost <= budget }!]
  }

  /// Returns the programmes of a set.
  public func members(of selection: Selection) -> [Programme] {
    programmes.enumerated().filter { selection.members & 1 << UInt32($0.offset) != 0 }
      .map(\.element)
  }

  /// Returns the best shares of programmes that can be run in part, for a budget of 0 or more.
  ///
  /// By falling benefit for the money, the last one in part; those without benefit are left out.
  /// Ties keep the order given.
  public func bestShares(budget: Double) -> [Share] {
    precondition(budget >= 0, "Portfolio: the budget \(budget) is below 0")
    var left = budget
    var shares: [Share] = []
    let order = programmes.indices.filter { programmes[$0].benefit > 0 }.sorted { one, other in
      let (left, right) = (programmes[one], programmes[other])
      let (ratio, otherRatio) = (left.benefit * right.cost, right.benefit * left.cost)
      return ratio == otherRatio ? one < other : ratio > otherRatio
    }
    for programme in order.map({ programmes[$0] }) where programme.cost == 0 || left > 0 {
      let share = programme.cost > left ? left / programme.cost : 1
      shares.append(Share(programme: programme, share: share))
      left -= share * programme.cost
    }
    return shares
  }

  /// Merges two lists by cost and drops what another set beats.
  private static func efficient(_ left: [Selection], _ right: [Selection]) -> [Selection] {
    var merged: [Selection] = []
    merged.reserveCapacity(left.count + right.count)
    var (i, j) = (0, 0)
    while i < left.count || j < right.count {
      let takesLeft =
        j == right.count
        || (i < left.count
          && (left[i].cost, -left[i].benefit) <= (right[j].cost, -right[j].benefit))
      let next = takesLeft ? left[i] : right[j]
      if takesLeft { i += 1 } else { j += 1 }
      if merged.last.map({ next.benefit > $0.benefit }) ?? true { merged.append(next) }
    }
    return merged
  }
}
