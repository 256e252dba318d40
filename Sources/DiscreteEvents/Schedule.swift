/// A value that changes at known dates and is constant in between.
public struct Schedule<Value: Sendable>: Sendable {
  /// Dates of change in days, rising.
  public let dates: [Double]
  /// The value before the first date, then from each date on: one more than dates.
  public let values: [Value]

  /// A value from the beginning, and what it becomes from each date (days) on.
  ///
  /// Dates that do not rise stop the program.
  public init(_ initial: Value, changes: [(date: Double, value: Value)] = []) {
    dates = changes.map(\.date)
    values = [initial] + changes.map(\.value)
    precondition(zip(dates, dates.dropFirst()).allSatisfy { $0 < $1 }, "dates \(dates)")
    precondition(dates.allSatisfy { !$0.isNaN }, "dates \(dates)")
  }

  /// The value at a date (days); on a date of change it is the new value.
  ///
  /// Complexity: O(log changes).
  @inlinable public func value(at date: Double) -> Value {
    var low = 0
    var high = dates.count
    while low < high {
      let middle = (low + high) / 2
      if dates[middle] <= date { low = middle + 1 } else { high = middle }
    }
    return values[low]
  }

  /// The first date of change (days) after a date, or nil; O(changes).
  @inlinable public func nextChange(after date: Double) -> Double? {
    dates.first { $0 > date }
  }
}

extension Schedule: Equatable where Value: Equatable {}
