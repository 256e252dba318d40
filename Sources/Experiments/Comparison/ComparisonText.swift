import Statistics
import TreatmentModel

/// What a comparison prints: differences with their intervals, lives, interactions, floors.
public struct ComparisonText: Sendable {
  private let results: ComparisonResults
  private let goals: [PrecisionGoal]
  private var comparison: Comparison { results.comparison }

  /// Metrics whose differences are printed; the files hold all.
  static let headline = [
    ("overdose_deaths", "overdose deaths"), ("overdoses", "overdoses"),
    ("person_years_on_treatment", "years on medication"), ("mean_wait_days", "days of a wait"),
  ]
  /// The metric whose interactions are printed.
  private static let interactionMetric = "overdose_deaths"

  /// Reports results of at least one replication.
  public init(_ results: ComparisonResults, goals: [PrecisionGoal] = []) {
    self.results = results
    self.goals = goals
  }

  /// The tables, each below a line that says what it is.
  public var text: String {
    let scenario = comparison.scenario
    let count = results.replications
    let title =
      "\(scenario.title)\n\(count) replication\(count == 1 ? "" : "s"), seed \(scenario.run.seed), "
      + "the same random numbers for every strategy\n"
    return title + "\n"
      + ([differences, pairing, lives, strata] + [interactions, floors].compactMap(\.self))
      .joined(separator: "\n") + precision
  }

  private var differences: String {
    var table = TextTable(
      [("strategy", false)] + Self.headline.map { ($0.1, true) } + [("better", true)])
    for strategy in comparison.others {
      let cells = Self.headline.map { metric, _ in
        Self.cell(results.difference(of: metric, strategy: strategy))
      }
      let better = results.difference(of: Self.headline[0].0, strategy: strategy)?
        .probabilityBetter
      table.add([comparison.strategies[strategy].name] + cells + [Self.percent(better)])
    }
    let usual = Self.headline.map { metric, words in
      let mean = results.strategies[comparison.comparator].moments(of: metric)?.mean
      return "\(words) \(HumanNumber.text(mean))"
    }
    return "Difference from \(comparison.reference.name) "
      + "(\(usual.joined(separator: ", "))): mean and 95 % Monte Carlo interval\n" + table.text
      + "better: confidence that overdose deaths are fewer, as far as chance goes; says nothing "
      + "about parameters\n"
  }

  private var pairing: String {
    var table = TextTable([("strategy", false)] + Self.headline.map { ($0.1, true) })
    for strategy in comparison.others {
      let cells = Self.headline.map { metric, _ in
        HumanNumber.text(
          results.difference(of: metric, strategy: strategy)?.varianceReduction
            .map { ($0 * 10).rounded() / 10 })
      }
      table.add([comparison.strategies[strategy].name] + cells)
    }
    return "What pairing saves: times as many replications would be needed with independent seeds\n"
      + table.text
  }

  private var lives: String {
    var table = TextTable([
      ("strategy", false), ("people", false), ("lives", true), ("changed", true),
      ("deaths averted", true), ("caused", true), ("more medication", true), ("less", true),
    ])
    let measures: [LifeMeasure] = [
      .lives, .livesChanged, .deathsAverted, .deathsCaused, .livesWithMoreMedication,
      .livesWithLessMedication,
    ]
    for strategy in comparison.others {
      for reached in [true, false] {
        let cells = measures.map { measure in
          HumanNumber.text(
            results.lives.moments(of: measure, strategy: strategy, reached: reached).mean)
        }
        table.add(
          [
            reached ? comparison.strategies[strategy].name : "",
            reached ? "reached" : "not reached",
          ] + cells)
      }
    }
    return
      "Lives beside the same lives under \(comparison.reference.name), people in a replication\n"
      + table.text
  }

  /// The strata that gain and lose most deaths averted, for each strategy.
  private var strata: String {
    guard comparison.strata.count > 1 else { return "" }
    var table = TextTable([
      ("strategy", false), ("stratum", false), ("deaths averted per 1,000 people", true),
      ("net", true), ("interval", true),
    ])
    for strategy in comparison.others {
      let ranked = gains(of: strategy).sorted { $0.rate > $1.rate }
      guard let most = ranked.first, let least = ranked.last else { continue }
      for (name, gain) in [(comparison.strategies[strategy].name, most), ("", least)] {
        let moments = results.benefit("deaths_averted", strategy: strategy, group: gain.group)
        let interval = moments?.confidenceInterval()
        table.add([
          name, comparison.strata[gain.group], HumanNumber.text((gain.rate * 100).rounded() / 100),
          HumanNumber.text(moments?.mean), HumanNumber.interval(interval?.lower, interval?.upper),
        ])
      }
    }
    return "Who gains most and least, by deaths averted\n" + table.text
  }

  private func gains(of strategy: Int) -> [(group: Int, rate: Double)] {
    comparison.strata.indices.dropFirst().compactMap { group in
      guard
        let people = results.lives.mean(of: .lives, strategy: strategy, group: group), people > 0,
        let averted = results.benefit("deaths_averted", strategy: strategy, group: group)?.mean
      else { return nil }
      return (group, 1000 * averted / people)
    }
  }

  private var interactions: String? {
    guard let found = results.interactions?.effects(on: Self.interactionMetric) else { return nil }
    func effect(_ kind: FactorialContrast.Kind, _ factors: String) -> String {
      Self.cell(found.first { $0.kind == kind.name && $0.factors == factors }?.moments)
    }
    var combinations = TextTable([
      ("factors", false), ("sum of single effects", true), ("joint effect", true),
      ("interaction", true),
    ])
    for joint in found where joint.kind == FactorialContrast.Kind.joint.name {
      combinations.add([
        joint.factors, effect(.sumOfSingles, joint.factors), effect(.joint, joint.factors),
        effect(.interaction, joint.factors),
      ])
    }
    var single = TextTable([("factor", false), ("alone", true), ("main effect", true)])
    for factor in results.interactions!.design.factors {
      single.add([factor, effect(.single, factor), effect(.main, factor)])
    }
    return
      "Effects on overdose deaths: each factor alone, and averaged over all levels of the others\n"
      + single.text + "\nTogether beside the sum of what each does alone, overdose deaths\n"
      + combinations.text
  }

  private var floors: String? {
    guard let floors = results.floors else { return nil }
    var table = TextTable(
      [("strategy", false)] + EvidenceFloor.allCases.map { ($0.rawValue, true) })
    for strategy in comparison.strategies.indices {
      let cells = EvidenceFloor.allCases.map { floor in
        floors.entry(floor, strategy: strategy).map { entry in
          let difference = HumanNumber.text(entry.estimate.difference ?? 0)
          return "\(entry.rank). (\(difference))"
        } ?? "-"
      }
      table.add([comparison.strategies[strategy].name] + cells)
    }
    return "Ranking by \(floors.metric) when only evidence of a grade or better is believed: "
      + "place (difference)\n" + table.text
  }

  private var precision: String {
    goals.map { goal in
      let width = HumanNumber.text(goal.halfWidth(in: results))
      let isReached = goal.isReached(by: results, minimum: 2)
      return "\nPrecision of \(goal.metric): half-width \(width), wanted "
        + "\(HumanNumber.text(goal.halfWidth)): \(isReached ? "reached" : "not reached")\n"
    }.joined()
  }

  private static func cell(_ estimate: ComparisonEstimate?) -> String {
    cell(estimate?.pairs.difference)
  }

  private static func cell(_ moments: RunningMoments?) -> String {
    guard var mean = moments?.mean else { return "-" }
    // Sums of differences that cancel leave less than any replication can show.
    if abs(mean) < 1e-9 { mean = 0 }
    guard let interval = moments?.confidenceInterval() else { return HumanNumber.text(mean) }
    return "\(HumanNumber.text(mean)) (\(HumanNumber.interval(interval.lower, interval.upper)))"
  }

  private static func percent(_ share: Double?) -> String {
    share.map { HumanNumber.text((1000 * $0).rounded() / 10) + " %" } ?? "-"
  }
}
