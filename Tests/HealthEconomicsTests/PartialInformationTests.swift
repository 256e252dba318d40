import Foundation
import HealthEconomics
import Randomness
import Statistics
import TestSupport
import Testing

/// Expected values in closed form, for standard normal parameters x, y, z.
///
/// Net benefit at a threshold of 1 is the effect of B, for which nobody pays; A has none.
@Suite("Value of partial information")
struct PartialInformationTests {
  /// One sample: three parameters and the effect of B.
  private func draws(
    _ count: Int, sample: UInt32, effect: (Double, Double, Double) -> Double
  ) -> (ProbabilisticSample, parameters: [[Double]]) {
    let key = StreamKey(seed: 2014, replication: sample)
    let parameters = (0..<3).map { parameter in
      (0..<count).map { draw in
        key.normal(
          mean: 0, standardDeviation: 1,
          at: StreamAddress(patient: UInt32(draw), process: UInt32(parameter), occurrence: 0))
      }
    }
    let effects = (0..<count).map {
      effect(parameters[0][$0], parameters[1][$0], parameters[2][$0])
    }
    let zeros = [Double](repeating: 0, count: count)
    let sample = ProbabilisticSample(
      strategies: ["A", "B"], costs: [zeros, zeros], effects: [zeros, effects])
    return (sample, parameters)
  }

  private func value(
    of known: [Int], _ count: Int, sample: UInt32 = 1,
    effect: (Double, Double, Double) -> Double
  ) throws -> InformationValue {
    let (sample, parameters) = draws(count, sample: sample, effect: effect)
    let information = PartialInformation(sample, parameters: known.map { parameters[$0] })
    return try #require(information).value(at: 1)
  }

  /// E max(0, N(m, s^2)) - max(0, m).
  private func normalLoss(_ mean: Double, _ deviation: Double) -> Double {
    let ratio = mean / deviation
    let density = exp(-ratio * ratio / 2) / (2 * Double.pi).squareRoot()
    return deviation * density + mean * erfc(-ratio / 2.0.squareRoot()) / 2 - max(0, mean)
  }

  private let linear = { (x: Double, y: Double, z: Double) in 0.3 + x + 0.5 * y + 2 * z }

  /// 40 samples of 300 draws; |z| < 4.417 (error rate 1e-5).
  ///
  /// The smallest fault found half of the time
  /// is 0.05 in x, of a value of 0.267. A spread of z near 1 says that the standard error is what it
  /// claims to be: the spread of 40 has a standard error of 0.11.
  @Test("A linear model with normal parameters: unit normal loss, with an honest standard error")
  func closedForm() throws {
    let cases = [([0], 1.0), ([0, 1], 1.25.squareRoot()), ([2], 2.0)]
    try withEvery("parameters", in: cases) { known, deviation in
      let expected = normalLoss(0.3, deviation)
      var (values, scores) = (RunningMoments(), RunningMoments())
      for sample in 1...40 {
        let value = try value(of: known, 300, sample: UInt32(sample), effect: linear)
        values.add(value.perPerson)
        scores.add((value.perPerson - expected) / value.standardError)
      }
      let test = MeanTest(values, expected: expected)
      try #require(test.passes, "\(test)")
      let spread = try #require(scores.standardDeviation)
      try #require(spread > 0.6 && spread < 1.4, "spread of z \(spread)")
    }
  }

  @Test("control: the value of another parameter is told apart")
  func control() throws {
    var values = RunningMoments()
    for sample in 1...60 {
      values.add(try value(of: [1], 300, sample: UInt32(sample), effect: linear).perPerson)
    }
    #expect(!MeanTest(values, expected: normalLoss(0.3, 1)).passes)
  }

  /// E max(0, x^2 - 1) = 2 phi(1) = 0.48394, although x^2 - 1 has no linear part.
  @Test("A parameter that acts by its square: splines see it, the straight line could not")
  func square() throws {
    let value = try value(of: [0], 2_000) { x, _, z in x * x - 1 + z }
    let expected = 2 * exp(-0.5) / (2 * Double.pi).squareRoot()
    let z = (value.perPerson - expected) / value.standardError
    #expect(abs(z) < 4.417 && value.standardError < 0.04, "\(value), expected \(expected)")
  }

  /// E max(0, x y) = E|x y| / 2 = 1 / pi; x or y alone are worth nothing.
  @Test("Two parameters that act by their product only: the pair has the value, each has none")
  func product() throws {
    let effect = { (x: Double, y: Double, z: Double) in x * y + z }
    let pair = try value(of: [0, 1], 2_000, effect: effect)
    #expect(abs(pair.perPerson - 1 / Double.pi) < 4.417 * pair.standardError, "\(pair)")
    #expect(pair.standardError < 0.03)
    let alone = try value(of: [0], 2_000, effect: effect)
    #expect(alone.perPerson < 0.05, "\(alone)")
  }

  /// Stored in `Reference`: thin plate and tensor product splines of mgcv 1.8-41.
  ///
  /// Where both
  /// choose straight lines, as for p and u, they agree to all eight digits that are stored. Elsewhere two
  /// smoothers of the same 600 draws differ by their smoothing: at most by 0.61 standard errors here.
  @Test("A stored sample has the values that mgcv gives, to the difference of two smoothers")
  func mgcv() throws {
    let (sample, parameters) = try ReferenceFile.sample()
    let rows = try ReferenceFile.rows("evppi_reference.csv")
    #expect(rows.count == 28)
    for name in Set(rows.map { $0["parameters"]! }) {
      let known = name.split(separator: "+").map { parameters[String($0)]! }
      let information = try #require(PartialInformation(sample, parameters: known))
      for row in rows where row["parameters"] == name {
        let threshold = Double(row["threshold"]!)!
        let value = information.value(at: threshold)
        let difference = value.perPerson - Double(row["value"]!)!
        let isLine = ["p", "u", "q+u"].contains(name)
        let bound = isLine ? 1e-4 : 0.7 * value.standardError
        #expect(abs(difference) <= bound, "\(name) at \(threshold): \(value), \(row)")
        let perfect = InformationValue.perfect(sample, at: threshold).perPerson
        #expect(value.perPerson >= 0 && value.perPerson <= perfect)
      }
    }
  }

  @Test("Knowing a constant is worth nothing; too few draws give no value")
  func undefined() throws {
    let (sample, parameters) = draws(40, sample: 1, effect: linear)
    let constant = [Double](repeating: 7, count: 40)
    let nothing = try #require(PartialInformation(sample, parameters: [constant]))
    #expect(nothing.value(at: 1).perPerson == 0 && nothing.coefficientCount == 1)
    let many = (0..<9).map { index in parameters[0].map { $0 * Double(index + 1) } }
    #expect(PartialInformation(sample, parameters: many) == nil)
  }

  @Test("Values by threshold come from one regression: costs and effects in other units agree")
  func units() throws {
    let (sample, parameters) = try ReferenceFile.sample()
    let known = [parameters["p"]!]
    let months = ProbabilisticSample(
      strategies: sample.strategies, costs: sample.costs,
      effects: sample.effects.map { $0.map { 12 * $0 } })
    let years = try #require(PartialInformation(sample, parameters: known)).value(at: 24_000)
    let inMonths = try #require(PartialInformation(months, parameters: known)).value(at: 2_000)
    #expect(isClose(years.perPerson, inMonths.perPerson, 1e-8))
    #expect(isClose(years.standardError, inMonths.standardError, 1e-8))
  }
}
