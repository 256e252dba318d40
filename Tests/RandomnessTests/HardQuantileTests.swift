import CGSL
import Randomness
import TestSupport
import Testing

/// Quantiles where GSL's own inverse fails; expected values by scipy 1.17.1, `gammaincinv`,
/// `betaincinv`.
@Suite("Quantiles that GSL's inverses miss")
struct HardQuantileTests {
  /// Two parameters of gamma (shape, scale) or beta, a probability and its quantile.
  private typealias Case = (first: Double, second: Double, probability: Double, quantile: Double)

  private let gammas: [Case] = [
    (0.05, 1, 0.001, 5.844632057286632e-61), (0.1, 1, 1e-6, 6.073048362408003e-61),
    (0.01, 1, 0.5, 4.465535018910562e-31), (2.5, 2, 1 - 0x1p-53, 2 * 42.09751611826065),
    (10, 1, 0x1p-53, 0.11617212311617978), (50_001, 1, 0.975, 50440.212035431294),
    (1e6, 1, 0.025, 998040.9833402939), (1e4, 1, 1e-10, 9376.961682044388),
  ]

  private let betas: [Case] = [
    (1, 1_000, 0.7, 0.0012032483198515284), (2, 1_000, 0.9, 0.003880229774465454),
    (5, 1e4, 0.7, 0.0005887449809861554), (80, 1e4, 0.975, 0.009759144309387346),
    (300, 1e4, 0.9, 0.03126824182765711), (0.1, 1_000, 0.999, 0.003359534875701863),
    (1_000, 1e4, 0.999, 0.09959016764564277), (20, 0.1, 0.5, 0.9999696512503242),
    (0.01, 5, 0.3, 6.462784897212799e-54), (1e4, 1e4, 0.025, 0.4930707270025499),
  ]

  @Test("Gamma quantiles are right for small and large shapes and far tails")
  func gamma() throws {
    try withEvery("case", in: gammas) { hard in
      let found = Distribution.gamma(shape: hard.first, scale: hard.second)
        .quantile(hard.probability)
      try #require(abs(found / hard.quantile - 1) < 1e-8, "found \(found)")
    }
    // The negative control: GSL alone is wrong here, so the repair is needed.
    #expect(abs(gsl_cdf_gamma_Qinv(0.025, 50_001, 1) - 50_440) > 10_000)
  }

  @Test("Beta quantiles are right where rare events put them")
  func beta() throws {
    try withEvery("case", in: betas) { hard in
      let found = Distribution.beta(alpha: hard.first, beta: hard.second)
        .quantile(hard.probability)
      try #require(abs(found / hard.quantile - 1) < 1e-8, "found \(found)")
    }
    #expect(gsl_cdf_beta_Pinv(0.7, 1, 1_000).isNaN, "the negative control")
  }
}
