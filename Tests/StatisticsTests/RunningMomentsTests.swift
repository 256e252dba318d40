import Statistics
import TestSupport
import Testing

@Suite("Running moments")
struct RunningMomentsTests {
  /// Ten numbers of a textbook, Law (2007), chapter 4: mean 1.34, 90 % interval 1.34 +- 0.24.
  ///
  /// The further digits are by scipy 1.17.1.
  static let law = [1.20, 1.50, 1.68, 1.89, 0.95, 1.49, 1.58, 1.55, 0.50, 1.09]

  @Test("Mean, variance and interval agree with a textbook example")
  func textbook() throws {
    let moments = RunningMoments(Self.law)
    #expect(moments.count == 10)
    #expect(try close(#require(moments.mean), 1.343))
    #expect(try close(#require(moments.variance), 0.16751222222222223))
    #expect(try close(#require(moments.standardDeviation), 0.4092825701422212))
    #expect(try close(#require(moments.standardError), 0.1294265128257044))
    let interval = try #require(moments.confidenceInterval(level: 0.90))
    #expect(close(interval.lower, 1.1057465855106028) && close(interval.upper, 1.580253414489397))
    #expect(interval.level == 0.90)
    let wider = try #require(moments.confidenceInterval())
    #expect(close(wider.lower, 1.050216886955339) && close(wider.upper, 1.635783113044661))
  }

  @Test("What few values do not define is nil")
  func tooFew() {
    var moments = RunningMoments()
    #expect(moments.mean == nil && moments.variance == nil)
    #expect(moments.confidenceInterval() == nil)
    moments.add(3)
    #expect(moments.mean == 3)
    #expect(moments.variance == nil && moments.standardError == nil)
    #expect(moments.confidenceInterval() == nil)
    moments.add(3)
    #expect(moments.variance == 0)
  }

  @Test("Merging any split gives the moments of the whole")
  func merge() throws {
    let values = (0..<200).map { Double(($0 * 7919) % 211) / 13 - 5 }
    let whole = RunningMoments(values)
    try withEvery("split", in: [0, 1, 2, 57, 100, 199, 200]) { split in
      var left = RunningMoments(values.prefix(split))
      left.merge(RunningMoments(values.dropFirst(split)))
      try #require(left.count == 200)
      try #require(close(left.mean!, whole.mean!) && close(left.variance!, whole.variance!))
    }
    // The negative control: pooling the variances without the distance of the means is not it.
    let (low, high) = (RunningMoments([0, 1, 2]), RunningMoments([10, 11, 12]))
    var both = low
    both.merge(high)
    #expect(close(both.variance!, 30.8), "by hand: (4 + 6 * 25) / 5")
    #expect((low.variance! + high.variance!) / 2 == 1)
  }

  @Test("A large offset does not destroy the variance")
  func largeOffset() {
    let moments = RunningMoments([4, 7, 13, 16].map { 1e9 + $0 })
    #expect(moments.variance == 30)
    // The formula that keeps sum and sum of squares fails here.
    let values = [4.0, 7, 13, 16].map { 1e9 + $0 }
    let sum = values.reduce(0, +)
    let naive = (values.reduce(0) { $0 + $1 * $1 } - sum * sum / 4) / 3
    #expect(abs(naive - 30) > 1)
  }

  /// scipy 1.17.1, `t.isf(0.025, df)` for 1 to 4 degrees of freedom; the normal bound would be 1.96.
  @Test("The half-width uses Student's t with n - 1 degrees of freedom")
  func studentQuantiles() throws {
    let t975 = [12.706204736174694, 4.302652729749462, 3.182446305283708, 2.7764451051977925]
    for (index, t) in t975.enumerated() {
      let moments = RunningMoments((0...index + 1).map { Double($0) })
      let interval = try #require(moments.confidenceInterval())
      #expect(close(interval.halfWidth, t * moments.standardError!))
    }
  }

  private func close(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-12 * abs(b) }
}
