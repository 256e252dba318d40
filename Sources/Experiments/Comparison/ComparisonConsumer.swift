public import TreatmentModel

/// One replication of a comparison, as consumers see it; communities are in the scenario's order.
public struct ComparedReplication: Sendable {
  /// Number of the replication, from 1.
  public let number: UInt32
  /// By strategy and community: series by interval, totals by stratum cell, policies' reach.
  public let outcomes: [[Outcome]]
  /// By strategy: the communities together.
  public let totals: [Outcome]
  /// By strategy: lives paired by person with the comparator, the communities together.
  public let lives: [LifeTally]
}

/// Something that is computed from a comparison while it runs: costs, a report, a table of one's own.
///
/// Replications come one by one, in order, whatever the number of threads; a consumer keeps what it
/// needs of them and gets the results at the end. Consumers are given to `ComparisonRun` and come
/// back in its `Ending`, so that another one needs no change here.
public protocol ComparisonConsumer: Sendable {
  /// Takes the next replication.
  mutating func add(_ replication: ComparedReplication) throws

  /// Writes files of its own once all replications have come.
  ///
  /// - Parameters:
  ///   - results: what the comparison found.
  ///   - path: gives the path of a name in the folder of the run.
  /// - Returns: the files, for the manifest.
  mutating func finish(
    _ results: ComparisonResults, file path: (String) -> String
  ) throws -> [WrittenFile]
}

extension ComparisonConsumer {
  /// Writes nothing.
  public mutating func finish(
    _ results: ComparisonResults, file path: (String) -> String
  ) throws -> [WrittenFile] { [] }
}
