internal import Statistics
internal import TreatmentModel

/// Curves over time.
extension ComparisonReading {
  var curves: [ReportInput.CurveSet] {
    let reference = Self.label(comparison.reference)
    var sets = [
      set(
        "Deaths from overdose so far", "Bands are 95 % Monte Carlo intervals of the mean.",
        "deaths since the start", isCumulative: true, "overdose_deaths", \.value),
      set(
        "Deaths from overdose so far: difference from \(reference)",
        "Pair by pair, with the same random numbers: bands are far narrower than those of the curves "
          + "themselves. Below zero: fewer deaths.", "difference in deaths since the start",
        isCumulative: true, "overdose_deaths", \.difference),
      set(
        "People in treatment", "At the end of each interval.", "people", isCumulative: false,
        "people_in_treatment", \.value),
    ]
    // Those of most episodes; the file has the others.
    let medications = Medication.active.map { ($0, episodes($0)) }.filter { $0.1 > 0 }
      .sorted { $0.1 > $1.1 }.prefix(2).map(\.0)
    sets += Medication.active.filter(medications.contains).map(retention)
    return sets
  }

  private func set(
    _ title: String, _ caption: String, _ valueTitle: String, isCumulative: Bool,
    _ metric: String, _ moments: (ComparisonCurves.Point) -> RunningMoments
  ) -> ReportInput.CurveSet {
    var curves: [String: [CurveChart.Point]] = [:]
    var ends: [Double] = []
    for (index, strategy) in comparison.strategies.enumerated() {
      let found =
        isCumulative
        ? results.curves.cumulative(metric, strategy: index)
        : results.curves.series(metric, strategy: index)
      let points = (found ?? []).compactMap { point -> CurveChart.Point? in
        guard let estimate = ReportInput.Estimate(moments(point)) else { return nil }
        return CurveChart.Point(
          x: point.day / Formula.daysPerYear, mean: estimate.value, interval: estimate.interval)
      }
      let start = CurveChart.Point(x: 0, mean: 0, interval: nil)
      curves[strategy.name] = (isCumulative ? [start] : []) + points
      ends += points.last.map { [$0.mean] } ?? []
    }
    return ReportInput.CurveSet(
      title: title, caption: caption, timeTitle: "years", valueTitle: valueTitle,
      format: .number(decimals: NumberFormat.decimals(showing: ends)), isStepped: false,
      curves: curves)
  }

  private func episodes(_ medication: Medication) -> Int {
    results.strategies[comparison.comparator].retention.curve(medication)?.first?.atRisk ?? 0
  }

  private func retention(_ medication: Medication) -> ReportInput.CurveSet {
    var curves: [String: [CurveChart.Point]] = [:]
    for (index, strategy) in comparison.strategies.enumerated() {
      let days = results.strategies[index].retention.days
      guard let points = results.retention(medication.name, strategy: index) else { continue }
      // Later than a year few are left, and the file tells the rest.
      curves[strategy.name] = zip(days, points).filter { $0.0 <= 365 }.map { day, point in
        CurveChart.Point(
          x: Double(day), mean: point.retained,
          interval: point.interval.map { $0.lower...$0.upper })
      }
    }
    return ReportInput.CurveSet(
      title: "Who stays in treatment: \(medication.words)",
      caption: "Share of treatment episodes that still go on, all episodes of all replications "
        + "(Kaplan-Meier). retention.csv has every medication and later days.",
      timeTitle: "days since admission", valueTitle: "share still in treatment",
      format: .percent(decimals: 0), isStepped: true, curves: curves)
  }
}
