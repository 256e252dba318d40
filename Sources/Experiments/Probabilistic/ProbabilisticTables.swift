internal import Statistics
internal import HealthEconomics

/// Writes the tables of an uncertainty analysis.
struct ProbabilisticTables {
  private let results: ProbabilisticResults
  private let economics: EconomicsPlan
  private let analysis: InformationAnalysis
  private var plan: ProbabilisticPlan { results.plan }

  init(
    _ results: ProbabilisticResults, _ economics: EconomicsPlan,
    information: InformationAnalysis
  ) {
    self.results = results
    self.economics = economics
    analysis = information
  }

  /// Writes all; `path` gives the path of a name.
  func write(file path: (String) -> String) throws(OutputError) -> [WrittenFile] {
    let main = results.sample(economics.perspective)
    var files = [
      try wide(path("costs.csv"), plan.strategies, main.costs),
      try wide(path("effects.csv"), plan.strategies, main.effects),
      try wide(
        path("params.csv"), plan.design.inputs.map(\.key),
        plan.design.inputs.map(results.numbers)),
    ]
    for perspective in Perspective.allCases where perspective != economics.perspective {
      let sample = results.sample(perspective)
      files.append(
        try wide(path("costs_\(perspective.fileName).csv"), plan.strategies, sample.costs))
    }
    files.append(try OutputTable.draws.write(file: path, rows: draws))
    files.append(try OutputTable.incremental.write(file: path, rows: incremental))
    files.append(try OutputTable.acceptability.write(file: path, rows: acceptability))
    files.append(try OutputTable.information.write(file: path, rows: information))
    if plan.replications > 1 { files.append(try OutputTable.noise.write(file: path, rows: noise)) }
    return files
  }

  /// A matrix: one column for each name, one row for each draw, nothing else, as packages for the
  /// analysis of such samples expect it.
  private func wide(
    _ path: String, _ names: [String], _ columns: [[Double]]
  ) throws(OutputError) -> WrittenFile {
    var file = try CSVFile(path: path, columns: names)
    for draw in 0..<plan.draws { try file.row(columns.map { .number($0[draw]) }) }
    return try file.close()
  }

  private func draws(_ file: inout CSVFile) throws(OutputError) {
    for draw in 0..<plan.draws {
      for (strategy, name) in plan.strategies.enumerated() {
        for replication in 0..<plan.replications {
          file.lead([.integer(draw + 1), .text(name), .integer(replication + 1)])
          try file.row(
            ProbabilisticMeasure.allCases.map { measure in
              .number(
                results.total(
                  measure, draw: draw, strategy: strategy, replication: replication))
            })
        }
      }
    }
  }

  private func incremental(_ file: inout CSVFile) throws(OutputError) {
    for perspective in Perspective.allCases {
      let sample = results.sample(perspective)
      try IncrementalTable.write(
        IncrementalAnalysis(sample.expectedValues), perspective: perspective,
        thresholds: economics.thresholds, to: &file)
    }
  }

  private func acceptability(_ file: inout CSVFile) throws(OutputError) {
    for perspective in Perspective.allCases {
      let sample = results.sample(perspective)
      let curve = AcceptabilityCurve(sample, thresholds: economics.curve)
      let loss = ExpectedLoss(sample, thresholds: economics.curve)
      for (place, threshold) in economics.curve.enumerated() {
        let perfect = InformationValue.perfect(sample, at: threshold)
        for (strategy, name) in plan.strategies.enumerated() {
          try file.row([
            .text(perspective.fileName), .number(threshold), .text(name),
            .number(curve.probabilities[strategy][place]),
            .number(curve.standardError(strategy: strategy, threshold: place)),
            .integer(curve.best[place] == strategy ? 1 : 0),
            .number(loss.losses[strategy][place]), .number(perfect.perPerson),
            .number(perfect.standardError),
          ])
        }
      }
    }
  }

  private func information(_ file: inout CSVFile) throws(OutputError) {
    for row in analysis.rows {
      for (index, threshold) in economics.thresholds.enumerated() {
        let value = row.values?[index]
        try file.row([
          .text(economics.perspective.fileName), .number(threshold), .text(row.name),
          .text(row.isSingle ? "input" : "group"), .integer(row.inputs),
          .text(row.used.joined(separator: " ")), .number(value?.perPerson),
          .number(value?.standardError),
        ])
      }
    }
  }

  private func noise(_ file: inout CSVFile) throws(OutputError) {
    for perspective in Perspective.allCases {
      guard let nested = results.nested(perspective) else { continue }
      for (strategy, name) in plan.strategies.enumerated() {
        var rows = [("cost", nested.costComponents(of: strategy))]
        rows.append(("qalys", nested.effectComponents(of: strategy)))
        if strategy > 0 {
          rows.append(
            (
              "net_monetary_benefit_difference",
              nested.netMonetaryBenefitComponents(
                of: strategy, comparedWith: 0, at: economics.threshold)
            ))
        }
        for (quantity, components) in rows {
          try file.row([
            .text(perspective.fileName), .text(name), .text(quantity),
            .number(components.mean), .number(components.between), .number(components.noise),
            .number(components.standardErrorOfMean),
          ])
        }
      }
    }
  }
}

/// The rows of `incremental.csv`.
enum IncrementalTable {
  /// Writes an analysis as a perspective sees it.
  static func write(
    _ analysis: IncrementalAnalysis, perspective: Perspective, thresholds: [Double],
    to file: inout CSVFile
  ) throws(OutputError) {
    for row in analysis.rows {
      file.lead([
        .text(perspective.fileName), .text(row.strategy.name), .number(row.strategy.cost),
        .number(row.strategy.effect), .text(status(row.status)), .text(row.comparator ?? ""),
        .number(row.increment?.cost), .number(row.increment?.effect), .number(row.ratio),
      ])
      for threshold in thresholds {
        try file.row([
          .number(threshold), .number(row.strategy.netMonetaryBenefit(at: threshold)),
        ])
      }
    }
  }

  /// The words for what became of a strategy.
  static func status(_ status: IncrementalAnalysis.Status) -> String {
    switch status {
    case .frontier: "frontier"
    case .dominated(let by): "dominated by \(by)"
    case .extendedlyDominated(let by, let and): "extendedly dominated by \(by) and \(and)"
    case .tied(let with): "tied with \(with)"
    }
  }
}
