internal import Statistics
internal import TreatmentModel

extension Stratification {
  /// What people are divided by, as a title.
  var title: String {
    switch self {
    case .sex: "Sex"
    case .race: "Race and ethnicity"
    case .age: "Age"
    case .rurality: "Place"
    case .insurance: "Insurance"
    case .housing: "Housing"
    case .ancestry: "Genetic ancestry"
    case .severity: "Severity"
    case .injecting: "Injecting"
    }
  }
}

/// Who gains.
extension ComparisonReading {
  private var layout: OutcomeLayout { model.layout }

  /// The stratifications, each with the number of its first group.
  private var stratifications: [(Stratification, first: Int)] {
    var first = 1
    return layout.stratifications.map { stratification in
      defer { first += stratification.count }
      return (stratification, first)
    }
  }

  var equity: [ReportInput.EquityGroup] {
    stratifications.flatMap { stratification, first in
      [
        rates(stratification, first),
        gains(
          "deaths_averted", "Deaths averted per 1,000 people", stratification, first,
          "deaths averted per 1,000 people"),
        gains(
          "treatment_years_gained", "Years on medication gained per 1,000 people", stratification,
          first, "years gained per 1,000 people"),
      ]
    }
  }

  private func rates(_ stratification: Stratification, _ first: Int) -> ReportInput.EquityGroup {
    let metric = "overdose_deaths_per_100_person_years"
    let rows = Self.names(stratification).enumerated().map { index, name in
      var values: [String: ReportInput.Estimate] = [:]
      for strategy in comparison.others {
        guard
          let pairs = results.difference(of: metric, strategy: strategy, group: first + index)?
            .pairs
        else { continue }
        values[comparison.strategies[strategy].name] = ReportInput.Estimate(pairs.first)
        values[comparison.reference.name] = ReportInput.Estimate(pairs.second)
      }
      return ReportInput.EquityGroup.Row(stratum: name, values: values)
    }
    return ReportInput.EquityGroup(
      title: "Deaths from overdose by \(stratification.title.lowercased())",
      valueTitle: "deaths per 100 person-years", format: .number(decimals: 2), rows: rows)
  }

  /// A benefit of each stratum for 1,000 of its people.
  private func gains(
    _ benefit: String, _ title: String, _ stratification: Stratification, _ first: Int,
    _ valueTitle: String
  ) -> ReportInput.EquityGroup {
    let rows = Self.names(stratification).enumerated().map { index, name in
      let group = first + index
      var values: [String: ReportInput.Estimate] = [:]
      for strategy in comparison.others {
        guard
          let people = results.lives.mean(of: .lives, strategy: strategy, group: group),
          people > 0,
          let gain = ReportInput.Estimate(
            results.benefit(benefit, strategy: strategy, group: group))
        else { continue }
        let scale = 1000 / people
        values[comparison.strategies[strategy].name] = ReportInput.Estimate(
          gain.value * scale,
          gain.interval.map { $0.lowerBound * scale...$0.upperBound * scale })
      }
      return ReportInput.EquityGroup.Row(stratum: name, values: values)
    }
    return ReportInput.EquityGroup(
      title: "\(title), by \(stratification.title.lowercased())", valueTitle: valueTitle,
      format: .number(decimals: 1), rows: rows)
  }

  /// How the gap between strata changes; `charted` names the strategies to show, empty: all.
  func gaps(of charted: [String]) -> [ReportInput.Forest] {
    guard let metric = EquityTable.metrics.first(where: { $0.name.hasPrefix("overdose_deaths") })
    else { return [] }
    return stratifications.compactMap { stratification, _ in
      let rows = comparison.others.compactMap { strategy -> ForestChart.Row? in
        let name = comparison.strategies[strategy].name
        guard charted.isEmpty || charted.contains(name) else { return nil }
        let change = results.equity.gap(
          .absoluteGap, of: metric.name, between: stratification, strategy: strategy)
        return ReportInput.Estimate(change).map { row(strategy, $0) }
      }
      guard !rows.isEmpty else { return nil }
      return ReportInput.Forest(
        title: "Change of the gap in deaths from overdose, by "
          + stratification.title.lowercased(),
        valueTitle: "change of the gap, deaths per 100 person-years",
        format: .number(decimals: 3), rows: rows)
    }
  }

  /// Names of strata for people: `African american` for `africanAmerican`.
  private static func names(_ stratification: Stratification) -> [String] {
    stratification.strata.map { name in
      let words = name.contains(" ") ? name : snakeCase(name).replacing("_", with: " ")
      return words.prefix(1).uppercased() + words.dropFirst()
    }
  }
}
