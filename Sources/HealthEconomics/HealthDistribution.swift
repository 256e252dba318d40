internal import Foundation
public import Statistics

/// Health by group of people, and its social value when inequality counts.
public struct HealthDistribution: Hashable, Sendable {
  /// A group: how many people, and their mean health.
  public struct Group: Hashable, Sendable {
    /// The name.
    public let name: String
    /// The number of people, above 0.
    public let population: Double
    /// The health of a person on average, such as quality-adjusted life expectancy; above 0.
    public let health: Double

    /// Creates a group.
    public init(name: String, population: Double, health: Double) {
      precondition(
        population > 0 && population < .infinity && health > 0 && health < .infinity,
        "Group: \(name): population \(population) or health \(health) is not finite and above 0")
      self.name = name
      self.population = population
      self.health = health
    }
  }

  /// The groups, in the order of advantage if they have one, the least advantaged first.
  public let groups: [Group]

  /// Creates a distribution of at least one group.
  public init(_ groups: [Group]) {
    precondition(!groups.isEmpty, "HealthDistribution: no groups")
    self.groups = groups
  }

  /// The number of people.
  public var population: Double { groups.reduce(0) { $0 + $1.population } }

  /// The mean health of a person.
  public var mean: Double { groups.reduce(0) { $0 + $1.population * $1.health } / population }

  /// Gaps, concentration index and slope index of the groups, weighted by people.
  public var inequality: Inequality { Inequality(groups.map { ($0.health, $0.population) }) }

  /// Returns the equally distributed equivalent: the health that, if everybody had it, would be as
  /// good as this distribution.
  ///
  /// (mean of h^(1 - e))^(1 / (1 - e)), and the geometric mean at e = 1. Atkinson (1970),
  /// doi:10.1016/0022-0531(70)90039-6. Differences within groups do not count.
  ///
  /// - Parameter aversion: aversion to inequality e, at least 0; at 0 this is the mean. A survey in
  ///   England gave 10.95 (Robson et al. 2017, doi:10.1002/hec.3430).
  public func equallyDistributedEquivalent(aversion: Double) -> Double {
    precondition(
      aversion >= 0 && aversion < .infinity,
      "HealthDistribution: aversion \(aversion) is not finite and at least 0")
    if aversion == 0 { return mean }
    // Relative to the mean, logarithms are small: powers neither overflow nor lose their digits.
    let (mean, population) = (mean, population)
    let logs = groups.map { (share: $0.population / population, log: log($0.health / mean)) }
    if aversion == 1 { return mean * exp(logs.reduce(0) { $0 + $1.share * $1.log }) }
    let power = 1 - aversion
    let highest = logs.reduce(-Double.infinity) { max($0, power * $1.log) }
    let sum = logs.reduce(0) { $0 + $1.share * exp(power * $1.log - highest) }
    return mean * exp((log(sum) + highest) / power)
  }

  /// Returns Atkinson's index, 0 (equal) to 1: the share of health that people would give up to have
  /// the rest distributed equally.
  public func atkinsonIndex(aversion: Double) -> Double {
    1 - equallyDistributedEquivalent(aversion: aversion) / mean
  }
}
