/// The counts of whole numbers from 0 upward, such as waiting days; exact and order-free to merge.
public struct IntegerHistogram: Hashable, Sendable {
  /// The number of observations of each value from 0.
  public private(set) var counts: [Int]

  /// Creates a histogram from counts of the values 0, 1, 2 and so on, each 0 or more.
  public init(counts: [Int] = []) {
    for (value, count) in counts.enumerated() {
      precondition(count >= 0, "IntegerHistogram: count \(count) of value \(value) is negative")
    }
    self.counts = counts
  }

  /// Adds observations of a value of 0 or more; `count` is 0 or more.
  public mutating func add(_ value: Int, count: Int = 1) {
    precondition(value >= 0, "IntegerHistogram: value \(value) is negative")
    precondition(count >= 0, "IntegerHistogram: count \(count) is negative")
    if value >= counts.count {
      counts.append(contentsOf: repeatElement(0, count: value + 1 - counts.count))
    }
    counts[value] += count
  }

  /// Adds the observations of another histogram.
  public mutating func merge(_ other: IntegerHistogram) {
    for (value, count) in other.counts.enumerated() { add(value, count: count) }
  }

  /// The number of observations.
  public var total: Int { counts.reduce(0, +) }

  /// The mean, or nil without observations.
  public var mean: Double? {
    let total = total
    if total == 0 { return nil }
    return Double(counts.enumerated().reduce(0) { $0 + $1.offset * $1.element }) / Double(total)
  }

  /// Returns the smallest value that a share `probability` of the observations does not exceed.
  ///
  /// The inverse of the empirical distribution function, type 1 of Hyndman and Fan (1996). A share
  /// is met when it is short by less than a billionth of an observation, so that 0.07 of 100 is 7.
  /// Nil without observations.
  public func quantile(_ probability: Double) -> Int? {
    precondition(
      probability >= 0 && probability <= 1,
      "IntegerHistogram: probability \(probability) is outside 0...1")
    let total = total
    if total == 0 { return nil }
    let rounding = 1e-9
    let needed = max(1, (probability * Double(total) - rounding).rounded(.up))
    var reached = 0
    for (value, count) in counts.enumerated() {
      reached += count
      if Double(reached) >= needed { return value }
    }
    preconditionFailure("IntegerHistogram: \(total) observations do not reach \(needed)")
  }
}
