/// One community's event loop; owned by one thread, reusable for many runs.
public struct Simulation: ~Copyable {
  let model: Model

  /// Prepares to run communities of a model.
  public init(_ model: Model) { self.model = model }

  /// Runs one community once.
  ///
  /// - Parameters:
  ///   - community: index in `model.communities`.
  ///   - replication: number of the replication or parameter draw; with the seed it keys all draws.
  ///   - seed: the experiment's seed.
  ///   - recording: whose events to hand to `record`, in the order in which they happen.
  ///   - record: receives the life records asked for.
  /// - Returns: what was observed after the warm-up.
  public mutating func run(
    community: Int, replication: UInt32, seed: UInt64, recording: Recording = .nobody,
    record: (LifeRecord) -> Void = { _ in }
  ) -> Outcome {
    Outcome(layout: model.layout)
  }

  /// The people of the last run, by index: their attributes as entered.
  public func attributes(ofPatient index: UInt32) -> Attributes {
    preconditionFailure("no patient \(index)")
  }

  /// How many people the last run had.
  public var patientCount: Int { 0 }
}
