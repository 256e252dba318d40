internal import Statistics
internal import TreatmentModel

extension ReportInput.Estimate {
  /// A mean with its 95 % Monte Carlo interval; nil without values.
  init?(_ moments: RunningMoments?) {
    guard let moments, let mean = moments.mean else { return nil }
    self.init(mean, moments.confidenceInterval().map { $0.lower...$0.upper })
  }
}

extension NumberFormat {
  /// Digits after the point that show differences of some size.
  static func decimals(showing differences: [Double]) -> Int {
    let largest = differences.map { abs($0) }.max() ?? 0
    return largest >= 50 || largest == 0 ? 0 : largest >= 5 ? 1 : 2
  }
}

/// Key figures and forests.
extension ComparisonReading {
  /// A metric that the first screen shows.
  private struct Headline {
    enum Kind { case count, share, days }

    let metric: String
    let label: String
    let unit: String
    let kind: Kind
    /// Whether it has a chart of differences.
    var isForest = false
  }

  private var headlines: [Headline] {
    let time =
      years == 1 ? "in a year" : "in \(HumanNumber.text((years * 10).rounded() / 10)) years"
    return [
      Headline(
        metric: "overdose_deaths", label: "Deaths from overdose", unit: time, kind: .count,
        isForest: true),
      Headline(
        metric: "person_years_on_treatment", label: "Years on medication", unit: "of all people",
        kind: .count, isForest: true),
      Headline(
        metric: "mean_wait_days", label: "Mean wait for a place", unit: "of those who wait",
        kind: .days, isForest: true),
      Headline(
        metric: "not_offered_share_of_seeks",
        label: "Requests for care without an offer of treatment", unit: "", kind: .share),
      Headline(
        metric: "share_in_treatment_at_end", label: "Share in treatment at the end", unit: "",
        kind: .share),
      Headline(
        metric: "overdoses", label: "Overdoses, seen or not", unit: time, kind: .count,
        isForest: true),
      Headline(metric: "deaths", label: "Deaths of all causes", unit: time, kind: .count),
    ]
  }

  private func format(_ headline: Headline) -> NumberFormat {
    let differences = comparison.others.compactMap {
      results.difference(of: headline.metric, strategy: $0)?.difference
    }
    let decimals = NumberFormat.decimals(showing: differences)
    return switch headline.kind {
    case .count: .number(decimals: decimals)
    case .share: .percent(decimals: 1)
    case .days: .quantity(unit: "days", decimals: 1)
    }
  }

  var keyFigures: [ReportInput.KeyFigure] {
    headlines.map { headline in
      var values: [String: ReportInput.KeyFigure.Value] = [:]
      let usual = results.strategies[comparison.comparator].moments(of: headline.metric)
      if let usual = ReportInput.Estimate(usual) {
        values[comparison.reference.name] = ReportInput.KeyFigure.Value(usual)
      }
      for strategy in comparison.others {
        guard let found = results.difference(of: headline.metric, strategy: strategy),
          let value = ReportInput.Estimate(found.pairs.first)
        else { continue }
        values[comparison.strategies[strategy].name] = ReportInput.KeyFigure.Value(
          value, difference: ReportInput.Estimate(found.pairs.difference),
          probabilityBetter: found.probabilityBetter)
      }
      return ReportInput.KeyFigure(
        label: headline.label, unit: headline.unit, format: format(headline), values: values)
    }
  }

  var forests: [ReportInput.Forest] {
    headlines.filter(\.isForest).compactMap { headline in
      let rows = comparison.others.compactMap { strategy -> ForestChart.Row? in
        let found = results.difference(of: headline.metric, strategy: strategy)
        return ReportInput.Estimate(found?.pairs.difference).map { row(strategy, $0) }
      }
      guard !rows.isEmpty else { return nil }
      let unit = headline.kind == .days ? ", days" : ""
      return ReportInput.Forest(
        title: "\(headline.label): difference from \(Self.label(comparison.reference))",
        valueTitle: "difference\(unit)", format: format(headline), rows: rows)
    }
  }

  func row(_ strategy: Int, _ estimate: ReportInput.Estimate) -> ForestChart.Row {
    ForestChart.Row(
      label: Self.label(comparison.strategies[strategy]), value: estimate.value,
      interval: estimate.interval)
  }

  var interactions: [ReportInput.InteractionTable] {
    guard let found = results.interactions else { return [] }
    let outcomes = [
      ("overdose_deaths", "deaths from overdose"),
      ("person_years_on_treatment", "years on medication"),
    ]
    return outcomes.compactMap { metric, words in
      guard let effects = found.effects(on: metric) else { return nil }
      func moments(_ kind: FactorialContrast.Kind, _ factors: String) -> ReportInput.Estimate? {
        let effect = effects.first { $0.kind == kind.name && $0.factors == factors }
        return ReportInput.Estimate(effect?.moments)
      }
      let joint = effects.filter { $0.kind == FactorialContrast.Kind.joint.name }
      let rows = joint.compactMap { effect -> ReportInput.InteractionTable.Row? in
        guard let sum = moments(.sumOfSingles, effect.factors),
          let together = moments(.joint, effect.factors),
          let interaction = moments(.interaction, effect.factors)
        else { return nil }
        return ReportInput.InteractionTable.Row(
          policies: effect.factors.split(separator: "+").map { title(ofFactor: String($0)) },
          sum: sum, joint: together, interaction: interaction)
      }
      let decimals = NumberFormat.decimals(showing: rows.map(\.interaction.value))
      return ReportInput.InteractionTable(
        outcome: words, format: .number(decimals: decimals), rows: rows)
    }
  }

  private func title(ofFactor name: String) -> String {
    comparison.strategies.first { $0.name == name }.map(Self.label) ?? name
  }
}
