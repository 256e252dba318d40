import TreatmentModel

/// The tables that are written once, from the results of all replications.
struct ComparisonFiles {
  private let results: ComparisonResults
  private var comparison: Comparison { results.comparison }

  init(_ results: ComparisonResults) { self.results = results }

  /// Writes them; `path` gives the path of a name.
  func write(file path: (String) -> String) throws(OutputError) -> [WrittenFile] {
    let strata = comparison.strata
    let names = comparison.communityNames
    let hasStrata = strata.count > 1
    var files = [
      try eachStrategy(.retention, path) { own, name, file throws(OutputError) in
        try own.retention.write(strata: strata, strategy: name, to: &file)
      },
      try eachStrategy(.waits, path) { own, name, file throws(OutputError) in
        try own.waits.write(names: names, strategy: name, to: &file)
      },
    ]
    if hasStrata {
      files.append(
        try eachStrategy(.equity, path) { own, name, file throws(OutputError) in
          try own.equity.write(strategy: name, to: &file)
        })
    }
    // Without replications there is nothing to compare, and nothing stays of the folder.
    guard results.replications > 0 else { return files }
    files.append(try OutputTable.comparisons.write(file: path, rows: results.pairs.write))
    files.append(try OutputTable.curves.write(file: path, rows: results.curves.write))
    files.append(try OutputTable.lives.write(file: path, rows: results.lives.write))
    if hasStrata {
      files.append(
        try OutputTable.equityComparisons.write(file: path, rows: results.equity.write))
    }
    if let interactions = results.interactions {
      files.append(try OutputTable.interactions.write(file: path, rows: interactions.write))
    }
    return files
  }

  private func eachStrategy(
    _ table: OutputTable, _ path: (String) -> String,
    _ write: (RunResults, String, inout CSVFile) throws(OutputError) -> Void
  ) throws(OutputError) -> WrittenFile {
    try table.write(file: path) { file throws(OutputError) in
      for (own, strategy) in zip(results.strategies, comparison.strategies) {
        try write(own, strategy.name, &file)
      }
    }
  }
}
