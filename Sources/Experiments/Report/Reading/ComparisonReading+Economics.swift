internal import HealthEconomics
internal import Statistics

extension Perspective {
  /// Whose view it is, as a title.
  var title: String {
    switch self {
    case .healthSector: "Health-care sector"
    case .payer: "Payer"
    case .societal: "Society"
    }
  }
}

/// How prices and later years are counted, in a sentence.
enum ReportPrices {
  static var text: String {
    let parameters = BuiltIn.parameters
    let prices = parameters.rows.compactMap(\.prices).first.map { "Prices in \($0). " } ?? ""
    func percent(_ key: String) -> String {
      HumanNumber.text((parameters[key]?.value ?? 0) * 100) + " %"
    }
    return prices + "Costs of later years count \(percent("discount.cost")) less for each year, "
      + "and QALYs \(percent("discount.utility")), unless the scenario says otherwise. "
  }
}

/// Costs and what they buy.
extension ComparisonReading {
  func costs(_ economics: EconomicComparison) -> ReportInput.Economics {
    let perspective = economics.plan.perspective
    let increments = comparison.others.flatMap { economics.increments(of: $0, perspective) }
    var section = ReportInput.Economics(
      perspective: "As \(perspective.words) sees it",
      basis: ReportPrices.text
        + "All people of all communities together; what comes after the simulated time is not "
        + "counted. Intervals hold chance only. economics.csv has the other perspectives.",
      currency: "$", healthUnit: "QALY",
      healthFormat: .number(decimals: NumberFormat.decimals(showing: increments.map(\.effect))),
      threshold: economics.plan.threshold)
    section.incremental = incremental(economics)
    section.differences = comparison.others.compactMap { difference($0, economics) }
    for strategy in comparison.others {
      section.plane[comparison.strategies[strategy].name] = economics.increments(
        of: strategy, perspective
      ).map { PlaneChart.Point(effect: $0.effect, cost: $0.cost) }
    }
    section.dot = "replication"
    section.spread =
      "Each dot is a replication, so the spread is chance only: it says nothing about doubt in the "
      + "inputs, which moudsim psa adds."
    section.categories = categories(economics)
    section.budget = budget(economics)
    section.budgetTitle =
      "Budget impact: spent more or less in each year than under "
      + Self.label(comparison.reference)
    return section
  }

  private func incremental(_ economics: EconomicComparison) -> [ReportInput.IncrementalRow] {
    let perspective = economics.plan.perspective
    let analysis = IncrementalAnalysis(economics.expectedValues(perspective))
    return analysis.rows.compactMap { row in
      guard
        let index = comparison.strategies.firstIndex(where: { $0.name == row.strategy.name }),
        let cost = ReportInput.Estimate(economics.pairs(index) { $0.cost(perspective) }.first),
        let effect = ReportInput.Estimate(economics.pairs(index, \.qalys).first)
      else { return nil }
      return ReportInput.IncrementalRow(
        strategy: row.strategy.name, cost: cost, effect: effect, status: .init(row))
    }
  }

  private func difference(
    _ strategy: Int, _ economics: EconomicComparison
  ) -> ReportInput.DifferenceRow? {
    let perspective = economics.plan.perspective
    let threshold = economics.plan.threshold
    func estimate(_ figure: (EconomicValue) -> Double) -> ReportInput.Estimate? {
      ReportInput.Estimate(economics.pairs(strategy, figure).difference)
    }
    guard let cost = estimate({ $0.cost(perspective) }), let effect = estimate(\.qalys),
      let benefit = estimate({ threshold * $0.qalys - $0.cost(perspective) })
    else { return nil }
    var row = ReportInput.DifferenceRow(
      strategy: comparison.strategies[strategy].name, cost: cost, effect: effect,
      netBenefit: benefit)
    for other in Perspective.allCases where other != perspective {
      row.otherCosts[other.title] = estimate { $0.cost(other) }
    }
    return row
  }

  private func categories(_ economics: EconomicComparison) -> [ReportInput.BudgetRow] {
    let perspective = economics.plan.perspective
    return economics.categories(perspective).map { category in
      var amounts: [String: ReportInput.Estimate] = [:]
      for strategy in comparison.others {
        amounts[comparison.strategies[strategy].name] = ReportInput.Estimate(
          economics.pairs(strategy) { $0.cost(perspective, of: category) }.difference)
      }
      return ReportInput.BudgetRow(
        year: category.prefix(1).uppercased() + category.dropFirst(), amounts: amounts)
    }
  }

  private func budget(_ economics: EconomicComparison) -> [ReportInput.BudgetRow] {
    let perspective = economics.plan.perspective
    let usual = economics.yearlyCosts(comparison.comparator, perspective)
    let costs = comparison.others.map {
      (comparison.strategies[$0].name, economics.yearlyCosts($0, perspective))
    }
    return usual.indices.map { year in
      ReportInput.BudgetRow(
        year: "Year \(year + 1)",
        amounts: Dictionary(
          uniqueKeysWithValues: costs.map { ($0, ReportInput.Estimate($1[year] - usual[year])) }))
    }
  }
}

extension ReportInput.IncrementalStatus {
  /// How a strategy of an analysis stands.
  init(_ row: IncrementalAnalysis.Row) {
    switch row.status {
    case .frontier: self = row.ratio.map { .ratio($0) } ?? .reference
    case .dominated: self = .dominated
    case .extendedlyDominated: self = .extendedlyDominated
    case .tied: self = .tied
    }
  }
}
