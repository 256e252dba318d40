import TreatmentModel

/// The dictionary of the files of a run: tables, columns, metrics.
public enum OutputSchema {
  /// The dictionary as Markdown; `docs/outputs.md` and `Output/README.md` are this text.
  public static var markdown: String {
    let lists = [
      metrics, series, reach, equity, lives, effects, benefits, distribution,
      SweepDictionary.markdown,
    ]
    return ([preface] + OutputTable.allCases.map(section) + lists).joined(separator: "\n")
  }

  private static let preface = """
    # Files of a run

    <!-- Generated: moudsim schema --outputs. Do not edit by hand; a test compares. -->

    `moudsim run` and `moudsim compare` write a folder `Output/<scenario>/<run>/`; the name of a run
    says its seed and its number of replications. The folder appears under that name when everything is written. A
    run that was stopped stands beside it as `<run>.incomplete`, with its finished replications. A
    run that was killed leaves a hidden folder `.<run>.writing-<process>.<host>`, which the next run
    of that name on that host removes.

    * `manifest.json`: versions, command, machine, seed, layout of the random numbers' keys, SHA-256
      of every file read and written, counts, wall time.
    * `scenario.resolved.yaml`: the scenario with every default written out; it runs again as it is.
    * the tables below. Schema version \(ProgramVersion.outputSchema).

    Tables are CSV (RFC 4180, UTF-8, lines end in LF), long form, identifiers first. Numbers have
    the fewest digits that read back to the same number. The same scenario, seed and number of
    replications give the same bytes for any number of threads.

    """

  private static func section(_ table: OutputTable) -> String {
    "## `\(table.fileName)`\n\n\(table.description)\n\n| column | holds |\n|---|---|\n"
      + table.columns.map { "| `\($0.name)` | \($0.description) |\n" }.joined()
  }

  private static var metrics: String {
    """
    ## Metrics of `outcomes.csv`

    Ratios are ratios of sums over communities within a replication; averages over replications are
    left to the reader of the table, and printed by `moudsim run`. Person-time is counted to 2^-20
    day; a year has 365.25 days, a month a twelfth of it. `all` only: not told by stratum. `better`
    says which way is an improvement in comparisons; empty where neither is.

    | metric | meaning | computed as | strata | better |
    |---|---|---|---|---|

    """
      + Metrics.all.map {
        "| `\($0.name)` | \($0.description) | \($0.computation) | "
          + "\($0.isByStratum ? "every" : "`all` only") | \($0.direction?.rawValue ?? "") |\n"
      }.joined()
  }

  private static var reach: String {
    "## Measures of `reach.csv`\n\n| measure | meaning |\n|---|---|\n"
      + PolicyCount.allCases.map { "| `\($0.measure)` | \($0.meaning) |\n" }.joined()
  }

  private static var equity: String {
    """
    ## Metrics and measures of `equity.csv`

    Strata in which nobody lived are left out, and a measure needs two strata or more.

    | metric | meaning | computed as |
    |---|---|---|

    """
      + EquityTable.metrics.map {
        "| `\($0.name)` | \($0.description) | \($0.computation) |\n"
      }.joined()
      + "\n| measure | meaning |\n|---|---|\n"
      + EquityTable.Kind.allCases.map { "| `\($0.name)` | \($0.description) |\n" }.joined()
  }

  private static var lives: String {
    "## Measures of `lives.csv`\n\n| measure | meaning |\n|---|---|\n"
      + LifeMeasure.allCases.map { "| `\($0.name)` | \($0.meaning) |\n" }.joined()
  }

  private static var effects: String {
    "## Effects of `interactions.csv`\n\n| effect | meaning |\n|---|---|\n"
      + FactorialContrast.Kind.allCases.map { "| `\($0.name)` | \($0.meaning) |\n" }.joined()
  }

  private static var benefits: String {
    "## Benefits of `equity_comparisons.csv`\n\n| metric | meaning |\n|---|---|\n"
      + EquityComparison.benefits.map { "| `\($0.name)` | \($0.description) |\n" }.joined()
  }

  private static var distribution: String {
    "## Measures of `distributional.csv`\n\n| measure | meaning |\n|---|---|\n"
      + DistributionalComparison.measures.map { "| `\($0.name)` | \($0.description) |\n" }.joined()
  }

  private static var series: String {
    "## Metrics of `series.csv`\n\n| metric | meaning |\n|---|---|\n"
      + SeriesTable.entries.map { "| `\($0.name)` | \($0.description) |\n" }.joined()
  }
}
