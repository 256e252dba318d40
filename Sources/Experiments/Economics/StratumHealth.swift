internal import TreatmentModel

/// QALYs by group of people, read from totals by stratum cell.
///
/// Totals are not told by calendar interval, so that these QALYs are not discounted.
struct StratumHealth {
  /// What a unit of each column of `Measure` is worth in QALYs.
  private let weights: [Double]

  /// Reads prices of a community.
  init(_ prices: EconomicPrices) {
    var weights = [Double](repeating: 0, count: Measure.count)
    let ticksPerYear = Formula.ticksPerDay * Formula.daysPerYear
    let utilities = prices.utilities
    for state in HealthState.all {
      let column = Measure.occupancy(state.care, state.medication, state.use)
      weights[column] = utilities[state.name]! / ticksPerYear
    }
    // Fatal overdoses are among all overdoses and cost no health beyond death.
    let loss = prices.decrements[EconomicItem.overdose]!
    for window in RiskWindow.allCases {
      weights[Measure.count(of: .overdose, in: window)] -= loss
      weights[Measure.count(of: .overdoseDeath, in: window)] += loss
    }
    self.weights = weights
  }

  /// QALYs of a row of totals.
  private func qalys(_ totals: [Int64], cell: Int) -> Double {
    let first = cell * Measure.count
    return weights.indices.reduce(0) { $0 + weights[$1] * Double(totals[first + $1]) }
  }

  /// QALYs of everybody, then of each stratum of each stratification; all communities of a model.
  static func qalys(_ outcomes: [Outcome], model: Model) -> [Double] {
    let layout = model.layout
    var groups = [Double](repeating: 0, count: layout.groups)
    for (outcome, community) in zip(outcomes, model.communities) {
      let health = StratumHealth(EconomicPrices(community.parameters))
      for cell in 0..<layout.cells {
        let qalys = health.qalys(outcome.totals, cell: cell)
        groups[0] += qalys
        var first = 1
        for (index, stratification) in layout.stratifications.enumerated() {
          groups[first + layout.stratum(ofCell: cell, in: index)] += qalys
          first += stratification.count
        }
      }
    }
    return groups
  }
}
