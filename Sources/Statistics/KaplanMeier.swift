/// The product-limit estimate of survival from daily counts of exits and censorings.
///
/// Kaplan and Meier (1958), doi:10.1080/01621459.1958.10501452. Exits of a day come before the
/// censorings of that day, so a subject censored on day `d` is at risk of exit on day `d`.
/// `survival[d]` is the probability of staying beyond day `d`. Counts add up: to merge samples, add
/// their counts.
public struct KaplanMeier: Hashable, Sendable {
  /// The number of subjects that exit on each day, counted from 0.
  public let exits: [Int]
  /// The number of subjects that are censored on each day; as long as `exits`.
  public let censored: [Int]
  /// The number of subjects at risk of exit on each day.
  public let atRisk: [Int]
  /// The probability of no exit up to and including each day, 0...1.
  public let survival: [Double]
  /// Greenwood's sum up to and including each day: the variance of `survival` over its square.
  ///
  /// Infinite once survival is 0.
  private let greenwood: [Double]

  /// Creates the estimate; every subject is counted once, in `exits` or in `censored`.
  ///
  /// Complexity: O(days).
  public init(exits: [Int], censored: [Int]) {
    precondition(
      exits.count == censored.count,
      "KaplanMeier: \(exits.count) days of exits, \(censored.count) days of censorings")
    var atRisk: [Int] = []
    var survival: [Double] = []
    var greenwood: [Double] = []
    var remaining = exits.reduce(0, +) + censored.reduce(0, +)
    var product = 1.0
    var sum = 0.0
    for (day, (left, lost)) in zip(exits, censored).enumerated() {
      precondition(
        left >= 0 && lost >= 0,
        "KaplanMeier: day \(day) has \(left) exits, \(lost) censorings, not 0 or more")
      atRisk.append(remaining)
      if left > 0 {
        product *= Double(remaining - left) / Double(remaining)
        sum += Double(left) / (Double(remaining) * Double(remaining - left))
      }
      survival.append(product)
      greenwood.append(sum)
      remaining -= left + lost
    }
    self.exits = exits
    self.censored = censored
    self.atRisk = atRisk
    self.survival = survival
    self.greenwood = greenwood
  }

  /// Returns Greenwood's standard error of survival at the end of a day.
  ///
  /// Greenwood (1926). Nil once survival is 0, where the formula is undefined.
  public func standardError(day: Int) -> Double? {
    survival[day] > 0 ? survival[day] * greenwood[day].squareRoot() : nil
  }

  /// Returns the interval of survival at the end of a day on the scale of `log(-log S)`.
  ///
  /// Kalbfleisch and Prentice (1980). It stays inside 0...1. Before the first exit it is 1...1; nil
  /// once survival is 0. The same conventions as R's `survfit(conf.type = "log-log")`.
  public func confidenceInterval(day: Int, level: Double = 0.95) -> Interval? {
    Interval.check(level: level)
    let estimate = survival[day]
    if estimate == 0 { return nil }
    if estimate == 1 { return Interval(lower: 1, upper: 1, level: level) }
    return LogLog.interval(survival: estimate, relativeVariance: greenwood[day], level: level)
  }

  /// Returns the first day by whose end a share of subjects has exited, or nil if none has seen it.
  ///
  /// That is the smallest day with `survival <= 1 - probability`, met to within 1e-9 because the
  /// product is rounded. Where survival equals the share over days, R reports the middle of those
  /// days and this the first.
  /// - Parameter probability: the share exited, inside 0...1; 0.5 is the median.
  public func quantile(_ probability: Double) -> Int? {
    precondition(
      probability > 0 && probability < 1,
      "KaplanMeier: probability \(probability) is not inside 0...1, ends excluded")
    let rounding = 1e-9
    return survival.firstIndex { $0 <= 1 - probability + rounding }
  }

  /// The day by whose end half of the subjects have exited, or nil if it lies beyond the data.
  public var median: Int? { quantile(0.5) }
}
