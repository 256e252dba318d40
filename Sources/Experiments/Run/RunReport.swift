import Statistics
import TreatmentModel

/// What a run prints when it has ended: the main metrics, and published figures beside the model's.
public struct RunReport: Sendable {
  private let scenario: Scenario
  private let results: RunResults

  /// Reports the results of a scenario; at least one replication is in them.
  public init(_ scenario: Scenario, _ results: RunResults) {
    self.scenario = scenario
    self.results = results
  }

  /// The tables, each below a line that says what it is.
  public var text: String {
    let count = results.replications
    let title =
      "\(scenario.title)\n\(count) replication\(count == 1 ? "" : "s"), seed \(scenario.run.seed); "
      + "mean over replications and its 95 % Monte Carlo interval\n\n"
    let policies = scenario.model.policies.map(\.name)
    return title + metrics
      + (policies.isEmpty ? "" : "\n" + results.reach.text(names: policies))
      + (scenario.references.isEmpty ? "" : "\n" + references)
  }

  private var metrics: String {
    var table = TextTable([("metric", false), ("mean", true), ("95 % interval", true)])
    for metric in Metrics.headline {
      guard let moments = results.moments(of: metric.name) else {
        preconditionFailure("no metric \(metric.name)")
      }
      let interval = moments.confidenceInterval()
      table.add([
        metric.name, HumanNumber.text(moments.mean),
        HumanNumber.interval(interval?.lower, interval?.upper),
      ])
    }
    return table.text
  }

  private var references: String {
    var table = TextTable([
      ("metric", false), ("model", true), ("95 % interval", true), ("published", true),
      ("interval", true), ("inside?", false), ("source", false),
    ])
    var notes: [String] = []
    for reference in scenario.references {
      let estimate = ReferenceQuantity(reference.metric, layout: scenario.model.layout)
        .flatMap { $0.estimate(in: results) }
      let inside = estimate.flatMap { estimate in
        reference.interval.map { $0.contains(estimate.value) ? "yes" : "no" }
      }
      table.add([
        reference.metric, HumanNumber.text(estimate?.value),
        HumanNumber.interval(estimate?.interval?.lower, estimate?.interval?.upper),
        HumanNumber.text(reference.value),
        HumanNumber.interval(reference.interval?.lowerBound, reference.interval?.upperBound),
        inside ?? "-", reference.source + Self.mark(reference.note, among: &notes),
      ])
    }
    let lines = notes.enumerated().map { "[\($0.offset + 1)] \($0.element)\n" }.joined()
    return "Published figures beside the model's\n" + table.text
      + (lines.isEmpty ? "" : "\n" + lines)
  }

  /// The number of a note, which is the same for notes that are the same; empty without one.
  private static func mark(_ note: String, among notes: inout [String]) -> String {
    if note.isEmpty { return "" }
    if let index = notes.firstIndex(of: note) { return " [\(index + 1)]" }
    notes.append(note)
    return " [\(notes.count)]"
  }
}
