import Statistics
import Testing

@Suite("Weighted points and normal distributions of several numbers") struct WeightedSampleTests {
  /// Weights 1/6, 2/6, 3/6 of the points 10, 20, 30 and -1, 0, 1.
  private static let sample = WeightedSample(
    points: [[10, -1], [20, 0], [30, 1]],
    logWeights: [0, 0.693_147_180_559_945_3, 1.098_612_288_668_109_8])!

  @Test("Weights, mean, covariance and effective size by hand")
  func moments() {
    let sample = Self.sample
    for (weight, wanted) in zip(sample.weights, [1.0 / 6, 2.0 / 6, 3.0 / 6]) {
      #expect(abs(weight - wanted) < 1e-15)
    }
    // (10 + 40 + 90) / 6; squares (100 + 800 + 2700) / 6 less the mean's.
    #expect(abs(sample.mean[0] - 70.0 / 3) < 1e-12)
    #expect(abs(sample.mean[1] - 1.0 / 3) < 1e-12)
    let covariance = sample.covariance
    #expect(abs(covariance[0][0] - 500.0 / 9) < 1e-10)
    #expect(abs(covariance[0][1] - 50.0 / 9) < 1e-10)
    #expect(covariance[0][1] == covariance[1][0])
    // 1 / (1/36 + 4/36 + 9/36)
    #expect(abs(sample.effectiveSize - 36.0 / 14) < 1e-12)
    #expect(sample.heaviest == 2)
    // The mean of 1, 2 and 3 is 2.
    #expect(abs(sample.logMeanWeight - 0.693_147_180_559_945_3) < 1e-14)
    // Two draws: 1 - (5/6)^2 + 1 - (4/6)^2 + 1 - (3/6)^2
    #expect(abs(sample.expectedUnique(draws: 2) - (11 + 20 + 27) / 36) < 1e-12)
  }

  @Test("Quantiles and draws step where the weight is reached")
  func quantiles() {
    let sample = Self.sample
    #expect(sample.quantile(0.1, axis: 0) == 10)
    #expect(sample.quantile(0.4, axis: 0) == 20)
    #expect(sample.quantile(0.51, axis: 1) == 1)
    #expect(sample.quantile(1, axis: 0) == 30)
    #expect(sample.draw([0.001, 0.16, 0.17, 0.49, 0.51, 1]) == [0, 0, 1, 1, 2, 2])
  }

  @Test("Tiny likelihoods do not underflow; impossible points weigh nothing; all impossible is nil")
  func extremes() throws {
    let sample = try #require(
      WeightedSample(points: [[1], [2], [3]], logWeights: [-5000, -5000, -.infinity]))
    #expect(sample.weights == [0.5, 0.5, 0])
    #expect(sample.draw([1]) == [1])
    #expect(sample.quantile(1, axis: 0) == 2)
    #expect(WeightedSample(points: [[1]], logWeights: [-.infinity]) == nil)
  }

  /// Covariance [[4, 2], [2, 3]]: determinant 8, inverse [[3, -2], [-2, 4]] / 8.
  @Test("Density and points of a normal distribution by hand")
  func normal() throws {
    let normal = try #require(
      MultivariateNormal(mean: [1, -1], covariance: [[4, 2], [2, 3]]))
    // At (3, 0): distance (2, 1), squared (12 - 8 + 4) / 8 = 1.
    let wanted = -1.837_877_066_409_345_3 - 0.5 * 2.079_441_541_679_835_7 - 0.5
    #expect(abs(normal.logDensity(at: [3, 0]) - wanted) < 1e-14)
    // Factor [[2, 0], [1, sqrt 2]].
    #expect(normal.point([1, 0]) == [3, 0])
    #expect(abs(normal.point([0, 1])[1] - 0.414_213_562_373_095_1) < 1e-15)
    #expect(MultivariateNormal(mean: [0, 0], covariance: [[1, 1], [1, 1]]) == nil)
  }
}
