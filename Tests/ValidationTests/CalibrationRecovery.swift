import Experiments
import Foundation
import Statistics
import Testing

/// Whether a calibration finds the parameters from which its targets were made.
///
/// Five sets of data, each from one run of 1,000 people at parameters of its own, which are fitted with
/// runs of 400 other people. The truth must lie in the 95 % posterior interval of at least 18 of the 20
/// parameters: of a correct method 92 % of repetitions pass, of intervals of half the width (67 %) 2 %.
/// Seeds are fixed.
@Suite("Calibration recovers known parameters") struct CalibrationRecovery {
  /// A parameter and a figure that tells of it.
  private static let pairs = [
    ("overdose.perYear", "overdoses_per_100_person_years_off_treatment", 0.0267),
    (
      "seek.demandPerEntry.buprenorphine", "admissions_buprenorphine_per_1000_people_per_month",
      2.1
    ),
    ("dropout.scaleDays.buprenorphine", "dropouts_buprenorphine_per_100_person_years", 127),
    (
      "seek.demandPerEntry.withdrawalManagement",
      "withdrawal_management_starts_per_1000_people_per_month", 0.75
    ),
  ]

  /// The prior's standard deviation of the logarithm of every parameter.
  private static let spread = 0.4

  /// Distances of the true parameters from the prior's medians, in its standard deviations.
  private static let truths = [
    [0.0, 0.0, 0.0, 0.0], [1.2, -0.8, 0.6, -1.1], [-1.0, 1.1, -1.2, 0.7], [0.5, 0.4, 1.4, 1.3],
    [-0.4, -1.4, -0.5, -0.3],
  ]

  private static func truth(_ set: Int) -> [Double] {
    zip(pairs, truths[set]).map { $0.2 * exp(spread * $1) }
  }

  private struct Folder: ~Copyable {
    let path = NSTemporaryDirectory() + "recovery-\(UUID().uuidString)"

    init() throws {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      try write(
        "title: Small\ncommunities: [{name: Ash, population: 1000}]\nrun: {horizonDays: 365.25}\n",
        "small.yaml")
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ text: String, _ name: String) throws {
      try text.write(toFile: "\(path)/\(name)", atomically: true, encoding: .utf8)
    }

    /// Figures with normal errors; the source stands in for none.
    func writeTargets(_ figures: [(mean: Double, sd: Double)]) throws {
      var text = "title: Made up\nscenario: small.yaml\ntargets:\n"
      for (index, figure) in figures.enumerated() {
        text +=
          "  - {name: figure-\(index), title: Made up, quantity: \(CalibrationRecovery.pairs[index].1), "
        text += "value: \(figure.mean), likelihood: {normal: [\(figure.mean), \(figure.sd)]}, "
        text += "use: calibration, source: respond2022}\n"
      }
      try write(text, "targets.yaml")
    }
  }

  /// Figures of one run at the truth, with the spread that such runs have.
  private func data(_ set: Int, in folder: borrowing Folder) throws -> [(mean: Double, sd: Double)]
  {
    try folder.writeTargets(Self.pairs.map { _ in (1, 1) })
    let evaluation = try TargetEvaluation(
      TargetReader.read(path: folder.path + "/targets.yaml").targets)
    let inputs = Dictionary(uniqueKeysWithValues: zip(Self.pairs.map(\.0), Self.truth(set)))
    let seed = UInt64(9000 + set)
    let one = try evaluation.run(inputs: inputs, replications: 1, seed: seed, threads: 2)
    let many = try evaluation.run(inputs: inputs, replications: 40, seed: seed + 500, threads: 2)
    return try zip(one, many).map { single, repeated in
      let value = try #require(single.mean)
      let spread = try #require(repeated.replications.standardDeviation)
      return (value, spread)
    }
  }

  /// The 95 % posterior intervals of the parameters.
  private func intervals(_ set: Int) throws -> [ClosedRange<Double>] {
    let folder = try Folder()
    try folder.writeTargets(data(set, in: folder))
    let priors = Self.pairs.map {
      "  \($0.0): {distribution: {logNormal: [\(log($0.2)), \(Self.spread)]}}\n"
    }
    try folder.write(
      """
      title: Recovery
      date: 2026-11-21
      parameters:
      \(priors.joined())
      targets: [{file: targets.yaml}]
      run:
        replications: 1
        checkReplications: 40
        seed: \(70 + set)
        set: {communities: "[{name: Ash, population: 400}]"}
      method: {points: 200, searches: 0, batch: 60, stages: 5, draws: 200}

      """, "fit.yaml")
    let run = try CalibrationRun(
      CalibrationReader.read(path: folder.path + "/fit.yaml"),
      CalibrationRequest(output: folder.path + "/out", threads: 2))
    let result = try #require(try run.execute(cancellation: Cancellation()))
    return Self.pairs.indices.map {
      result.posterior.quantile(0.025, axis: $0)...result.posterior.quantile(0.975, axis: $0)
    }
  }

  @Test("The truth lies in the 95 % interval of at least 18 of 20 parameters; other truths do not")
  func recovery() throws {
    let sets = Array(Self.truths.indices)
    let found = try sets.map(intervals)
    func hits(_ truth: (Int) -> [Double]) -> Int {
      sets.reduce(0) { sum, set in
        sum + zip(found[set], truth(set)).count { $0.contains($1) }
      }
    }
    #expect(hits(Self.truth) >= 18)
    // Control: the truth behind the next set of data.
    #expect(hits { Self.truth(($0 + 1) % sets.count) } < 14)
    // The data say something: on average, intervals are well inside the prior's, which reach from 0.46
    // to 2.19 times its median.
    let ratios = found.flatMap { intervals in
      intervals.map { log($0.upperBound / $0.lowerBound) / (2 * 1.96 * Self.spread) }
    }
    #expect(ratios.reduce(0, +) / Double(ratios.count) < 0.75)
  }
}
