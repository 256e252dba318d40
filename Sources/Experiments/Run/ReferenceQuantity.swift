import Statistics
import TreatmentModel

/// The model's own quantity that a published figure is compared with.
enum ReferenceQuantity: Equatable {
  /// A metric of `outcomes.csv`.
  case metric(String)
  /// Share retained on a medication after a day.
  case retention(Medication, day: Int)

  /// Reads a name: a metric, or `retention.<medication>.day<d>`; nil where it names nothing.
  init?(_ name: String, layout: OutcomeLayout) {
    if Metrics.named(name) != nil {
      self = .metric(name)
      return
    }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "retention", parts[2].hasPrefix("day"),
      let medication = Medication.active.first(where: { $0.name == parts[1] }),
      let day = Int(parts[2].dropFirst(3)), (0...layout.observedDays).contains(day)
    else { return nil }
    self = .retention(medication, day: day)
  }

  /// The model's estimate and its 95 % Monte Carlo interval; nil where it is not defined.
  func estimate(in results: RunResults) -> (value: Double, interval: Interval?)? {
    switch self {
    case .metric(let name):
      guard let moments = results.moments(of: name), let mean = moments.mean else { return nil }
      return (mean, moments.confidenceInterval())
    case .retention(let medication, let day):
      guard let point = results.retention.point(medication, day: day) else { return nil }
      return (point.retained, point.interval)
    }
  }
}
