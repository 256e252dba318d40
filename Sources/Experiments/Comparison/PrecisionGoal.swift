internal import Statistics

/// A paired difference that is to be known within a half-width, for every strategy.
public struct PrecisionGoal: Sendable, Equatable {
  /// A name of `Metrics.all`.
  public let metric: String
  /// Half of the width of the 95 % interval, in the unit of the metric; positive.
  public let halfWidth: Double

  /// Reads `metric=halfWidth`.
  ///
  /// - Throws: `Misfit` where it is not of that form, the metric is unknown or the number not positive.
  public init(argument: String) throws(Misfit) {
    let parts = argument.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[0].isEmpty else {
      throw Misfit(description: "'\(argument)' is not of the form metric=half-width.")
    }
    guard Metrics.named(parts[0]) != nil else { throw Misfit(unknownMetric: parts[0]) }
    guard let width = Double(parts[1]), width > 0, width.isFinite else {
      throw Misfit(description: "the half-width '\(parts[1])' is not a positive number.")
    }
    metric = parts[0]
    halfWidth = width
  }

  /// What is wrong with a goal or with the name of a metric.
  public struct Misfit: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was given, and what is allowed.
    public let description: String

    init(description: String) { self.description = description }

    init(unknownMetric name: String) {
      description =
        "'\(name)' is not a metric. \(NearestName.question(name, among: Metrics.all.map(\.name)))"
        + "Metrics are listed in docs/outputs.md."
    }
  }

  /// Replications added at a time: fixed, so that where a comparison ends does not depend on threads.
  static let batch = 10

  /// Whether every strategy's difference is known well enough after at least `minimum` replications.
  func isReached(by results: ComparisonResults, minimum: Int) -> Bool {
    let plan = ReplicationPlan(
      .halfWidth(halfWidth), minimum: max(2, minimum), maximum: Int.max)
    return results.comparison.others.allSatisfy { strategy in
      guard let estimate = results.difference(of: metric, strategy: strategy) else { return false }
      return plan.isReached(by: estimate.pairs.difference)
    }
  }

  /// The largest half-width among the strategies; nil where one is not defined yet.
  func halfWidth(in results: ComparisonResults) -> Double? {
    var largest = 0.0
    for strategy in results.comparison.others {
      guard
        let width = results.difference(of: metric, strategy: strategy)?.interval?.halfWidth
      else { return nil }
      largest = max(largest, width)
    }
    return largest
  }
}
