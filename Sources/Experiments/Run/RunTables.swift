import TreatmentModel

/// The state of a run: results in memory, and the tables that are streamed to disk.
struct RunTables: ~Copyable, Sendable {
  private(set) var results: RunResults
  private let model: Model
  private let strategy: String
  private let strata: [String]
  private var outcomes: CSVFile
  private var series: CSVFile
  /// Only for a strategy with policies.
  private var reach: CSVFile?

  /// Opens the streamed tables; `file` gives the path of a name.
  init(
    model: Model, strategy: String, retentionDays: [Int], file: (String) -> String
  ) throws(OutputError) {
    let outcomes = try OutputTable.outcomes.open(file: file)
    let series = try OutputTable.series.open(file: file)
    reach = try Self.reach(of: model, file)
    self.outcomes = outcomes
    self.series = series
    results = RunResults(model: model, retentionDays: retentionDays)
    strata = StratumNames.all(of: model.layout)
    self.model = model
    self.strategy = strategy
  }

  private static func reach(
    of model: Model, _ file: (String) -> String
  ) throws(OutputError) -> CSVFile? {
    guard !model.policies.isEmpty else { return nil }
    return try OutputTable.reach.open(file: file)
  }

  /// Names of the entries by community: all together, then each.
  private var communityNames: [String] { [CommunityNames.all] + model.communities.map(\.name) }

  /// Adds a replication: the outcomes of its communities.
  mutating func add(_ outcomes: [Outcome], replication: UInt32) throws(OutputError) {
    var total = outcomes[0]
    for outcome in outcomes.dropFirst() { total.add(outcome) }
    for (index, name) in communityNames.enumerated() {
      let outcome = index == 0 ? total : outcomes[index - 1]
      let observations = Observation.all(in: outcome, layout: model.layout)
      let values = Metrics.values(in: observations[0])
      if index == 0 {
        results.add(
          metrics: values, total: total, groups: observations, communities: outcomes)
      }
      try OutcomesTable.write(
        [values] + observations.dropFirst().map(Metrics.values(inStratum:)), strata: strata,
        replication: replication, community: name, strategy: strategy, to: &self.outcomes)
      try SeriesTable.write(
        outcome, model: model, replication: replication, community: name, strategy: strategy,
        to: &series)
      if !model.policies.isEmpty {
        try ReachTable.write(
          outcome, model: model, strata: strata, replication: replication, community: name,
          strategy: strategy, to: &reach!)
      }
    }
  }

  /// Writes the tables of pooled results and closes all.
  consuming func finish(
    file: (String) -> String
  ) throws(OutputError) -> (RunResults, [WrittenFile]) {
    var retention = try OutputTable.retention.open(file: file)
    try results.retention.write(strata: strata, strategy: strategy, to: &retention)
    var waits = try OutputTable.waits.open(file: file)
    try results.waits.write(names: communityNames, strategy: strategy, to: &waits)
    let results = results
    let hasStrata = !model.layout.stratifications.isEmpty
    let strategy = strategy
    var files = try Self.close(outcomes, series, retention, waits)
    if let reach = reach.take() { files.append(try reach.close()) }
    if hasStrata {
      var equity = try OutputTable.equity.open(file: file)
      try results.equity.write(strategy: strategy, to: &equity)
      files.append(try equity.close())
    }
    return (results, files)
  }

  private static func close(
    _ first: consuming CSVFile, _ second: consuming CSVFile, _ third: consuming CSVFile,
    _ fourth: consuming CSVFile
  ) throws(OutputError) -> [WrittenFile] {
    [try first.close(), try second.close(), try third.close(), try fourth.close()]
  }
}
