/// A table in a run's folder: its file, what its rows are, its columns.
enum OutputTable: CaseIterable {
  case outcomes, series, retention, waits, reach, equity, events, patients, changedLives
  case comparisons, curves, lives, interactions, equityComparisons, floors
  case economics, budget, distributional, incremental, draws, acceptability, information, noise
  case sensitivity, twoWay, threshold

  /// A column and what it holds.
  struct Column {
    let name: String
    let description: String
  }

  var fileName: String {
    switch self {
    case .outcomes: "outcomes.csv"
    case .series: "series.csv"
    case .retention: "retention.csv"
    case .waits: "waits.csv"
    case .reach: "reach.csv"
    case .equity: "equity.csv"
    case .events: "events.csv"
    case .patients: "patients.csv"
    case .changedLives: "changed_lives.csv"
    case .comparisons: "comparisons.csv"
    case .curves: "curves.csv"
    case .lives: "lives.csv"
    case .interactions: "interactions.csv"
    case .equityComparisons: "equity_comparisons.csv"
    case .floors: "floors.csv"
    case .economics: "economics.csv"
    case .budget: "budget.csv"
    case .incremental: "incremental.csv"
    case .draws: "draws.csv"
    case .acceptability: "acceptability.csv"
    case .information: "information.csv"
    case .noise: "noise.csv"
    case .distributional: "distributional.csv"
    case .sensitivity: "sensitivity.csv"
    case .twoWay: "two_way.csv"
    case .threshold: "threshold.csv"
    }
  }

  /// What a row is, in one or two sentences.
  var description: String {
    switch self {
    case .outcomes:
      "One row for each metric, replication, community and stratum, over the whole observed time. "
        + "In a comparison all communities together; each by itself with `--detail`."
    case .series:
      "One row for each metric, replication, community and calendar interval; everybody together. "
        + "In a comparison only with `--detail`: `curves.csv` holds means."
    case .retention:
      "Share of treatment episodes that still go on after each day since admission: the "
        + "product-limit (Kaplan-Meier) estimate over the episodes of all replications and "
        + "communities. An episode that fails at induction ends on day 0."
    case .waits:
      "Whole days on waiting lists by how the wait ended, over all replications."
    case .reach:
      "Whom each policy reached and why it missed others: one row for each measure, replication, "
        + "community, policy and stratum, over the whole observed time. A person may be reached or "
        + "missed many times. Written where the strategy has policies; in a comparison by community "
        + "only with `--detail`."
    case .equity:
      "How unequal the main outcomes are between the strata of each stratification, all "
        + "communities together. Written where the scenario asks for strata."
    case .events:
      "Every life event of the first replication; written where the scenario has `events: true`."
    case .patients:
      "Every person of the first replication as at entry; written where the scenario has "
        + "`patients: true`."
    case .changedLives:
      "Whose lives a strategy changes in the first replication, person by person against the same "
        + "people without any policy, and why; written by `--changed-lives`. The lives of a "
        + "community are the sum of its rows."
    case .comparisons, .curves, .lives, .interactions, .equityComparisons, .floors:
      ofComparison.description
    case .economics, .budget, .distributional, .incremental, .draws, .acceptability, .information,
      .noise:
      ofEconomics.description
    case .sensitivity, .twoWay, .threshold: ofSensitivity.description
    }
  }

  var columnNames: [String] { columns.map(\.name) }

  var columns: [Column] {
    switch self {
    case .outcomes:
      Self.run + [
        Column(name: "community", description: "name, or `all` for all communities together"),
        Self.stratum,
        Column(name: "metric", description: "name of the metric; see the list of metrics"),
        Column(name: "value", description: "its value; empty where nothing is divided by nothing"),
      ]
    case .series:
      Self.run + [
        Column(name: "community", description: "name, or `all` for all communities together"),
        Column(name: "interval", description: "number of the calendar interval, from 1"),
        Column(
          name: "start_day", description: "its first day, counted from the end of the warm-up"),
        Column(name: "end_day", description: "its end"),
        Column(name: "metric", description: "name of the metric; see the list for series"),
        Column(name: "value", description: "its value"),
      ]
    case .retention:
      [
        Self.strategy,
        Column(name: "medication", description: "medication of the episode"),
        Self.stratum,
        Column(name: "day", description: "days since admission"),
        Column(name: "retained", description: "share still in treatment after that day"),
        Column(
          name: "monte_carlo_se",
          description: "standard error of `retained` from the spread of the replications' own "
            + "estimates; empty with fewer than two"),
        Column(
          name: "ci95_low",
          description:
            "lower end of the 95 % Monte Carlo interval around `retained`, on the scale of "
            + "log(-log) with Student's t, so that it stays within 0 and 1; empty with fewer than "
            + "two replications, and where everybody has left"),
        Column(name: "ci95_high", description: "its upper end"),
        Column(name: "at_risk", description: "episodes in treatment at the start of that day"),
      ]
    case .waits:
      [
        Self.strategy,
        Column(name: "community", description: "name, or `all` for all communities together"),
        Column(name: "resource", description: "what was waited for"),
        Column(
          name: "outcome",
          description: "`admitted`: the wait ended with a place; `lost`: it ended without one"),
        Column(
          name: "statistic",
          description: "`waits` (number over all replications), `mean_days`, `p5_days` to "
            + "`p99_days` (percentiles), `maximum_days`"),
        Column(name: "value", description: "its value; empty without waits"),
      ]
    case .reach:
      Self.run + [
        Column(name: "community", description: "name, or `all` for all communities together"),
        Column(name: "policy", description: "name of the policy in the strategy"),
        Self.stratum,
        Column(name: "measure", description: "what is counted; see the list for reach"),
        Column(name: "value", description: "times, or days of person-time"),
      ]
    case .equity: Self.inequality
    case .changedLives: ChangedLives.columns
    case .comparisons, .curves, .lives, .interactions, .equityComparisons, .floors:
      ofComparison.columns
    case .economics, .budget, .distributional, .incremental, .draws, .acceptability, .information,
      .noise:
      ofEconomics.columns
    case .sensitivity, .twoWay, .threshold: ofSensitivity.columns
    case .events, .patients: Self.run + Self.person + (self == .events ? Self.event : Self.traits)
    }
  }

  static let strategy = Column(
    name: "strategy", description: "name of the strategy; `base` where the scenario has one only")
  static let stratum = Column(
    name: "stratum", description: "`all`, or a stratum such as `sex=female`")
  static let draw = Column(
    name: "draw", description: "number of the parameter draw; 0: the parameters as given")
  private static let inequality = [
    strategy, draw,
    Column(name: "stratification", description: "what people are divided by, such as `age`"),
    Column(name: "metric", description: "what is compared; see the list for equity"),
    Column(name: "measure", description: "measure of inequality; see the list for equity"),
    Column(
      name: "pooled",
      description: "the measure of the strata's values over all replications together; empty where "
        + "it is not defined"),
    Column(
      name: "mean",
      description: "mean of the replications' own measures. Chance parts strata, so that the mean "
        + "of gaps tends to lie above `pooled` where events are few"),
    Column(
      name: "monte_carlo_se",
      description: "standard error of `mean` from the spread of the replications; empty with fewer "
        + "than two"),
    Column(
      name: "replications",
      description: "replications in which the measure is defined; the others are left out of `mean`"
    ),
  ]
  private static let run = [
    strategy, draw,
    Column(
      name: "replication",
      description: "number of the replication, from 1; strategies share its random numbers"),
  ]
  private static let person = [
    Column(name: "community", description: "name of the community"),
    Column(name: "patient", description: "number of the person in the community, from 0"),
  ]
  private static let event = [
    Column(name: "day", description: "days since time zero of the run, the warm-up included"),
    Column(name: "event", description: "what happened"),
    Column(name: "care_state", description: "care state after it"),
    Column(name: "medication", description: "medication after it"),
    Column(name: "use_state", description: "use state after it"),
    Column(name: "dose_mg", description: "daily dose in mg; 0 where no daily dose applies"),
    Column(name: "dose_adequacy", description: "dose divided by the dose needed; 1 without a dose"),
    Column(name: "tolerance", description: "opioid tolerance, 0 to 1 (that of regular use)"),
  ]
  private static let traits =
    [
      Column(name: "person_id", description: "identifier in the cohort file; empty without one"),
      Column(name: "age_years", description: "age at time zero"),
      Column(name: "sex", description: "sex as recorded"),
      Column(name: "race", description: "race and ethnicity as recorded"),
      Column(name: "ancestry", description: "genetic ancestry, for allele frequencies only"),
      Column(name: "insurance", description: "who pays for care"),
      Column(name: "felt_stigma", description: "stigma felt, 0 (none) to 1"),
      Column(name: "prior_episodes", description: "treatment episodes before time zero"),
    ] + PatientTraits.columns
}
