import TreatmentModel

/// The metrics of `series.csv`: what is told of every calendar interval.
enum SeriesTable {
  /// Where a number comes from.
  enum Source {
    /// People at the end of the interval, in columns of occupancy.
    case people([Int])
    /// Person-time in the interval, in columns of occupancy.
    case years([Int])
    /// Events in the interval.
    case count([Int])
  }

  /// A metric of the series.
  struct Entry {
    let name: String
    let description: String
    let source: Source
  }

  static let entries: [Entry] = people + personTime + counts

  private static let groups: [(String, String, [Int])] =
    CareState.allCases.filter { $0 != .dead }.map {
      (
        "in_state_\(snakeCase($0.name))", "in the care state `\($0.name)`",
        Metrics.occupancy(of: [$0])
      )
    }
    + [("in_treatment", "in treatment", Metrics.occupancy(of: Metrics.treatmentStates))]
    + Medication.active.map {
      (
        "on_\($0.metricName)", "in treatment with \($0.words)",
        Metrics.occupancy(of: Metrics.treatmentStates, medications: [$0])
      )
    }
    + UseState.allCases.map {
      ("\($0.name)_use", "in the use state `\($0.name)`", Metrics.occupancy(use: [$0]))
    }

  private static let people =
    [
      Entry(
        name: "people", description: "people alive at the end of the interval",
        source: .people(Metrics.occupancy()))
    ]
    + groups.map { name, words, columns in
      Entry(
        name: "people_\(name)", description: "people \(words) at the end of the interval",
        source: .people(columns))
    }

  private static let personTime =
    [
      Entry(
        name: "person_years", description: "years lived in the interval",
        source: .years(Metrics.occupancy()))
    ]
    + groups.map { name, words, columns in
      Entry(
        name: "person_years_\(name)", description: "years lived \(words) in the interval",
        source: .years(columns))
    }

  private static let counts =
    EventCount.allCases.map { event in
      Entry(
        name: event.metricName, description: "how often a person \(event.words)",
        source: .count([Measure.count(of: event)]))
    }
    + RiskCount.allCases.map { count in
      Entry(
        name: count.metricName, description: count.plural,
        source: .count(RiskWindow.allCases.map { Measure.count(of: count, in: $0) }))
    }

  /// Writes the rows of one replication of one community, or of all together.
  static func write(
    _ outcome: Outcome, model: Model, replication: UInt32, community: String, strategy: String,
    to file: inout CSVFile
  ) throws(OutputError) {
    for interval in 0..<model.layout.intervals {
      let start = Double(interval) * model.intervalDays
      file.lead([
        .text(strategy), .integer(0), .integer(Int(replication)), .text(community),
        .integer(interval + 1), .number(start),
        .number(min(start + model.intervalDays, model.horizonDays)),
      ])
      for entry in entries {
        try file.row([
          .text(entry.name), .number(value(entry.source, in: outcome, interval: interval)),
        ])
      }
    }
  }

  static func value(_ source: Source, in outcome: Outcome, interval: Int) -> Double {
    func total(_ columns: [Int], of measures: [Int64], width: Int) -> Double {
      Double(columns.reduce(Int64(0)) { $0 + measures[interval * width + $1] })
    }
    switch source {
    case .people(let columns):
      return total(columns, of: outcome.prevalence, width: Measure.occupancyCount)
    case .years(let columns):
      let ticks = total(columns, of: outcome.series, width: Measure.count)
      return ticks / Formula.ticksPerDay / Formula.daysPerYear
    case .count(let columns): return total(columns, of: outcome.series, width: Measure.count)
    }
  }
}
