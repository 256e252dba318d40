import ReferenceClinic
import Statistics
import TestSupport
import Testing

/// The clinic of the benchmarks against the C program, which agrees with seven others.
///
/// 10,000 patients, places for 0.4 of them, five years: 8 runs beside mean and standard deviation of 200 runs of
/// `Benchmarks/ref_clinic.c`. |z| < 4.417 for each of six outcomes (error rate 6e-5 for all). The smallest fault
/// found half of the time: 1.6 standard deviations, for example 1.2 % of the admissions.
@Suite("Reference clinic")
struct ClinicTests {
  private struct Outcome {
    let name: String
    let mean: Double
    let sd: Double
    let value: @Sendable (ClinicCounts) -> Double
  }

  private static let ticks = Double(ClinicModel.horizonDays) * 1_048_576
  private static let outcomes = [
    Outcome(name: "admissions", mean: 26_541, sd: 201) { Double($0.admissions) },
    Outcome(name: "overdoses", mean: 6_414, sd: 78) { Double($0.overdoses) },
    Outcome(name: "deaths", mean: 641, sd: 26) { Double($0.deaths) },
    Outcome(name: "places in use", mean: 3_773, sd: 4.5) { Double($0.occupancyTicks) / ticks },
    Outcome(name: "people waiting", mean: 767, sd: 12) { Double($0.queueTicks) / ticks },
    Outcome(name: "days waited", mean: 50.8, sd: 0.9) {
      Double($0.waitTicks) / 1_048_576 / Double($0.admittedFromLine)
    },
  ]

  /// Distance of the mean of 8 runs from the C program's, in standard errors of their difference.
  private static func distances(placesShare: Double) -> [String: Double] {
    let runs = (1...UInt64(8)).map { seed in
      var model = ClinicModel(patients: 10_000, placesShare: placesShare, seed: seed)
      model.run()
      return model.counts
    }
    return Dictionary(
      uniqueKeysWithValues: outcomes.map { outcome in
        let mean = runs.map(outcome.value).reduce(0, +) / 8
        return (
          outcome.name, (mean - outcome.mean) / (outcome.sd * (1.0 / 8 + 1.0 / 200).squareRoot())
        )
      })
  }

  @Test("It counts what the C program counts")
  func counts() {
    for (name, z) in Self.distances(placesShare: 0.4) {
      #expect(abs(z) < ErrorRate.twoSided, "\(name): \(z)")
    }
  }

  @Test("control: a clinic with 5 % more places is told apart")
  func control() {
    let far = Self.distances(placesShare: 0.42).filter { abs($0.value) >= ErrorRate.twoSided }
    #expect(Set(far.keys).isSuperset(of: ["admissions", "places in use", "people waiting"]))
  }
}
