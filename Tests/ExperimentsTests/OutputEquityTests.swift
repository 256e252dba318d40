import Statistics
import Testing
import TreatmentModel

@testable import Experiments

/// Expected values are worked out by hand in the comments.
@Suite struct OutputEquityTests {
  private func isNear(_ value: Double?, _ expected: Double) -> Bool {
    value.map { abs($0 - expected) < 1e-12 } ?? false
  }

  @Test("concentration index of three strata of different size")
  func index() {
    // Weights 1/2, 1/4, 1/4: ranks 0.25, 0.625, 0.875, of mean 0.5. Values 1, 2, 6: mean 2.5.
    // Covariance: 0.5 x -1.5 x -0.25 + 0.25 x -0.5 x 0.125 + 0.25 x 3.5 x 0.375
    // = 0.1875 - 0.015625 + 0.328125 = 0.5; twice that over the mean: 0.4.
    let strata = Inequality([(1, 20), (2, 10), (6, 10)])
    #expect(isNear(strata.concentrationIndex, 0.4))
    #expect(strata.absoluteGap == 5 && strata.relativeGap == 6)
    // Ranks of 1/6, 1/2, 5/6 and all in the last of three: 2 x (1/3 x 3 x 1/3) / 1 = 2/3.
    #expect(isNear(Inequality([(0, 1), (0, 1), (3, 1)]).concentrationIndex, 2.0 / 3))
    #expect(isNear(Inequality([(3, 1), (0, 1), (0, 1)]).concentrationIndex, -2.0 / 3))
    #expect(isNear(Inequality([(4, 1), (4, 7), (4, 3)]).concentrationIndex, 0))
  }

  @Test("splitting a stratum changes nothing; the unit of values and weights does not matter")
  func invariance() {
    let whole = Inequality([(1, 20), (2, 10), (6, 10)]).concentrationIndex ?? .nan
    #expect(isNear(Inequality([(1, 20), (2, 4), (2, 6), (6, 10)]).concentrationIndex, whole))
    #expect(isNear(Inequality([(100, 2), (200, 1), (600, 1)]).concentrationIndex, whole))
  }

  @Test("what is not defined is nil: one stratum, a smallest value or a mean of zero")
  func undefined() {
    let one = Inequality([(2, 10), (nil, 0)])
    #expect(one.absoluteGap == nil && one.relativeGap == nil && one.concentrationIndex == nil)
    let zero = Inequality([(0, 10), (4, 10)])
    #expect(zero.absoluteGap == 4 && zero.relativeGap == nil)
    #expect(isNear(zero.concentrationIndex, 0.5))
    #expect(Inequality([(0, 10), (0, 10)]).concentrationIndex == nil)
  }

  @Test("equity.csv: pooled over replications, and the mean and error of their own measures")
  func table() throws {
    try RunFixtures.withFolder { folder in
      var model = RunFixtures.model(communities: 1)
      model.stratifications = [.sex, .age]
      var results = EquityResults(layout: model.layout)
      // Cells are sex x age (six ages). 100 years in each of women of 18-25 and men of 26-35.
      let (women, men) = (0, Stratification.age.count + 1)
      for (first, second) in [(1, 3), (4, 4)] as [(Int64, Int64)] {
        var outcome = Outcome(layout: model.layout)
        for cell in [women, men] {
          outcome.add(years: 75, to: Measure.time(in: .offTreatment), cell: cell)
        }
        outcome.add(years: 25, to: Measure.time(in: .onMethadone), cell: women)
        outcome.add(years: 25, to: Measure.time(in: .offTreatment), cell: men)
        outcome.add(first, to: Measure.count(of: .overdoseDeath, in: .offTreatment), cell: women)
        outcome.add(second, to: Measure.count(of: .overdoseDeath, in: .offTreatment), cell: men)
        results.add(Observation.all(in: outcome, layout: model.layout))
      }
      var file = try CSVFile(path: "\(folder)/e.csv", columns: OutputTable.equity.columnNames)
      try results.write(strategy: "base", to: &file)
      #expect(try file.close().rows == 2 * 3 * 3)
      let rows = try RunFixtures.text("\(folder)/e.csv").split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
      // Deaths per 100 years: 1 and 3, then 4 and 4; together 2.5 and 3.5.
      // Gaps 2 and 0: mean 1, standard error 1. Ratios 3 and 1: mean 2, error 1; together 1.4.
      // Index of two equal strata: (b - a) / (2 (a + b)): 1/4 and 0, mean 1/8, error 1/8;
      // together 1/12. Treatment: 0.25 and 0: gap 0.25, no ratio, index -1/2.
      let deaths = "overdose_deaths_per_100_person_years"
      let share = "on_treatment_share_of_person_years"
      let expected: [(String, String, String, [Double?])] = [
        ("sex", deaths, "absolute_gap", [1, 1, 1, 2]),
        ("sex", deaths, "relative_gap", [1.4, 2, 1, 2]),
        ("sex", deaths, "concentration_index", [nil, nil, nil, 0]),
        ("age", deaths, "absolute_gap", [1, 1, 1, 2]),
        ("age", deaths, "concentration_index", [1.0 / 12, 0.125, 0.125, 2]),
        ("age", "deaths_per_100_person_years", "relative_gap", [1.4, 2, 1, 2]),
        ("sex", share, "absolute_gap", [0.25, 0.25, 0, 2]),
        ("sex", share, "relative_gap", [nil, nil, nil, 0]),
        ("age", share, "concentration_index", [-0.5, -0.5, 0, 2]),
      ]
      for (stratification, metric, measure, values) in expected {
        let row = try #require(
          rows.first { Array($0[2...4]) == [stratification, metric, measure] })
        #expect(Array(row[0...1]) == ["base", "0"])
        for (text, value) in zip(row[5...], values) {
          let isSame = value.map { isNear(Double(text), $0) } ?? text.isEmpty
          #expect(isSame, "\(stratification) \(metric) \(measure): \(text), not \(value as Any)")
        }
      }
    }
  }

  @Test("without strata there is no equity.csv")
  func none() throws {
    try RunFixtures.withFolder { folder in
      var model = RunFixtures.model(communities: 1, horizonDays: 30)
      model.stratifications = []
      let run = try ScenarioRun(
        RunFixtures.scenario(model), RunRequest(output: "\(folder)/run", threads: 1))
      _ = try run.execute(cancellation: Cancellation())
      #expect(try !RunFixtures.names(in: "\(folder)/run").contains("equity.csv"))
    }
  }
}
