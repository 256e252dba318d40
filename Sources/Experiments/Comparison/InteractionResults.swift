public import Statistics

/// Effects and interactions of a factorial design, over replications: everybody in all communities.
public struct InteractionResults: Sendable {
  /// The design.
  public let design: FactorialDesign
  private let contrasts: [FactorialContrast]
  private var moments: [RunningMoments]

  init(_ design: FactorialDesign) {
    self.design = design
    contrasts = design.contrasts
    moments = Array(
      repeating: RunningMoments(), count: contrasts.count * Metrics.all.count)
  }

  /// Adds a replication: the values of `Metrics.all` by strategy.
  mutating func add(_ values: [[Double?]]) {
    for (index, contrast) in contrasts.enumerated() {
      for metric in Metrics.all.indices {
        let sum = contrast.terms.reduce(0.0 as Double?) { sum, term in
          guard let sum, let value = values[term.strategy][metric] else { return nil }
          return sum + term.weight * value
        }
        if let sum { moments[index * Metrics.all.count + metric].add(sum) }
      }
    }
  }

  /// One effect of a metric.
  public struct Effect: Sendable {
    /// `single`, `sum_of_singles`, `joint`, `interaction`, `main` or `pairwise`.
    public let kind: String
    /// Names of the factors, joined by `+`.
    public let factors: String
    /// Moments of the effect over replications, pair by pair.
    public let moments: RunningMoments
  }

  /// All effects of a metric, in the order of `interactions.csv`; nil for an unknown metric.
  public func effects(on metric: String) -> [Effect]? {
    Metrics.index[metric].map { metric in
      contrasts.enumerated().map { index, contrast in
        Effect(
          kind: contrast.kind.name, factors: contrast.factors,
          moments: moments[index * Metrics.all.count + metric])
      }
    }
  }

  /// Writes `interactions.csv`.
  func write(to file: inout CSVFile) throws(OutputError) {
    for (index, contrast) in contrasts.enumerated() {
      file.lead([.text(contrast.kind.name), .text(contrast.factors), .integer(0)])
      for (place, metric) in Metrics.all.enumerated() {
        let moments = moments[index * Metrics.all.count + place]
        let interval = moments.confidenceInterval()
        try file.row([
          .text(metric.name), .integer(moments.count), .number(moments.mean),
          .number(interval?.lower), .number(interval?.upper), .number(moments.standardError),
        ])
      }
    }
  }

  static let columns: [OutputTable.Column] =
    [
      OutputTable.Column(
        name: "effect", description: "what is told; see the list of effects of a factorial design"),
      OutputTable.Column(name: "factors", description: "names of the factors, joined by `+`"),
      OutputTable.draw,
      OutputTable.Column(
        name: "metric", description: "name of the metric; see the list of metrics"),
      OutputTable.replications,
      OutputTable.Column(
        name: "mean", description: "mean of the effect, computed replication by replication"),
    ] + OutputTable.uncertainty(of: "mean")
}
