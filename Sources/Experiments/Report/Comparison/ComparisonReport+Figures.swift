/// Numbers and what they say in words.
extension ComparisonReport {
  private static let order: [EvidenceGrade] = [.a, .b, .c, .d, .n, .x]

  /// What the first figures say about each strategy, in a sentence each.
  var summary: ReportDocument.Section? {
    let figures = input.keyFigures.prefix(3)
    let points: [ReportText] = others.compactMap { strategy in
      let parts = figures.compactMap { figure in
        figure.values[strategy.name]?.difference.map { Self.sentence(figure, $0) }
      }
      guard !parts.isEmpty else { return nil }
      return .strong(strategy.title) + ReportText(": \(parts.joined(separator: "; ")).")
    }
    guard !points.isEmpty else { return nil }
    return ReportDocument.Section(
      anchor: "summary", title: "In short",
      blocks: [
        .paragraph(ReportText("Compared with \(title(of: input.comparator)):")), .list(points),
        .paragraph(.minor(input.uncertainty)),
      ])
  }

  /// `120 fewer deaths from overdose (95 % interval 90 to 150 fewer)`.
  static func sentence(_ figure: ReportInput.KeyFigure, _ difference: ReportInput.Estimate)
    -> String
  {
    let label = figure.label.prefix(1).lowercased() + figure.label.dropFirst()
    let interval = difference.interval
    func range(_ text: String) -> String { interval == nil ? "" : " (95 % interval \(text))" }
    if let interval, interval.contains(0) {
      return "no clear change in \(label)\(range(figure.format.change(interval)))"
    }
    let isLess = difference.value < 0
    // Down by 98 (76 to 120): sizes, so that nobody has to read signs.
    let sizes = interval.map { isLess ? -$0.upperBound ... -$0.lowerBound : $0 }
    return "\(label) \(isLess ? "down" : "up") by \(figure.format.size(difference.value))"
      + range(figure.format.text(sizes))
  }

  /// Every figure by strategy, and the differences.
  var keyFigures: ReportDocument.Section? {
    guard !input.keyFigures.isEmpty else { return nil }
    var blocks: [ReportDocument.Block] = [.table(values)]
    if !others.isEmpty { blocks.append(.table(differences)) }
    return ReportDocument.Section(anchor: "key-figures", title: "Key figures", blocks: blocks)
  }

  private static func name(_ figure: ReportInput.KeyFigure) -> ReportText {
    .lines(figure.label, figure.unit)
  }

  private var values: ReportTable {
    table("Mean of each strategy, and its 95 % interval", input.strategies) { figure, strategy in
      guard let value = figure.values[strategy.name]?.estimate else { return "" }
      return .lines(figure.format.text(value.value), figure.format.text(value.interval))
    }
  }

  private var differences: ReportTable {
    let caption =
      "Difference from \(title(of: input.comparator)), its 95 % interval, and the chance of being better"
    return table(caption, others) { figure, strategy in
      guard let value = figure.values[strategy.name], let difference = value.difference else {
        return ""
      }
      var text = ReportText.lines(
        figure.format.change(difference.value), figure.format.change(difference.interval))
      if let probability = value.probabilityBetter {
        text = text + ReportText([.lineBreak, .minor("better: \(Self.chance(probability))")])
      }
      return text
    }
  }

  /// Figures down and strategies across, or turned where there are many strategies.
  private func table(
    _ caption: String, _ strategies: [ReportInput.Strategy],
    _ cell: (ReportInput.KeyFigure, ReportInput.Strategy) -> ReportText
  ) -> ReportTable {
    let figures = input.keyFigures
    guard strategies.count > 4 else {
      return ReportTable(
        caption,
        [ReportTable.Column("")] + strategies.map { .number(ReportText($0.title)) },
        rows: figures.map { figure in
          [Self.name(figure)] + strategies.map { cell(figure, $0) }
        })
    }
    return ReportTable(
      caption, [ReportTable.Column("strategy")] + figures.map { .number(Self.name($0)) },
      rows: strategies.map { strategy in
        [ReportText(strategy.title)] + figures.map { cell($0, strategy) }
      })
  }

  /// A probability in words that do not pretend to certainty.
  static func chance(_ probability: Double) -> String {
    switch probability {
    case 0.995...: "over 99 %"
    case ..<0.005: "under 1 %"
    default: NumberFormat.percent(decimals: 0).text(probability)
    }
  }

  /// The evidence behind what the policies do, best first.
  var evidence: ReportDocument.Section? {
    guard !input.evidence.isEmpty else { return nil }
    let rows = input.evidence.enumerated().sorted { left, right in
      let ranks = [left, right].map { Self.order.firstIndex(of: $0.element.grade) ?? 0 }
      return (ranks[0], left.offset) < (ranks[1], right.offset)
    }.map(\.element)
    let table = ReportTable(
      "What each policy is taken to do, and how well that is known",
      ["policy", "effect", "grade"].map { ReportTable.Column($0) },
      rows: rows.map { row in
        [
          ReportText(row.policy), ReportText(row.effect),
          .lines(row.grade.rawValue, row.grade.word),
        ]
      })
    let grades = Self.order.filter { grade in rows.contains { $0.grade == grade } }.map {
      ReportDocument.Definition(
        term: ReportText("\($0.rawValue), \($0.word)"), meaning: ReportText($0.meaning))
    }
    let sources = rows.map {
      ReportDocument.Definition(
        term: ReportText($0.policy) + .minor(" \($0.effect)"), meaning: Self.sources($0))
    }
    return ReportDocument.Section(
      anchor: "evidence", title: "How well it is known",
      blocks: [
        .table(table), .heading("What the grades mean"), .definitions(grades),
        .heading("Sources and notes"), .definitions(sources),
      ])
  }

  private static func sources(_ row: ReportInput.EvidenceRow) -> ReportText {
    var text: ReportText = row.sources.isEmpty ? "Assumption." : ""
    for (index, source) in row.sources.enumerated() {
      if index > 0 { text = text + " " }
      text = text + (source.url.isEmpty ? "" : .link(source.citation, to: source.url))
      if source.url.isEmpty { text = text + ReportText(source.citation) }
    }
    guard !row.note.isEmpty else { return text }
    return text + ReportText([.lineBreak, .minor(row.note)])
  }
}
