extension ReportInput {
  /// Costs and health of the strategies, and whether they are worth it.
  struct Economics: Sendable {
    /// Whose costs count: `Health-care sector`, `Society`.
    var perspective: String
    /// Currency and year of prices, discounting, and what else a reader must know.
    var basis: String
    /// Sign of the currency.
    var currency: String
    /// The unit of health: `QALY`.
    var healthUnit: String
    /// How amounts of health are written.
    var healthFormat = NumberFormat.number(decimals: 0)
    /// What a unit of health may cost, for the line in the plane.
    var threshold: Double
    /// From the cheapest strategy to the dearest.
    var incremental: [IncrementalRow] = []
    /// Extra health and cost of each draw, by strategy.
    var plane: [String: [PlaneChart.Point]] = [:]
    /// Chance of being the best choice by willingness to pay, by strategy.
    var acceptability: [String: [CurveChart.Point]] = [:]
    /// The strategy with the highest expected worth by willingness to pay.
    var frontier: [FrontierRow] = []
    /// What is spent, by year and strategy.
    var budget: [BudgetRow] = []
  }

  /// A strategy in the incremental analysis.
  struct IncrementalRow: Sendable {
    /// Its name.
    var strategy: String
    /// Expected cost.
    var cost: Estimate
    /// Expected health.
    var effect: Estimate
    /// What it adds to the next cheaper strategy worth considering.
    var status: IncrementalStatus
  }

  /// How a strategy stands against cheaper ones.
  enum IncrementalStatus: Sendable {
    /// The cheapest.
    case reference
    /// Extra cost of an extra unit of health.
    case ratio(Double)
    /// Another costs less and gives more health.
    case dominated
    /// A mix of two others costs less and gives more health.
    case extendedlyDominated
  }

  /// Up to which willingness to pay a strategy is the best choice.
  struct FrontierRow: Sendable {
    /// The lowest willingness to pay.
    var from: Double
    /// The strategy's name.
    var strategy: String
    /// Chance that it is the best there.
    var probability: Double
  }

  /// What is spent in a year.
  struct BudgetRow: Sendable {
    /// The year: `Year 1`, `2027`.
    var year: String
    /// By strategy.
    var amounts: [String: Estimate]
  }
}
