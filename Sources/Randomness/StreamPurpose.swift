/// What a family of streams is for; families of one experiment seed share no stream.
public enum StreamPurpose: UInt32, Sendable, CaseIterable {
  /// The events of one replication of the simulation.
  case replication = 1
  /// One draw of the uncertain parameters.
  case parameterDraw = 2
  /// A design of experiments: Latin hypercube, shifted quasi-random points.
  case design = 3
  /// Resampling of results.
  case bootstrap = 4
}
