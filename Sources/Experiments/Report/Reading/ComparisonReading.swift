internal import Statistics
internal import TreatmentModel

/// Reads a comparison's results as what its report is made of.
struct ComparisonReading {
  let results: ComparisonResults
  /// Costs and health; nil where nobody has computed them.
  let economics: EconomicComparison?
  /// The command as typed.
  let command: [String]

  /// Takes the results of at least one replication.
  init(_ results: ComparisonResults, _ economics: EconomicComparison?, command: [String]) {
    self.results = results
    self.economics = economics
    self.command = command
  }

  var comparison: Comparison { results.comparison }
  var scenario: Scenario { comparison.scenario }
  var model: Model { comparison.reference.model }
  var years: Double { model.horizonDays / Formula.daysPerYear }

  /// Everything that the report shows.
  var input: ReportInput {
    var input = ReportInput(
      title: scenario.title, question: question, setting: setting, uncertainty: uncertainty,
      comparator: comparison.reference.name, strategies: strategies, reproduction: reproduction)
    (input.charted, input.chartedBecause) = charted
    input.keyFigures = keyFigures
    input.curves = curves
    input.forests = forests
    input.equity = equity
    input.gaps = gaps(of: input.charted)
    input.interactions = interactions
    input.economics = economics.map { costs($0) }
    input.evidence = evidence
    input.assumptions = ReportInput.standardAssumptions
    input.limits = ReportInput.standardLimits
    return input
  }

  /// A name short enough for a legend.
  static func label(_ strategy: ComparedStrategy) -> String {
    strategy.title.count <= 48 ? strategy.title : strategy.name.replacing("-", with: " ")
  }

  private var strategies: [ReportInput.Strategy] {
    let labels = comparison.strategies.map(Self.label)
    return zip(comparison.strategies, labels).map { strategy, label in
      // Two strategies may have the same title; their names differ.
      let isUnique = labels.count { $0 == label } == 1
      return ReportInput.Strategy(
        name: strategy.name, title: isUnique ? label : "\(label) (\(strategy.name))",
        policies: strategy.files.map { ReportInput.Policy($0) })
    }
  }

  /// The strategies that charts show, where not all can be told apart, and why these.
  private var charted: ([String], String) {
    guard comparison.strategies.count > SeriesStyle.most else { return ([], "") }
    let room = SeriesStyle.most - 1
    if let design = results.interactions?.design, design.factors.count <= room {
      let singles = design.factors.indices.map { design.strategies[1 << $0] }
      let chosen = singles.count < room ? singles + [design.strategies.last!] : singles
      return (
        chosen.filter { $0 != comparison.comparator }.map { comparison.strategies[$0].name },
        chosen.count > singles.count ? "each policy alone and all together" : "each policy alone"
      )
    }
    let ranked = comparison.others.sorted { deaths($0) < deaths($1) }
    return (
      ranked.prefix(room).map { comparison.strategies[$0].name },
      "those with the fewest deaths from overdose"
    )
  }

  private func deaths(_ strategy: Int) -> Double {
    results.difference(of: "overdose_deaths", strategy: strategy)?.difference ?? 0
  }

  private var evidence: [ReportInput.EvidenceRow] {
    var seen: Set<String> = []
    return comparison.strategies.flatMap(\.files).flatMap {
      ReportInput.EvidenceRow.rows(of: $0, bibliography: BuiltIn.bibliography)
    }.filter { seen.insert("\($0.policy)\n\($0.effect)").inserted }
  }

  private var reproduction: ReportInput.Reproduction {
    ReportInput.Reproduction(
      command: CommandText.line(command), version: ProgramVersion.current,
      commit: SourceCommit.above(CommandLine.arguments[0]), seed: scenario.run.seed,
      replications: results.replications, inputs: scenario.inputs + BuiltIn.digests)
  }
}

/// Sentences.
extension ComparisonReading {
  private var question: String {
    let others = comparison.others.map { Self.label(comparison.strategies[$0]) }
    let what =
      others.count > 4
      ? "each of \(others.count) strategies"
      : others.map { "\u{201C}\($0)\u{201D}" }.joined(separator: " or ")
    return "If \(what) took the place of \u{201C}\(Self.label(comparison.reference))\u{201D}, how "
      + "many people would be in treatment, how long would they wait, how many would overdose or "
      + "die\(economics == nil ? "" : ", and what would it cost")? Who would gain, and who would not?"
  }

  private var setting: String {
    let count = results.replications
    return ReportSetting.text(scenario) + ", \(count) replication\(count == 1 ? "" : "s") of each "
      + "strategy"
  }

  private var uncertainty: String {
    "Intervals are 95 % Monte Carlo intervals: what chance leaves open after "
      + "\(results.replications) replications. They do not hold doubt about the numbers that go in, "
      + "nor what the model leaves out; moudsim psa adds the uncertainty of the inputs."
  }
}

/// What a scenario simulates, in a line for people.
enum ReportSetting {
  static func text(_ scenario: Scenario) -> String {
    let model = scenario.model
    let names = model.communities.map(\.name)
    let places =
      names.count > 4
      ? "\(names.count) communities" : ReportSetting.list(names)
    let years = HumanNumber.text(((model.horizonDays / Formula.daysPerYear) * 10).rounded() / 10)
    return
      "\(places): \(people(model)) with opioid use disorder, \(years) year\(years == "1" ? "" : "s")"
  }

  private static func people(_ model: Model) -> String {
    switch model.cohort {
    case .members(let members):
      "\(HumanNumber.text(Double(members.count * model.communities.count))) people of a cohort"
    case .synthetic:
      "\(HumanNumber.text(Double(model.communities.reduce(0) { $0 + $1.population }))) people"
    }
  }

  /// `a, b and c`.
  static func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}
