import Foundation
import Testing

@testable import Experiments

/// Likelihoods against values worked out by hand or by scipy's distributions.
@Suite("Likelihoods of targets")
struct TargetLikelihoodTests {
  @Test("logarithms of densities and probabilities")
  func values() {
    let cases: [(Likelihood, Double, Double)] = [
      // -ln(0.01 sqrt(2 pi)) - 2
      (.normal(mean: 0.9, sd: 0.01), 0.88, 1.6862316527834187),
      // ln 3.2 - ln 2.7 = 0.169899 is 1.69899 standard errors
      (.logNormal(meanLog: log(3.2), sdLog: 0.1), 2.7, -0.05963757541081738),
      (.binomial(successes: 17, trials: 287), 0.05, -2.5537327452681335),
      (.poisson(events: 17, exposure: 2.294), 6, -2.6941131552379183),
    ]
    for (likelihood, model, expected) in cases {
      #expect(abs(likelihood.logLikelihood(of: model) - expected) < 1e-9, "\(likelihood)")
    }
  }

  @Test("no events of an impossible kind are certain, some are impossible")
  func ends() {
    #expect(Likelihood.binomial(successes: 0, trials: 5).logLikelihood(of: 0) == 0)
    #expect(Likelihood.binomial(successes: 5, trials: 5).logLikelihood(of: 1) == 0)
    #expect(Likelihood.binomial(successes: 1, trials: 5).logLikelihood(of: 0) == -.infinity)
    #expect(Likelihood.binomial(successes: 1, trials: 5).logLikelihood(of: 1.1) == -.infinity)
    #expect(Likelihood.poisson(events: 0, exposure: 2).logLikelihood(of: 0) == 0)
    #expect(Likelihood.poisson(events: 1, exposure: 2).logLikelihood(of: 0) == -.infinity)
    #expect(Likelihood.logNormal(meanLog: 0, sdLog: 1).logLikelihood(of: 0) == -.infinity)
  }

  @Test("an interval around its middle is normal, one around its geometric middle log-normal")
  func derived() throws {
    #expect(Likelihood(value: 0.5, interval: 0.5...0.5) == nil)
    let symmetric = try #require(Likelihood(value: 0.5, interval: 0.4...0.6))
    #expect(symmetric.interval.lowerBound > 0.3999 && symmetric.interval.lowerBound < 0.4001)
    // Sordo 2017: 3.20 (2.65 to 3.86); the geometric middle is 3.198.
    guard case .logNormal(let mean, let sd)? = Likelihood(value: 3.2, interval: 2.65...3.86) else {
      Issue.record("not log-normal")
      return
    }
    #expect(abs(mean - 1.16315) < 1e-5 && abs(sd - 0.0959476) < 1e-6)
  }

  @Test("z is the distance in standard errors of both")
  func distances() throws {
    let normal = Likelihood.normal(mean: 1, sd: 3).z(of: 11, standardError: 4)
    #expect(normal == 2)
    let log = try #require(
      Likelihood.logNormal(meanLog: 0, sdLog: 0.3).z(of: 2, standardError: 0.8))
    #expect(abs(log - 0.693147 / 0.5) < 1e-5)
    let poisson = try #require(
      Likelihood.poisson(events: 16, exposure: 4).z(of: 6, standardError: 0))
    #expect(poisson == 2)
  }
}
