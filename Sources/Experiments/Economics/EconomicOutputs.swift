/// The tables of costs, health and decisions.
extension OutputTable {
  /// What a row is, and the columns, of a table of costs and health.
  var ofEconomics: (description: String, columns: [Column]) {
    switch self {
    case .economics: (Self.aboutEconomics, Self.perspective + Self.economicColumns)
    case .distributional: (Self.aboutDistributional, Self.distributionalColumns)
    case .budget: (Self.aboutBudget, Self.perspective + Self.budgetColumns)
    case .incremental: (Self.aboutIncremental, Self.perspective + Self.incrementalColumns)
    case .draws: (Self.aboutDraws, Self.drawColumns)
    case .acceptability: (Self.aboutAcceptability, Self.perspective + Self.acceptabilityColumns)
    case .information: (Self.aboutInformation, Self.perspective + Self.informationColumns)
    case .noise: (Self.aboutNoise, Self.perspective + Self.noiseColumns)
    case .outcomes, .series, .retention, .waits, .reach, .equity, .events, .patients,
      .changedLives, .comparisons, .curves, .lives, .interactions, .equityComparisons,
      .floors, .sensitivity, .twoWay, .threshold:
      preconditionFailure("\(fileName) is no table of costs and health")
    }
  }

  private static let perspective = [
    Column(
      name: "perspective", description: "whose costs count: `health_sector`, `payer`, `societal`")
  ]
  private static let thresholdColumn = Column(
    name: "threshold", description: "what a QALY is worth, in the currency of the prices")

  private static let aboutEconomics =
    "Discounted costs by category, QALYs and life years of each strategy in one replication, all "
    + "people of all communities together, and paired differences from the comparator. Written by "
    + "`moudsim compare`."
  private static let economicColumns =
    compared.filter { $0.name != "draw" } + [
      Column(
        name: "quantity",
        description: "a category of costs, `all costs`, `qalys`, `life years` (not discounted), or "
          + "`net monetary benefit` at the main threshold"),
      Column(name: "mean", description: "mean over replications"),
      Column(name: "difference", description: "mean of strategy minus comparator, paired"),
    ] + uncertainty(of: "difference")

  private static let aboutBudget =
    "Undiscounted costs by year of each strategy, and what it adds to those of the comparator: the "
    + "budget impact. Written by `moudsim compare`."
  private static let budgetColumns =
    compared.filter { $0.name != "draw" } + [
      Column(name: "year", description: "year since observation began, from 1"),
      Column(name: "mean", description: "mean over replications"),
      Column(name: "difference", description: "mean of strategy minus comparator"),
      Column(name: "cumulative_difference", description: "sum of the differences to that year"),
    ]

  private static let aboutDistributional =
    "Who gains health and who bears the cost of each strategy, stratum by stratum, and whether it makes "
    + "health more equal: distributional cost-effectiveness as the main perspective sees it, all "
    + "communities together, not discounted. Written by `moudsim compare` where the scenario asks for "
    + "strata."
  private static let distributionalColumns =
    compared.filter { $0.name != "draw" } + [
      Column(name: "stratification", description: "what people are divided by, such as `age`"),
      Column(name: "stratum", description: "the stratum; `all` for the whole"),
      Column(name: "measure", description: "what is told; see the list"),
      Column(
        name: "aversion", description: "aversion to inequality; empty where it does not matter"),
      Column(name: "replications", description: "replications in which the value is defined"),
      Column(name: "value", description: "the value; a mean over replications"),
    ] + uncertainty(of: "value") + [
      Column(
        name: "quadrant",
        description:
          "of `equity_impact`: the part of the equity-efficiency plane in which the means "
          + "lie: `winWin`, `winLose` (more health, less equal), `loseWin`, `loseLose`")
    ]

  private static let aboutIncremental =
    "Full incremental analysis: which strategies are dominated, and what the others cost for each "
    + "QALY that they add. Per person in `moudsim psa`, all people in `moudsim compare`."
  private static let incrementalColumns = [
    strategy,
    Column(name: "cost", description: "expected discounted cost"),
    Column(name: "qalys", description: "expected discounted QALYs"),
    Column(
      name: "status",
      description: "`frontier`, `dominated by ...`, `extendedly dominated by ...`, `tied with ...`"),
    Column(
      name: "comparator", description: "the strategy before it on the frontier; empty otherwise"),
    Column(name: "incremental_cost", description: "difference from it"),
    Column(name: "incremental_qalys", description: "difference from it"),
    Column(name: "icer", description: "incremental cost for a QALY"),
    thresholdColumn,
    Column(name: "net_monetary_benefit", description: "threshold times QALYs, less costs"),
  ]

  private static let aboutDraws =
    "Every simulation of an uncertainty analysis, totals of all people. Written by `moudsim psa`, "
    + "beside `costs.csv` (the main perspective), `costs_<perspective>.csv`, `effects.csv` (QALYs) "
    + "and `params.csv`: matrices with one row for each draw in order and one column for each "
    + "strategy or input, per person alive at time zero, which R's BCEA, dampack and voi read as "
    + "they are."
  private static let drawColumns =
    [
      Column(name: "draw", description: "number of the draw, from 1"), strategy,
      Column(name: "replication", description: "number of the simulation within the draw"),
    ]
    + ProbabilisticMeasure.allCases.map {
      Column(name: $0.name, description: $0.description)
    }

  private static let aboutAcceptability =
    "How often each strategy is the best, what choosing it loses, and what perfect information "
    + "would be worth, by threshold. Written by `moudsim psa`."
  private static let acceptabilityColumns = [
    thresholdColumn, strategy,
    Column(
      name: "probability",
      description: "share of draws in which it has the highest net benefit (CEAC)"),
    Column(name: "monte_carlo_se", description: "standard error of `probability`"),
    Column(
      name: "is_best_on_average",
      description: "1 where its expected net benefit is the highest: these rows are the CEAF"),
    Column(
      name: "expected_loss",
      description: "expected net benefit per person forgone by choosing it in every draw"),
    Column(name: "evpi", description: "expected value of perfect information per person"),
    Column(name: "evpi_se", description: "its standard error"),
  ]

  private static let aboutInformation =
    "What it would be worth to know some inputs (EVPPI; regression, Strong 2014). Written by "
    + "`moudsim psa` for the main perspective."
  private static let informationColumns = [
    thresholdColumn,
    Column(name: "name", description: "name of a group of inputs, or key of an input"),
    Column(name: "kind", description: "`group` or `input`"),
    Column(name: "inputs", description: "inputs that belong to it"),
    Column(
      name: "used",
      description: "inputs in the regression; where they are fewer, the value is a lower bound"),
    Column(
      name: "evppi",
      description: "value per person; empty where there are too few draws for a regression"),
    Column(
      name: "evppi_se",
      description: "its standard error; inputs that tell nothing seem to be worth about as much"),
  ]

  private static let aboutNoise =
    "How much of the spread between draws is uncertainty of the inputs, and how much is chance of "
    + "the simulation. Written by `moudsim psa` with two replications a draw or more."
  private static let noiseColumns = [
    strategy,
    Column(
      name: "quantity",
      description: "`cost`, `qalys`, or `net_monetary_benefit_difference` from the first strategy"),
    Column(name: "mean", description: "mean of all simulations, per person"),
    Column(name: "variance_of_inputs", description: "variance between draws, without chance"),
    Column(name: "variance_of_chance", description: "variance within draws"),
    Column(name: "monte_carlo_se", description: "standard error of `mean`"),
  ]
}

extension ProbabilisticMeasure {
  /// What it is.
  var description: String {
    switch self {
    case .costHealthSector: "discounted cost as the health sector sees it"
    case .costPayer: "discounted cost as the payer sees it"
    case .costSocietal: "discounted cost as society sees it"
    case .qalys: "discounted QALYs"
    case .lifeYears: "life years, not discounted"
    case .overdoseDeaths: "deaths from overdose"
    }
  }
}
