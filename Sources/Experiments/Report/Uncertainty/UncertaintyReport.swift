internal import HealthEconomics
internal import Statistics

/// Composes the report of an uncertainty analysis: `report.html`.
struct UncertaintyReport {
  let results: ProbabilisticResults
  let economics: EconomicsPlan
  /// What it would be worth to know some inputs, at the thresholds of `economics`.
  let information: InformationAnalysis
  /// The command as typed.
  let command: [String]

  var plan: ProbabilisticPlan { results.plan }
  var sample: ProbabilisticSample { results.sample(economics.perspective) }
  var money: NumberFormat { .money("$") }
  /// The strategy that others are compared with in the plane: the first one, without policies.
  var reference: Int { 0 }

  /// Writes the report as one file of HTML.
  func write(to path: String, charts: ChartLibrary?) throws(OutputError) -> WrittenFile {
    try Experiments.write(ReportPage(document, charts: charts).html, toNewFile: path)
  }

  /// The report.
  var document: ReportDocument {
    let count = plan.replications
    return ReportDocument(
      title: "\(plan.scenario.title): how sure can we be?",
      subtitle: ReportText(
        "\(ReportSetting.text(plan.scenario)), \(plan.draws) draws of \(plan.design.inputs.count) "
          + "uncertain inputs, \(count) simulation\(count == 1 ? "" : "s") of each strategy in each"
      ),
      notice: .strong("This is not medical advice.")
        + " It is a comparison of simulated futures, for planning and teaching: a model of many "
        + "people, not a forecast for any person.",
      sections: [
        question, strategies, values, choice, knowledge, noise, inputs, limits,
        ComparisonReport.section(reproduction),
      ].compactMap(\.self),
      footer:
        "Written by moudsim \(ProgramVersion.current). The numbers are in the CSV files beside "
        + "this report.")
  }

  /// The title of a strategy, short enough for a legend.
  func title(_ index: Int) -> String {
    let name = plan.strategies[index]
    guard let strategy = plan.scenario.strategies.first(where: { $0.name == name }) else {
      return "No policies"
    }
    return strategy.title.count <= 48 ? strategy.title : name.replacing("-", with: " ")
  }

  /// The strategies that charts show, with their looks: where not all can be told apart, the first one
  /// and those of the highest expected net benefit.
  var series: [(index: Int, looks: ChartSeries)] {
    let benefits = sample.netMonetaryBenefits(at: economics.threshold).map {
      $0.reduce(0, +) / Double($0.count)
    }
    let best = plan.strategies.indices.dropFirst().sorted { benefits[$0] > benefits[$1] }
    let chosen = [reference] + best.prefix(SeriesStyle.most - 1).sorted()
    return chosen.enumerated().map { place, index in
      (
        index,
        ChartSeries(
          name: plan.strategies[index], title: title(index), style: .series(place))
      )
    }
  }

  private var question: ReportDocument.Section {
    let threshold = economics.threshold
    let best = sample.best(at: threshold)
    let curve = AcceptabilityCurve(sample, thresholds: [threshold])
    let perfect = InformationValue.perfect(sample, at: threshold)
    let chance = ComparisonReport.chance(curve.probabilities[best][0])
    let points: [ReportText] = [
      .strong(title(best))
        + ReportText(
          " is the best choice on average where a QALY is worth \(money.text(threshold)). The chance "
            + "that it is the best is \(chance)."),
      ReportText(
        "Knowing every input exactly would be worth \(Self.perPerson(perfect.perPerson)) for each "
          + "person, \(money.text(perfect.perPerson * plan.people)) for all. Research that costs more "
          + "cannot pay for this decision alone."),
    ]
    return ReportDocument.Section(
      anchor: "question", title: "The question",
      blocks: [
        .paragraph(
          "The numbers that go into the model are not known exactly. If all of them are drawn from "
            + "what is plausible, which strategy is best, how often would another have been better, "
            + "and which numbers are worth knowing better?"), .list(points),
        .paragraph(
          .minor(
            "Costs as \(economics.perspective.words) sees them, per person alive at the start. "
              + ReportPrices.text)),
      ])
  }

  private var strategies: ReportDocument.Section {
    let list = plan.strategies.enumerated().map { index, name in
      let files = plan.scenario.strategies.first { $0.name == name }?.files ?? []
      return ReportDocument.Definition(
        term: ReportText(title(index)),
        meaning: files.isEmpty
          ? "Care as it is in the scenario, without any of the policies."
          : ReportText(files.map(\.title).joined(separator: "; ") + "."))
    }
    return ReportDocument.Section(
      anchor: "strategies", title: "What is compared", blocks: [.definitions(list)])
  }

  private var inputs: ReportDocument.Section {
    let groups = InformationAnalysis.groups(
      of: plan.design.inputs, named: plan.scenario.uncertainty.groups)
    return ReportDocument.Section(
      anchor: "inputs", title: "What was drawn",
      blocks: [
        .paragraph(
          ReportText(
            "\(plan.design.inputs.count) inputs, \(origin), cut at its range; "
              + "\(plan.design.method.rawValue) design. params.csv holds every number drawn.")),
        .folded(
          ReportTable(
            "Inputs by group", [ReportTable.Column("group"), .number("inputs")],
            rows: groups.map { [ReportText($0.name), ReportText("\($0.keys.count)")] }),
          summary: "Inputs by group"),
      ])
  }

  /// Where the numbers come from.
  private var origin: String {
    guard let posterior = plan.design.posterior else { return "each from its distribution" }
    return "\(posterior.words), every other from its distribution"
  }

  private var limits: ReportDocument.Section {
    ReportDocument.Section(
      anchor: "limits", title: "Assumptions and limits",
      blocks: [
        .heading("Assumptions"), .list(ReportInput.standardAssumptions.map { ReportText($0) }),
        .heading("Limits"),
        .list(
          ([
            "Inputs without a distribution are not drawn, and what the model leaves out is in no "
              + "interval here.",
            "With one simulation in a draw, chance of the simulation widens the clouds and adds to "
              + "the value of perfect information.",
          ] + ReportInput.standardLimits).map { ReportText($0) }),
      ])
  }

  private var reproduction: ReportInput.Reproduction {
    ReportInput.Reproduction(
      command: CommandText.line(command), version: ProgramVersion.current,
      commit: SourceCommit.above(CommandLine.arguments[0]), seed: plan.scenario.run.seed,
      replications: plan.replications, draws: plan.draws,
      inputs: plan.scenario.inputs + BuiltIn.digests)
  }

  /// An amount for one person, with cents where it is small.
  static func perPerson(_ amount: Double) -> String {
    amount < 100
      ? "$" + NumberFormat.number(decimals: 2).text(amount) : NumberFormat.money("$").text(amount)
  }
}
