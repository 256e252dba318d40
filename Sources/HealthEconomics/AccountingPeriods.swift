/// Consecutive intervals of time in which person-time and events were counted.
///
/// Within an interval nothing is known of when something happened: it is discounted by the mean factor
/// of the interval, which is exact where it is spread evenly. At 3 % a year an error in timing of a
/// whole month is 0.25 %; of a whole year, 3 %.
public struct AccountingPeriods: Hashable, Sendable {
  /// The ends of the intervals in years, ascending: one more than there are intervals.
  public let boundaries: [Double]

  /// Creates intervals from their ends in years, at least two, ascending.
  public init(boundaries: [Double]) {
    precondition(boundaries.count > 1, "AccountingPeriods: fewer than two boundaries")
    precondition(
      boundaries.allSatisfy(\.isFinite) && zip(boundaries, boundaries.dropFirst()).allSatisfy(<),
      "AccountingPeriods: the boundaries are not finite and ascending")
    self.boundaries = boundaries
  }

  /// Creates intervals of one length in years, the last one shorter if need be, from 0 to `end`.
  public init(every length: Double, until end: Double) {
    precondition(
      length > 0 && end > 0 && end / length < 1e6,
      "AccountingPeriods: no intervals of \(length) years until \(end)")
    var boundaries = [0.0]
    var index = 1
    // An end that differs from a multiple by rounding is that multiple.
    while Double(index) * length < end - 1e-9 * length {
      boundaries.append(Double(index) * length)
      index += 1
    }
    self.init(boundaries: boundaries + [end])
  }

  /// The number of intervals.
  public var count: Int { boundaries.count - 1 }

  /// Returns the mean discount factor of each interval.
  public func averageFactors(_ discounting: Discounting) -> [Double] {
    zip(boundaries, boundaries.dropFirst()).map { discounting.averageFactor(from: $0, to: $1) }
  }

  /// Returns amounts by year since time 0, from amounts by interval.
  ///
  /// An interval that crosses a year is shared in proportion to time. Year `k` is from `k` to `k + 1`;
  /// the first boundary is 0 or later.
  public func byYear(_ amounts: [Double]) -> [Double] {
    check(amounts)
    precondition(boundaries[0] >= 0, "AccountingPeriods: \(boundaries[0]) is before time 0")
    var years = [Double](repeating: 0, count: Int(boundaries[count].rounded(.up)))
    for (index, amount) in amounts.enumerated() {
      let (start, end) = (boundaries[index], boundaries[index + 1])
      for year in Int(start)..<Int(end.rounded(.up)) {
        let overlap = min(end, Double(year + 1)) - max(start, Double(year))
        years[year] += amount * overlap / (end - start)
      }
    }
    return years
  }

  /// Stops the program unless there is one amount for each interval.
  func check(_ amounts: [Double]) {
    precondition(
      amounts.count == count && amounts.allSatisfy(\.isFinite),
      "AccountingPeriods: \(amounts.count) amounts, not \(count) finite ones")
  }
}
