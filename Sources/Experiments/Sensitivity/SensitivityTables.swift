internal import Statistics

/// Writes the table of a sensitivity analysis.
struct SensitivityTables {
  private let results: SensitivityResults
  private var plan: SensitivityPlan { results.plan }

  init(_ results: SensitivityResults) { self.results = results }

  /// Writes it; `path` gives the path of a name.
  func write(file path: (String) -> String) throws(OutputError) -> WrittenFile {
    switch results.finding {
    case .oneWay(let given, let bars):
      try table(.sensitivity, path) { file throws(OutputError) in
        try write(given, bars, to: &file)
      }
    case .twoWay(let cells):
      try table(.twoWay, path) { file throws(OutputError) in try write(cells, to: &file) }
    case .threshold(let range, let answer):
      try table(.threshold, path) { file throws(OutputError) in
        try write(range, answer, to: &file)
      }
    }
  }

  private func table(
    _ table: OutputTable, _ path: (String) -> String,
    _ write: (inout CSVFile) throws(OutputError) -> Void
  ) throws(OutputError) -> WrittenFile {
    try table.write(file: path) { file throws(OutputError) in
      file.lead([
        .text(plan.strategyName), .text(plan.comparatorName), .text(plan.measured.name),
      ])
      try write(&file)
    }
  }

  private func write(
    _ given: RunningMoments, _ bars: [SensitivityResults.Bar], to file: inout CSVFile
  ) throws(OutputError) {
    for bar in bars {
      for (end, number, difference) in [
        ("given", Self.finite(bar.range.given), given), ("low", bar.range.low, bar.atLow),
        ("high", bar.range.high, bar.atHigh), ("swing", nil, bar.swing),
      ] {
        try file.row(
          [.text(bar.range.key), .text(end), .number(number)] + Self.fields(difference))
      }
    }
  }

  private func write(
    _ cells: [SensitivityResults.Cell], to file: inout CSVFile
  ) throws(OutputError) {
    guard case .twoWay(let first, let second, _) = plan.question else { return }
    for cell in cells {
      try file.row(
        [
          .text(first.key), .number(cell.first), .text(second.key), .number(cell.second),
        ] + Self.fields(cell.difference))
    }
  }

  private func write(
    _ range: SensitivityRange, _ answer: ThresholdSearch.Answer, to file: inout CSVFile
  ) throws(OutputError) {
    try file.row([
      .text(range.key), "crossing", .number(answer.crossing), .number(answer.low),
      .number(answer.high), .integer(answer.crossings), .number(nil), .number(nil), .number(nil),
      .number(nil),
    ])
    for point in answer.points {
      try file.row([
        .text(range.key), "point", .number(point.place), .number(nil), .number(nil),
        .number(nil), .number(point.value.mean), .number(point.value.lower),
        .number(point.value.upper), .number(point.value.standardError),
      ])
    }
  }

  private static func fields(_ moments: RunningMoments) -> [CSVField] {
    let interval = moments.confidenceInterval()
    return [
      .number(moments.mean), .number(interval?.lower), .number(interval?.upper),
      .number(moments.standardError),
    ]
  }

  /// A table holds no infinity.
  private static func finite(_ number: Double) -> Double? { number.isFinite ? number : nil }
}
