public import TreatmentModel

/// A set of policies under one name, to be compared with others.
public struct Strategy: Sendable {
  /// Name, unique in the scenario; the strategy column of outputs.
  public var name: String
  /// One line for people.
  public var title: String
  /// The policies as the model takes them, effects below the evidence floor removed.
  public var policies: [Policy]
  /// The policy files used, in the same order, with the scenario's settings.
  public var files: [PolicyFile]
  /// The communities, with the places that the policies add or take away.
  var communities: [Community]
}

/// A strategy that a scenario does not have.
public struct UnknownStrategy: Error, Sendable, CustomStringConvertible {
  /// What was asked for, and what there is.
  public let description: String
}

extension Scenario {
  /// Name of the run without any policy.
  public static let base = "base"

  /// What a strategy's runs share.
  public func model(of strategy: Strategy) -> Model {
    var model = model
    model.policies = strategy.policies
    model.communities = strategy.communities
    return model
  }

  /// The scenario with a strategy's policies in force; `base` has none.
  public func choosing(_ name: String) throws(UnknownStrategy) -> Scenario {
    guard name != Self.base else { return self }
    guard let strategy = strategies.first(where: { $0.name == name }) else {
      let names = [Self.base] + strategies.map(\.name)
      throw UnknownStrategy(
        description: "There is no strategy '\(name)'. \(NearestName.question(name, among: names))"
          + "Strategies: \(names.joined(separator: ", ")).")
    }
    var chosen = self
    chosen.model = model(of: strategy)
    chosen.strategy = name
    return chosen
  }
}
