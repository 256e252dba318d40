import Statistics
import TreatmentModel

/// Waits over all replications, by community; the first entry is all communities together.
struct WaitResults: Sendable {
  private var counts: [[WaitCounts]]

  static let percentiles = [5, 10, 25, 50, 75, 90, 95, 99]

  init(layout: OutcomeLayout, communities: Int) {
    counts = Array(repeating: Outcome(layout: layout).waits, count: communities + 1)
  }

  /// Adds a replication of one community, or of all (entry 0).
  mutating func add(_ outcome: Outcome, entry: Int) {
    for (resource, waits) in outcome.waits.enumerated() { counts[entry][resource].add(waits) }
  }

  /// Writes `waits.csv`; `names` are those of the entries.
  func write(names: [String], strategy: String, to file: inout CSVFile) throws(OutputError) {
    for (name, entry) in zip(names, counts) {
      for resource in ResourceKind.allCases {
        let waits = entry[Int(resource.rawValue)]
        for (outcome, days) in [("admitted", waits.admitted), ("lost", waits.lost)] {
          file.lead([.text(strategy), .text(name), .text(resource.name), .text(outcome)])
          for (statistic, value) in Self.statistics(days) {
            try file.row([.text(statistic), .number(value)])
          }
        }
      }
    }
  }

  private static func statistics(_ days: [UInt32]) -> [(String, Double?)] {
    let histogram = IntegerHistogram(counts: days.map(Int.init))
    return [("waits", Double(histogram.total)), ("mean_days", histogram.mean)]
      + percentiles.map { percentile in
        ("p\(percentile)_days", histogram.quantile(Double(percentile) / 100).map(Double.init))
      } + [("maximum_days", histogram.quantile(1).map(Double.init))]
  }
}
