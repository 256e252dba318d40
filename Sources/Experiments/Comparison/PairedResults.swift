import Statistics
import TreatmentModel

/// Paired differences of every metric by strategy, community and stratum.
///
/// Memory does not grow with replications.
struct PairedResults: Sendable {
  private let comparison: Comparison
  private let communities: Int
  private let groups: Int
  private var estimates: [ComparisonEstimate]

  init(_ comparison: Comparison) {
    self.comparison = comparison
    communities = comparison.communityNames.count
    groups = comparison.strata.count
    let row = Metrics.all.map { ComparisonEstimate(direction: $0.direction) }
    let rows = comparison.strategies.count * communities * groups
    estimates = Array((0..<rows).map { _ in row }.joined())
  }

  /// Adds a replication of one community, or of all (entry 0).
  ///
  /// - Parameter values: by strategy and group, those of `Metrics.all`.
  mutating func add(_ values: [[[Double?]]], community: Int) {
    let usual = values[comparison.comparator]
    for strategy in comparison.others {
      for group in 0..<groups {
        let first = place(strategy, community, group)
        for metric in Metrics.all.indices {
          guard let value = values[strategy][group][metric], let base = usual[group][metric]
          else { continue }
          estimates[first + metric].add(value, base)
        }
      }
    }
  }

  /// The difference of a metric, by its place in `Metrics.all`.
  func estimate(_ metric: Int, strategy: Int, community: Int, group: Int) -> ComparisonEstimate {
    estimates[place(strategy, community, group) + metric]
  }

  private func place(_ strategy: Int, _ community: Int, _ group: Int) -> Int {
    ((strategy * communities + community) * groups + group) * Metrics.all.count
  }

  /// Writes `comparisons.csv`.
  func write(to file: inout CSVFile) throws(OutputError) {
    for strategy in comparison.others {
      for (community, name) in comparison.communityNames.enumerated() {
        for (group, stratum) in comparison.strata.enumerated() {
          file.lead([
            .text(comparison.strategies[strategy].name), .text(comparison.reference.name),
            .integer(0), .text(name), .text(stratum),
          ])
          for (index, metric) in Metrics.all.enumerated() where group == 0 || metric.isByStratum {
            let estimate = estimates[place(strategy, community, group) + index]
            try file.row([.text(metric.name)] + Self.fields(estimate))
          }
        }
      }
    }
  }

  private static func fields(_ estimate: ComparisonEstimate) -> [CSVField] {
    let interval = estimate.interval
    return [
      .integer(estimate.replications), .number(estimate.pairs.first.mean),
      .number(estimate.pairs.second.mean), .number(estimate.difference),
      .number(interval?.lower), .number(interval?.upper),
      .number(estimate.pairs.difference.standardError), .number(estimate.probabilityBetter),
      .number(estimate.shareBetter), .number(estimate.varianceReduction),
    ]
  }

  static let columns: [OutputTable.Column] =
    OutputTable.compared + [
      OutputTable.communityOrAll, OutputTable.stratum,
      OutputTable.Column(
        name: "metric", description: "name of the metric; see the list of metrics"),
      OutputTable.Column(
        name: "replications", description: "replications in which both values are defined"),
      OutputTable.Column(
        name: "mean", description: "mean of the strategy; empty without replications"),
      OutputTable.Column(name: "comparator_mean", description: "mean of the comparator"),
      OutputTable.Column(
        name: "difference", description: "mean of strategy minus comparator, pair by pair"),
      OutputTable.Column(
        name: "ci95_low",
        description:
          "lower end of the 95 % Monte Carlo interval of `difference` (Student t); empty "
          + "with fewer than two replications"),
      OutputTable.Column(name: "ci95_high", description: "its upper end"),
      OutputTable.Column(name: "monte_carlo_se", description: "standard error of `difference`"),
      OutputTable.Column(
        name: "p_better",
        description:
          "one-sided confidence, 0 to 1, that the expected difference is an improvement, "
          + "from Student's t: Monte Carlo error only. Which way is better stands in the list of "
          + "metrics; empty where neither is"),
      OutputTable.Column(
        name: "share_better",
        description: "share of replications in which the strategy is better, equal ones as half"),
      OutputTable.Column(
        name: "variance_reduction",
        description:
          "(variance of strategy + variance of comparator) / variance of the difference: "
          + "how many times the replications independent seeds would need; empty where the "
          + "difference never varies"),
    ]
}
