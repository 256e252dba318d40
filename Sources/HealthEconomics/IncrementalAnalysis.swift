/// Full incremental analysis of mutually exclusive strategies.
///
/// A strategy is dominated if another costs no more and brings no less, and is better in one of the
/// two; extendedly dominated if it lies above the line between two others, so that a mix of them
/// costs less for the same effect. What is left is the frontier, on which ratios do not fall.
///
/// Ties: of strategies with the same cost and effect the first one given stands for all; the others
/// are `tied`. A strategy on the line between two others, to a relative 1e-12, stays on the frontier.
public struct IncrementalAnalysis: Sendable {
  /// What became of a strategy.
  public enum Status: Hashable, Sendable {
    /// It is on the frontier.
    case frontier
    /// Another strategy is at least as good in both and better in one: the cheapest such on the
    /// frontier, or where none is there, the cheapest off it.
    case dominated(by: String)
    /// A mix of two neighbours on the frontier is better.
    case extendedlyDominated(by: String, and: String)
    /// It has the same cost and effect as an earlier strategy.
    case tied(with: String)
  }

  /// A strategy and its comparison with the next less effective one of the frontier.
  public struct Row: Hashable, Sendable {
    /// The strategy.
    public let strategy: StrategyValue
    /// What became of it.
    public let status: Status
    /// The strategy of the frontier it is compared with; nil off the frontier and for its first.
    public let comparator: String?
    /// The differences from the comparator; nil where there is none.
    public let increment: IncrementalPoint?

    /// The incremental cost-effectiveness ratio; nil off the frontier and for its first strategy.
    public var ratio: Double? { increment?.ratio }
  }

  /// The strategies by rising cost, those of equal cost by falling effect; ties keep their order.
  public let rows: [Row]

  /// Analyses strategies, at least one, with unique names.
  ///
  /// Complexity: O(n log n), and O(f) more for each strategy off a frontier of f.
  public init(_ strategies: [StrategyValue]) {
    precondition(!strategies.isEmpty, "IncrementalAnalysis: no strategies")
    precondition(
      Set(strategies.map(\.name)).count == strategies.count,
      "IncrementalAnalysis: two strategies have the same name")
    let sorted = strategies.enumerated().sorted { one, other in
      let (left, right) = (one.element, other.element)
      if left.cost != right.cost { return left.cost < right.cost }
      if left.effect != right.effect { return left.effect > right.effect }
      return one.offset < other.offset
    }.map(\.element)
    let frontier = Self.frontier(of: sorted)
    rows = sorted.map { Self.row($0, frontier: frontier, among: sorted) }
  }

  /// The rows of the frontier, by rising effect.
  public var frontier: [Row] { rows.filter { $0.status == .frontier } }

  /// Returns every strategy compared with a reference, which is one of them, in the order of `rows`.
  public func comparisons(
    with reference: String
  ) -> [(strategy: StrategyValue, increment: IncrementalPoint)] {
    guard let base = rows.first(where: { $0.strategy.name == reference })?.strategy else {
      preconditionFailure("IncrementalAnalysis: no strategy \(reference)")
    }
    return rows.filter { $0.strategy.name != reference }.map {
      ($0.strategy, IncrementalPoint($0.strategy, comparedWith: base))
    }
  }

  /// The lower convex hull of strategies sorted by cost, from the cheapest to the most effective.
  private static func frontier(of sorted: [StrategyValue]) -> [StrategyValue] {
    var hull: [StrategyValue] = []
    for strategy in sorted where hull.last.map({ $0.effect < strategy.effect }) ?? true {
      while hull.count > 1, isAbove(hull[hull.count - 1], hull[hull.count - 2], strategy) {
        hull.removeLast()
      }
      hull.append(strategy)
    }
    return hull
  }

  /// Whether the middle one of three strategies by rising effect lies above the line of the others.
  private static func isAbove(
    _ middle: StrategyValue, _ low: StrategyValue, _ high: StrategyValue
  ) -> Bool {
    let left = (middle.cost - low.cost) * (high.effect - middle.effect)
    let right = (high.cost - middle.cost) * (middle.effect - low.effect)
    return left - right > 1e-12 * (abs(left) + abs(right))
  }

  private static func row(
    _ strategy: StrategyValue, frontier: [StrategyValue], among sorted: [StrategyValue]
  ) -> Row {
    if let index = frontier.firstIndex(where: { $0.name == strategy.name }) {
      guard index > 0 else {
        return Row(strategy: strategy, status: .frontier, comparator: nil, increment: nil)
      }
      let former = frontier[index - 1]
      return Row(
        strategy: strategy, status: .frontier, comparator: former.name,
        increment: IncrementalPoint(strategy, comparedWith: former))
    }
    return Row(
      strategy: strategy, status: status(of: strategy, frontier, sorted), comparator: nil,
      increment: nil)
  }

  private static func status(
    of strategy: StrategyValue, _ frontier: [StrategyValue], _ sorted: [StrategyValue]
  ) -> Status {
    let twin = sorted.first { $0.cost == strategy.cost && $0.effect == strategy.effect }
    if let twin, twin.name != strategy.name { return .tied(with: twin.name) }
    if let better = frontier.first(where: {
      $0.cost <= strategy.cost && $0.effect >= strategy.effect
    }) {
      return .dominated(by: better.name)
    }
    // A strategy may be dominated only by one that is itself extendedly dominated.
    if let better = sorted.first(where: {
      $0.name != strategy.name && $0.cost <= strategy.cost && $0.effect >= strategy.effect
    }) {
      return .dominated(by: better.name)
    }
    let upper = frontier.firstIndex { $0.effect > strategy.effect } ?? frontier.count
    precondition(upper > 0 && upper < frontier.count, "\(strategy.name) is off the frontier")
    return .extendedlyDominated(by: frontier[upper - 1].name, and: frontier[upper].name)
  }
}
