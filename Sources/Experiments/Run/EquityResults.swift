import Statistics
import TreatmentModel

/// Inequality between strata over replications, all communities together.
struct EquityResults: Sendable {
  private let layout: OutcomeLayout
  private let entries: [EquityTable.Entry]
  private var moments: [RunningMoments]
  private var pooled: [Observation] = []

  /// Results of no replication yet.
  init(layout: OutcomeLayout) {
    self.layout = layout
    entries = EquityTable.entries(of: layout)
    moments = Array(repeating: RunningMoments(), count: entries.count)
  }

  /// Adds a replication: everybody, then each stratum.
  mutating func add(_ observations: [Observation]) {
    if layout.stratifications.isEmpty { return }
    for (index, value) in EquityTable.values(in: observations, layout: layout).enumerated() {
      if let value { moments[index].add(value) }
    }
    guard !pooled.isEmpty else {
      pooled = observations
      return
    }
    for (index, observation) in observations.enumerated() { pooled[index].add(observation) }
  }

  /// Writes `equity.csv`; without any replication, no row.
  func write(strategy: String, to file: inout CSVFile) throws(OutputError) {
    guard !pooled.isEmpty else { return }
    let values = EquityTable.values(in: pooled, layout: layout)
    file.lead([.text(strategy), .integer(0)])
    for (index, entry) in entries.enumerated() {
      try file.row([
        .text(entry.stratification.rawValue), .text(entry.metric.name), .text(entry.kind.name),
        .number(values[index]), .number(moments[index].mean),
        .number(moments[index].standardError), .integer(moments[index].count),
      ])
    }
  }
}
