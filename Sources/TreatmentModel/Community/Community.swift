public import DiscreteEvents

/// A catchment area: the people and the resources that share one event loop.
///
/// Communities share neither patients nor resources, so they can run on different threads.
public struct Community: Sendable {
  /// Name, unique in the model.
  public var name: String
  /// People with opioid use disorder at time zero.
  public var population: Int
  /// Parameters of this community: those of the model with the community's own overrides.
  public var parameters: Parameters
  /// Fentanyl's share of the opioid supply (0 to 1) by day.
  public var fentanylShare: Schedule<Double>
  /// Capacity by day of each resource; a resource that is absent is unlimited.
  public var capacity: [ResourceKind: Schedule<Capacity>]

  /// Describes a community.
  public init(
    name: String, population: Int, parameters: Parameters, fentanylShare: Schedule<Double>,
    capacity: [ResourceKind: Schedule<Capacity>]
  ) {
    self.name = name
    self.population = population
    self.parameters = parameters
    self.fentanylShare = fentanylShare
    self.capacity = capacity
  }
}
