import Statistics
import TreatmentModel

/// How strategies rank when only evidence of some grade or better is believed.
public struct FloorResults: Sendable {
  /// A strategy under a floor.
  public struct Entry: Sendable {
    /// The floor.
    public let floor: EvidenceFloor
    /// Index of the strategy in `Comparison.strategies`.
    public let strategy: Int
    /// Effects, resources and machinery of its policies that are believed.
    public let believed: Int
    /// The paired difference of the metric; without replications for the comparator.
    public let estimate: ComparisonEstimate
    /// Place among all strategies, the comparator with no difference; 1 is best, equals share one.
    public internal(set) var rank: Int
  }

  /// The metric by which strategies are ranked; it has a direction.
  public let metric: String
  /// By floor, A first, and then by strategy.
  public private(set) var entries: [Entry]

  init(metric: String, entries: [Entry]) {
    self.metric = metric
    self.entries = entries
    for index in entries.indices { self.entries[index].rank = Self.rank(of: index, in: entries) }
  }

  private static func rank(of index: Int, in entries: [Entry]) -> Int {
    func gain(_ entry: Entry) -> Double {
      (entry.estimate.direction?.sign ?? 1) * (entry.estimate.difference ?? 0)
    }
    return 1
      + entries.count {
        $0.floor == entries[index].floor && gain($0) > gain(entries[index])
      }
  }

  /// What is wrong with ranking by a metric; nil where nothing is.
  public static func complaint(about metric: String) -> String? {
    guard let found = Metrics.named(metric) else {
      return PrecisionGoal.Misfit(unknownMetric: metric).description
    }
    return found.direction == nil
      ? "neither more nor less of '\(metric)' is better. Choose another metric." : nil
  }

  /// A strategy under a floor; nil where there is no such strategy.
  public func entry(_ floor: EvidenceFloor, strategy: Int) -> Entry? {
    entries.first { $0.floor == floor && $0.strategy == strategy }
  }

  /// Writes `floors.csv`.
  func write(_ comparison: Comparison, to file: inout CSVFile) throws(OutputError) {
    for entry in entries {
      let usual = self.entry(.x, strategy: entry.strategy)!
      let difference = entry.estimate.pairs.difference
      let interval = difference.confidenceInterval()
      try file.row([
        .text(entry.floor.rawValue), .text(comparison.strategies[entry.strategy].name),
        .text(comparison.reference.name), .integer(0), .text(metric), .integer(entry.believed),
        .integer(entry.rank), .integer(entry.rank - usual.rank), .integer(difference.count),
        .number(difference.mean), .number(interval?.lower), .number(interval?.upper),
        .number(difference.standardError),
      ])
    }
  }

  static let columns: [OutputTable.Column] =
    [
      OutputTable.Column(
        name: "evidence_floor", description: "the lowest grade believed: A, B, C, D or X (all)")
    ] + OutputTable.compared + [
      OutputTable.Column(name: "metric", description: "name of the metric by which they rank"),
      OutputTable.Column(
        name: "believed",
        description: "effects, resources and machinery of the strategy's policies that are believed"
      ),
      OutputTable.Column(
        name: "rank",
        description:
          "place among all strategies by mean difference, 1 is best, equals share one; the "
          + "comparator counts with no difference"),
      OutputTable.Column(
        name: "rank_change", description: "`rank` less that with everything believed (X)"),
      OutputTable.replications,
      OutputTable.Column(
        name: "difference", description: "mean of strategy minus comparator, pair by pair"),
    ] + OutputTable.uncertainty(of: "difference")
}
