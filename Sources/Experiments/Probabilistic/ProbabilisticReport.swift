internal import Statistics
internal import HealthEconomics

/// What an uncertainty analysis prints.
public struct ProbabilisticReport: Sendable {
  private let results: ProbabilisticResults
  private let economics: EconomicsPlan
  private let analysis: InformationAnalysis

  /// Inputs and groups of which the value of information is printed; the file holds all.
  private static let shown = 8

  /// Reports results; `analysis` is of the same results.
  init(
    _ results: ProbabilisticResults, _ economics: EconomicsPlan,
    information analysis: InformationAnalysis
  ) {
    self.analysis = analysis
    self.results = results
    self.economics = economics
  }

  /// The tables, each below a line that says what it is.
  public var text: String {
    let plan = results.plan
    let sample = results.sample(economics.perspective)
    return """
      \(plan.scenario.title)
      \(plan.draws) draws of \(plan.design.inputs.count) inputs, \
      \(plan.design.posterior.map { "\($0.words), " } ?? "")\
      \(plan.replications) simulation\(plan.replications == 1 ? "" : "s") of every strategy in each; \
      costs as \(economics.perspective.words) sees them, per person

      \(EconomicText.incremental(sample.expectedValues, economics: economics))
      \(acceptability(sample))
      \(information)
      """
  }

  private func acceptability(_ sample: ProbabilisticSample) -> String {
    let thresholds = economics.thresholds.sorted()
    let curve = AcceptabilityCurve(sample, thresholds: thresholds)
    var table = TextTable(
      [("strategy", false)] + thresholds.map { ("best at \(HumanNumber.text($0))", true) })
    for (index, name) in sample.strategies.enumerated() {
      table.add(
        [name]
          + thresholds.indices.map { place in
            let share = HumanNumber.text(curve.probabilities[index][place])
            return curve.best[place] == index ? "\(share) *" : share
          })
    }
    let perfect = thresholds.map { threshold in
      let value = InformationValue.perfect(sample, at: threshold)
      return "\(HumanNumber.text(value.perPerson)) at \(HumanNumber.text(threshold))"
    }
    return "Probability of being the best, by what a QALY is worth; * best on average\n"
      + table.text
      + "Perfect information would be worth, per person: \(perfect.joined(separator: ", "))\n"
  }

  private var information: String {
    var table = TextTable([
      ("to know", false), ("worth per person", true), ("standard error", true), ("inputs", true),
    ])
    let rows = analysis.rows.sorted {
      ($0.values?[0].perPerson ?? -1) > ($1.values?[0].perPerson ?? -1)
    }
    for row in rows.prefix(Self.shown) {
      table.add([
        row.name, HumanNumber.text(row.values?[0].perPerson),
        HumanNumber.text(row.values?[0].standardError),
        row.used.count < row.inputs ? "\(row.used.count) of \(row.inputs)" : "\(row.inputs)",
      ])
    }
    return "What it would be worth to know some inputs, at "
      + "\(HumanNumber.text(economics.threshold)) for a QALY\n" + table.text
      + "Inputs that tell nothing seem to be worth about their standard error.\n"
  }
}

/// Tables of costs and health for a terminal.
enum EconomicText {
  /// Costs, QALYs and what became of each strategy.
  static func incremental(_ values: [StrategyValue], economics: EconomicsPlan) -> String {
    var table = TextTable([
      ("strategy", false), ("cost", true), ("QALYs", true), ("cost per QALY", true),
      ("net benefit", true), ("status", false),
    ])
    for row in IncrementalAnalysis(values).rows {
      table.add([
        row.strategy.name, HumanNumber.text(row.strategy.cost),
        HumanNumber.text(row.strategy.effect), HumanNumber.text(row.ratio),
        HumanNumber.text(row.strategy.netMonetaryBenefit(at: economics.threshold)),
        IncrementalTable.status(row.status),
      ])
    }
    return "Costs and health; net benefit at \(HumanNumber.text(economics.threshold)) for a QALY\n"
      + table.text
  }
}

extension EconomicComparison {
  /// What a comparison prints of costs and health: differences with their intervals, and decisions.
  public var text: String {
    let threshold = plan.threshold
    var table = TextTable([
      ("strategy", false), ("cost", true), ("QALYs", true), ("net benefit", true),
    ])
    func cell(_ strategy: Int, _ figure: (EconomicValue) -> Double) -> String {
      let pairs = pairs(strategy, figure)
      let interval = pairs.difference.confidenceInterval().map {
        " (\(HumanNumber.text($0.lower)) to \(HumanNumber.text($0.upper)))"
      }
      return HumanNumber.text(pairs.difference.mean) + (interval ?? "")
    }
    for (index, name) in strategies.enumerated() where name != comparator {
      table.add([
        name, cell(index) { $0.cost(plan.perspective) }, cell(index, \.qalys),
        cell(index) { threshold * $0.qalys - $0.cost(plan.perspective) },
      ])
    }
    return "Costs as \(plan.perspective.words) sees them, QALYs, and net benefit at "
      + "\(HumanNumber.text(threshold)) for a QALY: difference from \(comparator), discounted, and "
      + "95 % Monte Carlo interval\n" + table.text + "\n"
      + EconomicText.incremental(expectedValues(plan.perspective), economics: plan)
  }
}
