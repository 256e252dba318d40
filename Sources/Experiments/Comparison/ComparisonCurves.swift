public import Statistics
import TreatmentModel

/// Curves over calendar time by strategy, everybody in all communities, with their Monte Carlo error.
public struct ComparisonCurves: Sendable {
  /// A point of a curve.
  public struct Point: Sendable {
    /// Days since observation began, at the end of the interval.
    public let day: Double
    /// Moments of the strategy's value over replications.
    public let value: RunningMoments
    /// Moments of strategy minus comparator, replication by replication.
    public let difference: RunningMoments
  }

  private let comparison: Comparison
  private let intervals: Int
  /// Moments by strategy, metric and interval: of the interval alone, and of all up to its end.
  private var values: [RunningMoments]
  private var sums: [RunningMoments]
  private var differences: [RunningMoments]
  private var sumDifferences: [RunningMoments]

  init(_ comparison: Comparison) {
    self.comparison = comparison
    intervals = comparison.reference.model.layout.intervals
    let count = comparison.strategies.count * SeriesTable.entries.count * intervals
    values = Array(repeating: RunningMoments(), count: count)
    (sums, differences, sumDifferences) = (values, values, values)
  }

  /// Adds a replication: the sums over communities by strategy.
  mutating func add(_ totals: [Outcome]) {
    for (entry, description) in SeriesTable.entries.enumerated() {
      let usual = curve(description.source, totals[comparison.comparator])
      for strategy in totals.indices {
        let own = curve(description.source, totals[strategy])
        let first = (strategy * SeriesTable.entries.count + entry) * intervals
        var (sum, usualSum) = (0.0, 0.0)
        for interval in 0..<intervals {
          sum += own[interval]
          usualSum += usual[interval]
          values[first + interval].add(own[interval])
          sums[first + interval].add(sum)
          differences[first + interval].add(own[interval] - usual[interval])
          sumDifferences[first + interval].add(sum - usualSum)
        }
      }
    }
  }

  private func curve(_ source: SeriesTable.Source, _ outcome: Outcome) -> [Double] {
    (0..<intervals).map { SeriesTable.value(source, in: outcome, interval: $0) }
  }

  /// A metric of `series.csv` by interval; nil for an unknown metric.
  ///
  /// - Parameter strategy: index in `Comparison.strategies`.
  public func series(_ metric: String, strategy: Int) -> [Point]? {
    points(metric, strategy, values, differences)
  }

  /// The sum of a metric up to the end of each interval; nil for an unknown metric.
  ///
  /// Sums of people at points in time have no meaning.
  ///
  /// - Parameter strategy: index in `Comparison.strategies`.
  public func cumulative(_ metric: String, strategy: Int) -> [Point]? {
    points(metric, strategy, sums, sumDifferences)
  }

  /// Writes `curves.csv`.
  func write(to file: inout CSVFile) throws(OutputError) {
    let model = comparison.reference.model
    for (strategy, compared) in comparison.strategies.enumerated() {
      for interval in 0..<intervals {
        let start = Double(interval) * model.intervalDays
        file.lead([
          .text(compared.name), .text(comparison.reference.name), .integer(0),
          .integer(interval + 1), .number(start),
          .number(min(start + model.intervalDays, model.horizonDays)),
        ])
        for (entry, description) in SeriesTable.entries.enumerated() {
          let place = (strategy * SeriesTable.entries.count + entry) * intervals + interval
          let (value, difference) = (values[place], differences[place])
          let bounds = difference.confidenceInterval()
          try file.row([
            .text(description.name), .integer(value.count), .number(value.mean),
            .number(value.standardError), .number(difference.mean), .number(bounds?.lower),
            .number(bounds?.upper), .number(difference.standardError),
          ])
        }
      }
    }
  }

  static let columns: [OutputTable.Column] =
    OutputTable.compared + [
      OutputTable.Column(
        name: "interval", description: "number of the calendar interval, from 1"),
      OutputTable.Column(
        name: "start_day", description: "its first day, counted from the end of the warm-up"),
      OutputTable.Column(name: "end_day", description: "its end"),
      OutputTable.Column(
        name: "metric", description: "name of the metric; see the list for series"),
      OutputTable.replications,
      OutputTable.Column(name: "mean", description: "mean of the strategy over replications"),
      OutputTable.Column(
        name: "mean_monte_carlo_se",
        description: "standard error of `mean`; empty with fewer than two replications"),
      OutputTable.Column(
        name: "difference", description: "mean of strategy minus comparator, pair by pair"),
    ] + OutputTable.uncertainty(of: "difference")

  private func points(
    _ metric: String, _ strategy: Int, _ values: [RunningMoments], _ differences: [RunningMoments]
  ) -> [Point]? {
    guard let entry = SeriesTable.entries.firstIndex(where: { $0.name == metric }) else {
      return nil
    }
    let model = comparison.reference.model
    let first = (strategy * SeriesTable.entries.count + entry) * intervals
    return (0..<intervals).map { interval in
      Point(
        day: min(Double(interval + 1) * model.intervalDays, model.horizonDays),
        value: values[first + interval], difference: differences[first + interval])
    }
  }
}
