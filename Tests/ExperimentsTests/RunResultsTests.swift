import Statistics
import Testing
import TreatmentModel

@testable import Experiments

@Suite struct RunResultsTests {
  private let model = RunFixtures.model(communities: 1)

  private func outcome(
    exits: [Int: UInt32], censored: [Int: UInt32], medication: Medication = .methadone,
    group: Int = 0
  ) -> Outcome {
    var outcome = Outcome(layout: model.layout)
    let curve = (Int(medication.rawValue) - 1) * model.layout.groups + group
    for (day, count) in exits { outcome.retention[curve].exits[day] = count }
    for (day, count) in censored { outcome.retention[curve].censored[day] = count }
    return outcome
  }

  @Test("retention is pooled; its error is that between replications")
  func retention() throws {
    var results = RetentionResults(layout: model.layout)
    // Ten episodes: 2 fail at day 0, 2 of 8 end on day 3, 2 censored on day 5, 2 of 4 end on day 10.
    results.add(outcome(exits: [0: 2, 3: 2, 10: 2], censored: [5: 2, 730: 2]))
    // Ten episodes: 1 of 10 ends on day 3.
    results.add(outcome(exits: [3: 1], censored: [730: 9]))
    let day3 = try #require(results.point(.methadone, day: 3))
    // Pooled: 18/20 after day 0, then 15/18: 0.75. Replications: 0.6 and 0.9.
    #expect(abs(day3.retained - 0.75) < 1e-12)
    #expect(day3.atRisk == 18)
    let mean = try #require(day3.replications.mean)
    #expect(abs(mean - 0.75) < 1e-12)
    // Standard deviation 0.3 / sqrt(2), divided by sqrt(2).
    let error = try #require(day3.replications.standardError)
    #expect(abs(error - 0.15) < 1e-12)
    // Pooled: 13 at risk on day 10 (15 less 2 censored), 2 end: 0.75 x 11/13.
    let day10 = try #require(results.point(.methadone, day: 10))
    #expect(abs(day10.retained - 0.75 * 11 / 13) < 1e-12)
    #expect(day10.atRisk == 13)
    #expect(results.point(.buprenorphine, day: 3) == nil)
    #expect(results.point(.methadone, day: 33) == nil)
  }

  @Test("days: every day to 30, then weeks and the days that trials report")
  func days() {
    let days = RetentionResults(layout: model.layout, extra: [33]).days
    #expect(Array(days.prefix(33)) == Array(0...30) + [33, 35])
    for day in [28, 84, 160, 168, 180, 365] { #expect(days.contains(day)) }
    #expect(days == days.sorted() && Set(days).count == days.count)
    #expect(days.last == 728)
  }

  @Test("retention.csv: intervals stay within 0 and 1, and are empty with one replication")
  func retentionFile() throws {
    try RunFixtures.withFolder { folder in
      var results = RetentionResults(layout: model.layout)
      results.add(outcome(exits: [3: 4], censored: [730: 6]))
      let one = try write(results, to: "\(folder)/one.csv")
      #expect(one.contains("base,methadone,all,2,1,,,,10\nbase,methadone,all,3,0.6,,,,10\n"))
      results.add(outcome(exits: [3: 2], censored: [730: 8]))
      let two = try write(results, to: "\(folder)/two.csv")
      let row = try #require(two.split(separator: "\n").first { $0.contains(",all,3,") })
      let fields = row.split(separator: ",").map { Double($0) }
      // Mean 0.7, standard error 0.1; the 97.5 % point of t with 1 degree of freedom is 12.7062.
      // On the scale of log(-log): 0.7 to the power of exp(+-12.7062 x 0.1 / (0.7 x -ln 0.7)), the
      // exponents 162.2 and 1/162.2.
      for (field, expected) in [(4, 0.7), (5, 0.1), (6, 0), (7, 0.997804)] {
        let value = try #require(fields[field])
        #expect(abs(value - expected) < 1e-5)
      }
      #expect(fields[8] == 20)
      // Nobody has left by day 2, in both replications.
      #expect(two.contains("base,methadone,all,2,1,0,1,1,20\n"))
    }
  }

  private func write(_ results: RetentionResults, to path: String) throws -> String {
    var file = try CSVFile(path: path, columns: OutputTable.retention.columnNames)
    try results.write(strata: ["all", "sex=female", "sex=male"], strategy: "base", to: &file)
    _ = try file.close()
    return try RunFixtures.text(path)
  }

  @Test("waits.csv: percentiles and mean of whole days, by community and all together")
  func waits() throws {
    try RunFixtures.withFolder { folder in
      var results = WaitResults(layout: model.layout, communities: 1)
      var outcome = Outcome(layout: model.layout)
      // Ten waits of 1 to 10 days: mean 5.5; half wait 5 days or less, 90 % 9 days or less.
      for day in 1...10 {
        outcome.waits[Int(ResourceKind.officePlaces.rawValue)].admitted[day] = 1
      }
      results.add(outcome, entry: 0)
      results.add(outcome, entry: 1)
      results.add(outcome, entry: 1)
      var file = try CSVFile(
        path: "\(folder)/waits.csv", columns: OutputTable.waits.columnNames)
      try results.write(names: ["all", "Ash"], strategy: "base", to: &file)
      _ = try file.close()
      let text = try RunFixtures.text("\(folder)/waits.csv")
      for row in [
        "base,all,officePlaces,admitted,waits,10\n", "base,Ash,officePlaces,admitted,waits,20\n",
        "base,all,officePlaces,admitted,mean_days,5.5\n",
        "base,all,officePlaces,admitted,p5_days,1\n",
        "base,all,officePlaces,admitted,p50_days,5\n",
        "base,all,officePlaces,admitted,p90_days,9\n",
        "base,all,officePlaces,admitted,maximum_days,10\n",
        "base,all,officePlaces,lost,waits,0\n", "base,all,officePlaces,lost,mean_days,\n",
      ] { #expect(text.contains(row), "\(row)") }
    }
  }

  @Test("metrics: mean and error over replications; undefined replications are left out")
  func moments() throws {
    try RunFixtures.withFolder { folder in
      let model = RunFixtures.model(communities: 2)
      var tables = try RunTables(
        model: model, strategy: "base", retentionDays: [], file: { "\(folder)/\($0)" })
      for seeks in [1, 3, 8] as [Int64] {
        var first = Outcome(layout: model.layout)
        first.add(seeks, to: Measure.count(of: .seek))
        first.add(seeks == 1 ? 0 : 1, to: Measure.count(of: .waitStart), cell: 1)
        var second = Outcome(layout: model.layout)
        second.add(1, to: Measure.count(of: .seek), cell: 1)
        try tables.add([first, second], replication: UInt32(tables.results.replications + 1))
      }
      let (results, files) = try tables.finish(file: { "\(folder)/\($0)" })
      #expect(
        files.map(\.name) == [
          "outcomes.csv", "series.csv", "retention.csv", "waits.csv", "equity.csv",
        ])
      // Seeks of both communities: 2, 4, 9.
      let seeks = try #require(results.moments(of: "seeks"))
      #expect(seeks.count == 3 && seeks.mean == 5)
      #expect(results.moments(of: "renege_share_of_waits")?.count == 2)
      #expect(results.moments(of: "nonsense") == nil)
      let text = try RunFixtures.text("\(folder)/outcomes.csv")
      for row in [
        "base,0,1,all,all,seeks,2\n", "base,0,1,Ash,all,seeks,1\n",
        "base,0,3,\"Birch, east\",sex=male,seeks,1\n", "base,0,3,all,sex=female,seeks,8\n",
        "base,0,1,all,all,renege_share_of_waits,\n",
        "base,0,2,all,all,renege_share_of_waits,0\n",
      ] { #expect(text.contains(row), "\(row)") }
      #expect(!text.contains("sex=male,people_at_end"))
    }
  }

  @Test("series.csv: people at the end of each interval, years and counts within it")
  func series() throws {
    try RunFixtures.withFolder { folder in
      let model = RunFixtures.model(communities: 1, horizonDays: 400)
      var outcome = Outcome(layout: model.layout)
      let maintenance = Measure.occupancy(.maintenance, .methadone, .lapse)
      outcome.prevalence[Measure.occupancyCount + maintenance] = 6
      outcome.series[maintenance] = Int64(365.25 * 2 * Double(1 << 20))
      outcome.series[Measure.count + Measure.count(of: .overdose, in: .afterTreatment)] = 2
      outcome.series[Measure.count + Measure.count(of: .overdose, in: .onMethadone)] = 3
      var file = try CSVFile(path: "\(folder)/s.csv", columns: OutputTable.series.columnNames)
      try SeriesTable.write(
        outcome, model: model, replication: 4, community: "Ash", strategy: "base", to: &file)
      _ = try file.close()
      let text = try RunFixtures.text("\(folder)/s.csv")
      for row in [
        "base,0,4,Ash,1,0,365.25,people_on_methadone,0\n",
        "base,0,4,Ash,2,365.25,400,people_on_methadone,6\n",
        "base,0,4,Ash,2,365.25,400,people_lapse_use,6\n",
        "base,0,4,Ash,1,0,365.25,person_years_in_state_maintenance,2\n",
        "base,0,4,Ash,2,365.25,400,overdoses,5\n",
      ] { #expect(text.contains(row), "\(row)") }
    }
  }
}
