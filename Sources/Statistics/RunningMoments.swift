/// The count, mean and variance of numbers that pass by once, without keeping them.
///
/// Welford (1962), doi:10.1080/00401706.1962.10490022; merging by Chan, Golub and LeVeque (1983),
/// doi:10.1080/00031305.1983.10483115. Sums of floating-point numbers depend on their order: merge
/// in a fixed order for identical bits.
public struct RunningMoments: Hashable, Sendable {
  /// The number of values.
  public private(set) var count = 0
  private var center = 0.0
  private var sumOfSquares = 0.0

  /// Creates empty moments.
  public init() {}

  /// Creates the moments of some finite values.
  public init(_ values: some Sequence<Double>) {
    for value in values { add(value) }
  }

  /// Adds one finite value.
  public mutating func add(_ value: Double) {
    precondition(value.isFinite, "RunningMoments: \(value) is not finite")
    count += 1
    let distance = value - center
    center += distance / Double(count)
    sumOfSquares += distance * (value - center)
  }

  /// Adds the values of other moments, as if they had come after these.
  public mutating func merge(_ other: RunningMoments) {
    if other.count == 0 { return }
    if count == 0 {
      self = other
      return
    }
    let total = Double(count + other.count)
    let distance = other.center - center
    sumOfSquares +=
      other.sumOfSquares + distance * distance * Double(count) * Double(other.count) / total
    center += distance * Double(other.count) / total
    count += other.count
  }

  /// The mean, or nil without values.
  public var mean: Double? { count > 0 ? center : nil }

  /// The sample variance with divisor `count - 1`, or nil with fewer than two values.
  public var variance: Double? { count > 1 ? sumOfSquares / Double(count - 1) : nil }

  /// The sample standard deviation, or nil with fewer than two values.
  public var standardDeviation: Double? { variance?.squareRoot() }

  /// The standard error of the mean of independent values, or nil with fewer than two values.
  public var standardError: Double? {
    variance.map { ($0 / Double(count)).squareRoot() }
  }
}
