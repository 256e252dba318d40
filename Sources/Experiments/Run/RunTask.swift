/// The smallest piece of work of an experiment: one replication of one community.
public struct RunTask: Sendable, Equatable {
  /// Number of the replication, from 1; part of the key of every random number.
  public let replication: UInt32
  /// Index of the community in the model.
  public let community: Int
}

/// How far an experiment has come.
public struct RunProgress: Sendable, Equatable {
  /// Tasks that are finished, in any order.
  public var finished: Int
  /// All tasks.
  public var total: Int

  /// Describes progress.
  public init(finished: Int, total: Int) {
    self.finished = finished
    self.total = total
  }
}
