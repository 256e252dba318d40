/// A test that two sequences are uncorrelated.
///
/// For independent sequences `r sqrt(n)` is nearly standard normal. The smallest fault caught half
/// of the time is a correlation of `4.417 / sqrt(n)`.
public struct CorrelationTest: Sendable, CustomStringConvertible {
  /// The sample correlation.
  public let correlation: Double
  /// The number of pairs.
  public let count: Int

  /// Tests `count` pairs, neither side constant.
  public init(count: Int, pair: (Int) -> (Double, Double)) {
    precondition(count > 2, "CorrelationTest: \(count) pairs are not 3 or more")
    var meanX = 0.0
    var meanY = 0.0
    var sumXX = 0.0
    var sumYY = 0.0
    var sumXY = 0.0
    for index in 0..<count {
      let (x, y) = pair(index)
      let number = Double(index + 1)
      let fromX = x - meanX
      let fromY = y - meanY
      meanX += fromX / number
      meanY += fromY / number
      sumXX += fromX * (x - meanX)
      sumYY += fromY * (y - meanY)
      sumXY += fromX * (y - meanY)
    }
    precondition(sumXX > 0 && sumYY > 0, "CorrelationTest: a side is constant")
    correlation = sumXY / (sumXX * sumYY).squareRoot()
    self.count = count
  }

  /// The correlation in standard errors.
  public var z: Double { correlation * Double(count).squareRoot() }

  /// Whether the correlation is within the two-sided bound of error rate 1e-5.
  public var passes: Bool { abs(z) < ErrorRate.twoSided }

  /// The numbers of the test in one line.
  public var description: String { "r \(correlation), z \(z), n \(count)" }
}
