/// What a scenario says about its uncertain inputs beyond their distributions.
public struct UncertaintyPlan: Sendable, Equatable {
  /// Inputs whose information is valued together.
  public struct Group: Sendable, Equatable {
    /// Name in the tables.
    public var name: String
    /// Keys of inputs.
    public var keys: [String]
  }

  /// Inputs that move together.
  public var correlated: [DrawDesign.CorrelatedGroup] = []
  /// Groups for the value of information, beside those by the first word of the key.
  public var groups: [Group] = []
}
