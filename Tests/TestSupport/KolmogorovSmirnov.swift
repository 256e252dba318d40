/// A test of independent numbers against a continuous distribution function.
///
/// Values are turned into probabilities and counted in 4096 equal cells; the distance is the
/// largest one at a cell edge. That is at most the full distance, so the bound of Dvoretzky, Kiefer
/// and Wolfowitz with Massart's constant (1990, doi:10.1214/aop/1176990746),
/// `P(D > d) <= 2 exp(-2 n d^2)`, holds for every n; and it needs no sorting. The smallest fault it
/// catches is a distribution function wrong by about `2.47 / sqrt(n)` somewhere.
public struct KolmogorovSmirnov: Sendable, CustomStringConvertible {
  /// The number of cells.
  public static let cells = 4096
  /// The number of values.
  public let count: Int
  /// The largest distance between observed and expected distribution at a cell edge.
  public let distance: Double

  /// Tests `count` values of distribution function `cdf`.
  public init(count: Int, cdf: (Double) -> Double, value: (Int) -> Double) {
    precondition(count > 0, "KolmogorovSmirnov: no values")
    var counts = [Int](repeating: 0, count: Self.cells)
    for index in 0..<count {
      let drawn = value(index)
      let probability = cdf(drawn)
      precondition(
        probability >= 0 && probability <= 1,
        "KolmogorovSmirnov: cdf(\(drawn)) = \(probability) is outside 0...1")
      counts[min(Int(probability * Double(Self.cells)), Self.cells - 1)] += 1
    }
    var below = 0
    var largest = 0.0
    for cell in 0..<Self.cells {
      below += counts[cell]
      let expected = Double(cell + 1) / Double(Self.cells)
      largest = max(largest, abs(Double(below) / Double(count) - expected))
    }
    self.count = count
    distance = largest
  }

  /// The largest distance allowed: `sqrt(ln(2 / 1e-5) / 2n)`, with `ln(2e5) = 12.206072645530174`.
  public var bound: Double { (12.206072645530174 / (2 * Double(count))).squareRoot() }

  /// Whether the distance is within the bound of error rate 1e-5.
  public var passes: Bool { distance <= bound }

  /// The numbers of the test in one line.
  public var description: String { "D \(distance), bound \(bound), n \(count)" }
}
