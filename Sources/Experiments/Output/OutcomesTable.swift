/// The rows of `outcomes.csv`.
enum OutcomesTable {
  /// Writes the rows of one replication of one community, or of all together.
  ///
  /// - Parameter values: by group of `StratumNames`, those of `Metrics.all`.
  static func write(
    _ values: [[Double?]], strata: [String], replication: UInt32, community: String,
    strategy: String, to file: inout CSVFile
  ) throws(OutputError) {
    for (group, values) in values.enumerated() {
      file.lead([
        .text(strategy), .integer(0), .integer(Int(replication)), .text(community),
        .text(strata[group]),
      ])
      for (index, metric) in Metrics.all.enumerated() where group == 0 || metric.isByStratum {
        try file.row([.text(metric.name), .number(values[index])])
      }
    }
  }
}

extension Metrics {
  /// The values of all metrics in the observation of everybody.
  static func values(in everybody: Observation) -> [Double?] {
    all.map { $0.value(in: everybody) }
  }

  /// The values of all metrics in the observation of a stratum; nil for those told of everybody only.
  static func values(inStratum stratum: Observation) -> [Double?] {
    all.map { $0.isByStratum ? $0.value(in: stratum) : nil }
  }
}
