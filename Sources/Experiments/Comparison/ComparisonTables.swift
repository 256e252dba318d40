import TreatmentModel

/// The state of a comparison: results in memory, tables that are streamed to disk, consumers.
struct ComparisonTables: ~Copyable, Sendable {
  private(set) var results: ComparisonResults
  private(set) var consumers: [any ComparisonConsumer]
  /// Replications that are wanted so far.
  var planned = 0
  private let comparison: Comparison
  private let layouts: [OutcomeLayout]
  /// Whether communities and intervals are told one by one.
  private let isDetailed: Bool
  private var outcomes: CSVFile
  /// Only where every detail is wanted.
  private var series: CSVFile?
  private var reach: CSVFile
  /// The communities of the replication that is being completed.
  private var pending: [ComparisonTask] = []

  /// Opens the streamed tables; `file` gives the path of a name.
  init(
    _ comparison: Comparison, isDetailed: Bool, consumers: [any ComparisonConsumer],
    file: (String) -> String
  ) throws(OutputError) {
    series = try isDetailed ? OutputTable.series.open(file: file) : nil
    let outcomes = try OutputTable.outcomes.open(file: file)
    let reach = try OutputTable.reach.open(file: file)
    self.outcomes = outcomes
    self.reach = reach
    self.isDetailed = isDetailed
    self.comparison = comparison
    self.consumers = consumers
    layouts = comparison.strategies.map(\.model.layout)
    results = ComparisonResults(comparison)
  }

  /// Adds the next task; the communities of a replication follow each other.
  mutating func add(_ task: ComparisonTask, replication: UInt32) throws {
    pending.append(task)
    guard pending.count == comparison.reference.model.communities.count else { return }
    let tasks = pending
    pending.removeAll(keepingCapacity: true)
    let strategies = comparison.strategies.indices
    let totals = strategies.map { strategy in
      var sum = tasks[0].outcomes[strategy]
      for task in tasks.dropFirst() { sum.add(task.outcomes[strategy]) }
      return sum
    }
    let lives = strategies.map { strategy in
      var sum = tasks[0].lives[strategy]
      for task in tasks.dropFirst() { sum.add(task.lives[strategy]) }
      return sum
    }
    let entries =
      [ComparisonEntry(outcomes: totals, lives: lives, layouts: layouts)]
      + tasks.map { ComparisonEntry(outcomes: $0.outcomes, lives: $0.lives, layouts: layouts) }
    let outcomes = strategies.map { strategy in tasks.map { $0.outcomes[strategy] } }
    results.add(entries, outcomes: outcomes)
    try write(entries, replication: replication)
    let told = ComparedReplication(
      number: replication, outcomes: outcomes, totals: totals, lives: lives)
    for index in consumers.indices { try consumers[index].add(told) }
  }

  private mutating func write(
    _ entries: [ComparisonEntry], replication: UInt32
  ) throws(OutputError) {
    let strata = comparison.strata
    let told = isDetailed ? entries : [entries[0]]
    for (index, strategy) in comparison.strategies.enumerated() {
      for (entry, community) in zip(told, comparison.communityNames) {
        try OutcomesTable.write(
          entry.values[index], strata: strata, replication: replication, community: community,
          strategy: strategy.name, to: &outcomes)
        if isDetailed {
          try SeriesTable.write(
            entry.outcomes[index], model: strategy.model, replication: replication,
            community: community, strategy: strategy.name, to: &series!)
        }
        try ReachTable.write(
          entry.outcomes[index], model: strategy.model, strata: strata,
          replication: replication, community: community, strategy: strategy.name, to: &reach)
      }
    }
  }

  /// Writes the tables of results and closes all.
  consuming func finish(
    file: (String) -> String
  ) throws -> (ComparisonResults, [any ComparisonConsumer], [WrittenFile]) {
    let results = results
    var consumers = consumers
    var files: [WrittenFile] = []
    if let series = series.take() { files.append(try series.close()) }
    files += [try outcomes.close(), try reach.close()]
    files += try ComparisonFiles(results).write(file: file)
    for index in consumers.indices { files += try consumers[index].finish(results, file: file) }
    return (results, consumers, files)
  }
}
