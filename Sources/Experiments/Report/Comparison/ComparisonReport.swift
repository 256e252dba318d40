internal import Foundation

/// Composes the report of a comparison: `report.html`.
struct ComparisonReport: Sendable {
  let input: ReportInput
  /// The strategies that charts show, with their looks; the comparator is grey.
  let series: [ChartSeries]

  /// Prepares the report.
  ///
  /// The comparator must be among the strategies, and their names must differ.
  init(_ input: ReportInput) {
    let names = input.strategies.map(\.name)
    precondition(Set(names).count == names.count, "ReportInput: names of strategies repeat")
    guard let comparator = input.strategies.first(where: { $0.name == input.comparator }) else {
      preconditionFailure("ReportInput: no strategy '\(input.comparator)'")
    }
    self.input = input
    let others = input.strategies.filter { $0.name != input.comparator }
    series = ([comparator] + others).prefix(SeriesStyle.most).enumerated().map {
      ChartSeries(name: $1.name, title: $1.title, style: .series($0))
    }
  }

  /// Writes the report as one file of HTML.
  ///
  /// - Throws: `OutputError` when the file cannot be written.
  func write(to path: String, charts: ChartLibrary?) throws(OutputError) {
    try TextFile.write(ReportPage(document, charts: charts).html, to: path)
  }

  /// The report; sections without data are left out.
  var document: ReportDocument {
    ReportDocument(
      title: input.title, subtitle: ReportText(input.setting),
      notice: .strong("This is not medical advice.")
        + " It is a comparison of simulated futures, for planning and teaching: a model of many people, "
        + "not a forecast for any person.",
      sections: [
        question, summary, keyFigures, strategies, curves, forests, equity, interactions, economics,
        tornados, evidence, limits, reproduction,
      ].compactMap(\.self).filter { !$0.blocks.isEmpty },
      footer: "Written by moudsim \(input.reproduction.version). The numbers are in the CSV files "
        + "beside this report.")
  }

  /// The title of a strategy by its name.
  func title(of name: String) -> String {
    guard let strategy = input.strategies.first(where: { $0.name == name }) else {
      preconditionFailure("ReportInput: no strategy '\(name)'")
    }
    return strategy.title
  }

  /// The strategies other than the comparator.
  var others: [ReportInput.Strategy] {
    input.strategies.filter { $0.name != input.comparator }
  }

  /// Says which strategies charts leave out; nil where they show all.
  var missingSeries: ReportDocument.Block? {
    let shown = Set(series.map(\.name))
    let missing = input.strategies.filter { !shown.contains($0.name) }
    guard !missing.isEmpty else { return nil }
    return .paragraph(
      ReportText(
        "Charts show the first \(series.count) of \(input.strategies.count) strategies, because more "
          + "colours cannot be told apart; tables and files hold all. Not in the charts: "
          + missing.map(\.title).joined(separator: ", ") + "."))
  }

  private var question: ReportDocument.Section {
    ReportDocument.Section(
      anchor: "question", title: "The question",
      blocks: [.paragraph(ReportText(input.question))])
  }

  /// The strategies by the names of their policies, then each policy once.
  private var strategies: ReportDocument.Section {
    let list = input.strategies.map { strategy in
      ReportDocument.Definition(
        term: ReportText(strategy.title),
        meaning: strategy.policies.isEmpty
          ? "Care as it is in the scenario, without any of the policies."
          : ReportText(strategy.policies.map(\.title).joined(separator: "; ") + "."))
    }
    var seen: Set<String> = []
    let policies = input.strategies.flatMap(\.policies).filter { seen.insert($0.title).inserted }
    var blocks: [ReportDocument.Block] = [.definitions(list)]
    if !policies.isEmpty {
      blocks += [.heading("The policies"), .definitions(policies.map(Self.definition))]
    }
    return ReportDocument.Section(
      anchor: "strategies", title: "What is compared", blocks: blocks)
  }

  private static func definition(_ policy: ReportInput.Policy) -> ReportDocument.Definition {
    let grade: ReportText =
      policy.grade.map { .minor(" (evidence: \($0.word), grade \($0.rawValue))") } ?? ""
    let caveat: ReportText =
      policy.caveat.isEmpty
      ? "" : ReportText([.lineBreak, .minor("Keep in mind: \(policy.caveat)")])
    return ReportDocument.Definition(
      term: ReportText(policy.title) + grade, meaning: ReportText(policy.summary) + caveat)
  }
}
