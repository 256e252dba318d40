internal import Statistics
internal import TreatmentModel

/// The figures that a sweep tells of every run.
struct SweepMeasures: Sendable {
  private enum Measure {
    case metric(Metric)
    case retention(Medication, day: Int)
  }

  private let measures: [Measure]

  /// Looks up names; nil for each name that this layout does not have.
  init?(_ names: [String], layout: OutcomeLayout) {
    var measures: [Measure] = []
    for name in names {
      switch ReferenceQuantity(name, layout: layout) {
      case .metric(let name): measures.append(.metric(Metrics.named(name)!))
      case .retention(let medication, let day): measures.append(.retention(medication, day: day))
      case nil: return nil
      }
    }
    self.measures = measures
  }

  /// The figures of a run, all communities together; nil where nothing is divided by nothing.
  func values(of outcome: Outcome, layout: OutcomeLayout) -> [Double?] {
    let everybody = Observation.all(in: outcome, layout: layout)[0]
    return measures.map { measure in
      switch measure {
      case .metric(let metric): metric.value(in: everybody)
      case .retention(let medication, let day):
        Self.retained(outcome.retention[(Int(medication.rawValue) - 1) * layout.groups], day: day)
      }
    }
  }

  private static func retained(_ counts: RetentionCounts, day: Int) -> Double? {
    let estimate = KaplanMeier(
      exits: counts.exits.map(Int.init), censored: counts.censored.map(Int.init))
    guard let first = estimate.atRisk.first, first > 0 else { return nil }
    return estimate.survival[day]
  }
}
