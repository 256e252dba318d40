/// A hazard that is constant between breaks; the last rate holds on for ever.
///
/// Rates may be 0: nothing fires there, and a process whose last rate is 0 may never fire.
/// Every operation costs O(pieces).
public struct PiecewiseHazard: CumulativeHazard, Hashable {
  /// Elapsed days at which the rate changes, rising, > 0.
  public let breaks: [Double]
  /// Events per day before the first break, between breaks, and after the last: one more than breaks.
  public let rates: [Double]
  /// Cumulative hazard at 0 and at each break.
  @usableFromInline let reached: [Double]

  /// A piecewise constant process; breaks out of order or negative rates stop the program.
  public init(breaks: [Double], rates: [Double]) {
    precondition(
      rates.count == breaks.count + 1,
      "\(breaks.count) breaks need one rate more, not \(rates.count)")
    precondition(rates.allSatisfy { $0 >= 0 && $0 < .infinity }, "hazard rates \(rates)")
    precondition(
      zip([0] + breaks, breaks).allSatisfy { $0 < $1 && $1 < .infinity }, "breaks \(breaks)")
    self.breaks = breaks
    self.rates = rates
    var sums = [0.0]
    for (piece, (start, end)) in zip([0] + breaks, breaks).enumerated() {
      sums.append(sums[piece] + rates[piece] * (end - start))
    }
    reached = sums
  }

  @inlinable func start(of piece: Int) -> Double { piece == 0 ? 0 : breaks[piece - 1] }

  /// The sum over the pieces up to `elapsed`.
  @inlinable public func cumulative(_ elapsed: Double) -> Double {
    var piece = 0
    while piece < breaks.count && breaks[piece] < elapsed { piece += 1 }
    return reached[piece] + rates[piece] * (elapsed - start(of: piece))
  }

  /// The first time at which the sum reaches `value`; infinity if the last rate is 0 and it does not.
  @inlinable public func elapsed(reaching value: Double) -> Double {
    guard value > 0 else { return 0 }
    var piece = 0
    while piece < breaks.count && reached[piece + 1] < value { piece += 1 }
    guard rates[piece] > 0 else { return .infinity }
    return start(of: piece) + (value - reached[piece]) / rates[piece]
  }
}
