/// How much of something there is: a number of units, or no limit.
public enum Capacity: Hashable, Sendable {
  /// So many units, >= 0.
  case finite(Int)
  /// No limit.
  case unlimited

  /// The limit as a number to compare with; the largest Int when unlimited.
  @inlinable var limit: Int {
    switch self {
    case .finite(let units):
      precondition(units >= 0, "a capacity of \(units)")
      return units
    case .unlimited: return .max
    }
  }
}
