/// The dictionary of the files of a sweep, the end of `docs/outputs.md`.
enum SweepDictionary {
  /// Columns that stand before the figures of a run.
  private static let ids: [(name: String, description: String)] = [
    ("row", "number of the design's row, from 1"),
    (
      "id",
      "hash of the row's keys and values, the scenario, the built-in parameters, the version and the "
        + "seed"
    ),
    ("the names of the factors", "the row's values, as they would stand in the scenario"),
    ("strategy", "name of the strategy; `base` is the run without policies"),
    (
      "replication",
      "number of the replication, from 1; rows and strategies share its random numbers"
    ),
  ]

  /// The dictionary as Markdown.
  static var markdown: String {
    """
    ## Files of a sweep

    `moudsim sweep plan` writes a folder, `run` and `resume` fill it, `merge` writes its results.

    * `manifest.json`: what was planned: seed, strategies, replications, metrics, columns, versions,
      hashes of the design, the scenario and every file that was read.
    * `sweep.yaml`: the sweep file. `scenario.yaml`: the scenario with all that it extends, in one file.
    * `design.csv`: `row`, `id` and the values of every row.
    * `parts/<i>-of-<n>.part`: what shard `i` of `n` has finished; `.part.writing` while it is written or
      where it was stopped. For the program only: a line for each run, with a checksum.
    * `results.csv`: written by `merge`, in the order of the design. The same design gives the same
      bytes however it was cut into shards and threads, interrupted and ordered.
    * `failures.csv`: runs that failed, where the sweep says `failures: keep`.
    * `slurm/`: scripts, logs and numbers of jobs (`moudsim sweep submit`).

    ### `results.csv`

    One row for each run, all communities together; with `form: long` for each run and metric.

    | column | holds |
    |---|---|

    """
      + table(
        ids + [
          (
            "the names of the metrics",
            "`form: wide`: metrics of `outcomes.csv`, or `retention.<medication>.day<d>`, the share "
              + "still in treatment after day `d`; empty where nothing is divided by nothing"
          ), ("metric", "`form: long`: name of the metric"), ("value", "`form: long`: its value"),
        ])
        + """

        ### `failures.csv`

        | column | holds |
        |---|---|

        """
      + table(
        ids + [
          ("error", "why the row cannot be run"),
          ("command", "repeats the run, in the sweep's folder"),
        ])
  }

  private static func table(_ columns: [(name: String, description: String)]) -> String {
    columns.map { column in
      let name = column.name.contains(" ") ? column.name : "`\(column.name)`"
      return "| \(name) | \(column.description) |\n"
    }.joined()
  }
}
