import Foundation
import Testing

@testable import Experiments

@Suite("What is fitted, on the scale of its prior") struct CalibrationParameterTests {
  private static func parameter(
    _ distribution: ParameterDistribution, _ range: ClosedRange<Double>,
    _ origin: CalibrationParameter.Origin = .distribution
  ) -> CalibrationParameter {
    CalibrationParameter(
      input: UncertainInput(key: "x", value: 1, distribution: distribution, range: range),
      origin: origin)
  }

  @Test("A score counts standard deviations of a normal prior, also on the scale of a logarithm")
  func scores() {
    let normal = Self.parameter(.normal(mean: 10, sd: 2), -1000...1000)
    #expect(abs(normal.value(score: 1.5) - 13) < 1e-9)
    #expect(abs(normal.score(value: 6) + 2) < 1e-9)
    let logNormal = Self.parameter(.logNormal(meanLog: 0, sdLog: 0.5), 0...1000)
    #expect(abs(logNormal.value(score: 2) - 2.718_281_828_459_045) < 1e-9)
    #expect(logNormal.logPrior(score: 2) == -2)
  }

  @Test("Bounds: the score 0 is the middle, no score leaves them, and they weigh nothing")
  func bounds() {
    let bounded = Self.parameter(.uniform(lower: 2, upper: 4), 2...4, .bounds)
    #expect(bounded.value(score: 0) == 3)
    // P(Z < 1) = 0.8413447460685429.
    #expect(abs(bounded.value(score: 1) - 3.682_689_492_137_086) < 1e-12)
    #expect((2...2.001).contains(bounded.value(score: -50)))
    #expect((3.999...4).contains(bounded.value(score: 50)))
    #expect(bounded.logPrior(score: 3) == 0)
  }

  @Test("A cut prior has its median at the middle of what is left")
  func cut() {
    let cut = Self.parameter(.normal(mean: 0, sd: 1), 0...10)
    // The median of the half normal distribution.
    #expect(abs(cut.value(score: 0) - 0.674_489_750_196_081_7) < 1e-9)
    for score in [-2.0, -0.3, 0, 1.7] {
      #expect(abs(cut.score(value: cut.value(score: score)) - score) < 1e-6)
    }
  }

  @Test("Posterior distributions keep the prior's kind and have the moments asked for")
  func fitted() {
    let wide = 0.0...100.0
    #expect(
      ParameterDistribution.normal(mean: 0, sd: 9).fitted(mean: 5, sd: 2, range: wide)
        == .normal(mean: 5, sd: 2))
    #expect(
      ParameterDistribution.gamma(shape: 1, scale: 1).fitted(mean: 6, sd: 3, range: wide)
        == .gamma(shape: 4, scale: 1.5))
    // Mean 0.25, variance 0.0375: size 4.
    let beta = ParameterDistribution.beta(alpha: 2, beta: 2)
      .fitted(mean: 0.25, sd: 0.193_649_167_310_370_85, range: 0...1)
    #expect(abs(beta.arguments[0] - 1) < 1e-9)
    #expect(abs(beta.arguments[1] - 3) < 1e-9)
    let shape = ParameterDistribution.uniform(lower: 1, upper: 9)
      .fitted(mean: 4, sd: 2, range: 1...9)
    #expect(shape.name == "logNormal")
    // The mean of a log-normal number, and its variance by the square of the mean.
    let (meanLog, sdLog) = (shape.arguments[0], shape.arguments[1])
    #expect(abs(exp(meanLog + sdLog * sdLog / 2) - 4) < 1e-12)
    #expect(abs(exp(sdLog * sdLog) - 1.25) < 1e-12)
    #expect(
      ParameterDistribution.uniform(lower: -3, upper: 3).fitted(mean: 1, sd: 1, range: -3...3)
        == .normal(mean: 1, sd: 1))
    #expect(
      ParameterDistribution.uniform(lower: 0, upper: 3).fitted(mean: 1, sd: 0, range: 0...3)
        == .fixed)
  }

  @Test("Monte Carlo error takes weight from a figure, the more the larger it is")
  func monteCarloWeight() {
    let target = Target(
      name: "t", title: "t", scenario: "massachusetts",
      quantity: .life(.relapsedAfterWithdrawal(day: 1)),
      value: 10, likelihood: .normal(mean: 10, sd: 2), use: .calibration, sources: [])
    // 20 runs with a standard error of 0.5: one run has variance 5, two have 2.5; 4 / 6.5.
    let likelihood = CalibrationLikelihood(
      [target], figures: [TargetFigure(value: 9, standardError: 0.5)], replications: 20, used: 2)
    #expect(abs(likelihood.weights[0] - 4 / 6.5) < 1e-12)
    let exact = CalibrationLikelihood([target])
    #expect(exact.weights == [1])
    let figure = TargetFigure(value: 12, standardError: nil)
    // Between 10 and 12, a normal error of variance 4 + 2.5 loses 4 / 13.
    let top = TargetFigure(value: 10, standardError: nil)
    let fall = likelihood.logLikelihood(of: [top]) - likelihood.logLikelihood(of: [figure])
    #expect(abs(fall - 4 / 13.0) < 1e-12)
    #expect(exact.logLikelihood(of: [TargetFigure(value: nil, standardError: nil)]) == -.infinity)
  }
}
