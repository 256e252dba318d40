/// The tables that only a comparison writes.
extension OutputTable {
  /// What a row is, and the columns, of a table of a comparison.
  var ofComparison: (description: String, columns: [Column]) {
    switch self {
    case .comparisons:
      (
        "Paired differences of every metric between each strategy and the comparator, which share "
          + "random numbers replication by replication. Written by `moudsim compare`.",
        PairedResults.columns
      )
    case .lives:
      (
        "Lives paired by person: how many people of a replication fare otherwise under a strategy "
          + "than under the comparator, and how. Written by `moudsim compare`.",
        LifeResults.columns
      )
    case .curves:
      (
        "Means over replications of what happened in each calendar interval, everybody in all "
          + "communities, and paired differences from the comparator. Written by `moudsim compare`.",
        ComparisonCurves.columns
      )
    case .interactions:
      (
        "Effects and interactions of a factorial design, everybody in all communities: what several "
          + "factors do together beside what each does alone. Written by `moudsim compare` where the "
          + "strategies hold every combination of two factors or more.",
        InteractionResults.columns
      )
    case .equityComparisons:
      (
        "How strategies change inequality between strata, and which strata get the benefit, all "
          + "communities together. Written by `moudsim compare` where the scenario asks for strata.",
        EquityComparison.columns
      )
    case .floors:
      (
        "How strategies rank when effects below a grade of evidence are taken as none. Written by "
          + "`moudsim compare --evidence-floors`.", FloorResults.columns
      )
    case .outcomes, .series, .retention, .waits, .reach, .equity, .events, .patients,
      .changedLives, .economics, .budget, .distributional, .incremental, .draws, .acceptability,
      .information, .noise, .sensitivity, .twoWay, .threshold:
      preconditionFailure("\(fileName) is no table of a comparison")
    }
  }

  static let communityOrAll = Column(
    name: "community", description: "name, or `all` for all communities together")
  static let replications = Column(
    name: "replications", description: "replications in which the value is defined")

  /// A strategy and what it is compared with.
  static let compared = [
    Column(name: "strategy", description: "name of the strategy"),
    Column(name: "comparator", description: "name of the strategy that it is compared with"),
    draw,
  ]

  /// Interval and standard error of a mean over replications.
  static func uncertainty(of mean: String) -> [Column] {
    [
      Column(
        name: "ci95_low",
        description:
          "lower end of the 95 % Monte Carlo interval of `\(mean)` (Student t); empty with "
          + "fewer than two replications"),
      Column(name: "ci95_high", description: "its upper end"),
      Column(name: "monte_carlo_se", description: "standard error of `\(mean)`"),
    ]
  }
}
