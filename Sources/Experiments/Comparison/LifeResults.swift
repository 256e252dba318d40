public import Statistics

/// Lives paired by person, over replications: by strategy, community, stratum, and reached or not.
public struct LifeResults: Sendable {
  private let comparison: Comparison
  private let communities: Int
  private let groups: Int
  private var moments: [RunningMoments]

  init(_ comparison: Comparison) {
    self.comparison = comparison
    communities = comparison.communityNames.count
    groups = comparison.strata.count
    let rows = comparison.strategies.count * communities * groups * 2
    moments = Array(repeating: RunningMoments(), count: rows * LifeMeasure.allCases.count)
  }

  /// Adds a replication of one community, or of all (entry 0); tallies by strategy.
  mutating func add(_ tallies: [LifeTally], community: Int) {
    for strategy in comparison.others {
      for group in 0..<groups {
        for reached in [false, true] {
          let first = place(strategy, community, group, reached)
          for measure in LifeMeasure.allCases {
            let sum = tallies[strategy].sum(measure, group: group, reached: reached)
            moments[first + measure.rawValue].add(measure.value(sum))
          }
        }
      }
    }
  }

  /// A measure in a replication: its moments over replications.
  ///
  /// - Parameters:
  ///   - measure: times in days.
  ///   - strategy: index in `Comparison.strategies`, not the comparator.
  ///   - community: 0 for all, then in the order of the scenario.
  ///   - group: 0 for everybody, then the strata.
  ///   - reached: whether the strategy reached the person.
  public func moments(
    of measure: LifeMeasure, strategy: Int, community: Int = 0, group: Int = 0, reached: Bool
  ) -> RunningMoments {
    moments[place(strategy, community, group, reached) + measure.rawValue]
  }

  /// Mean of a measure in a replication, reached or not; nil without replications.
  public func mean(
    of measure: LifeMeasure, strategy: Int, community: Int = 0, group: Int = 0
  ) -> Double? {
    let parts = [false, true].compactMap {
      moments(
        of: measure, strategy: strategy, community: community, group: group, reached: $0
      ).mean
    }
    return parts.count == 2 ? parts[0] + parts[1] : nil
  }

  private func place(_ strategy: Int, _ community: Int, _ group: Int, _ reached: Bool) -> Int {
    (((strategy * communities + community) * groups + group) * 2 + (reached ? 1 : 0))
      * LifeMeasure.allCases.count
  }

  /// Writes `lives.csv`.
  func write(to file: inout CSVFile) throws(OutputError) {
    for strategy in comparison.others {
      for (community, name) in comparison.communityNames.enumerated() {
        for (group, stratum) in comparison.strata.enumerated() {
          for reached in [true, false] {
            file.lead([
              .text(comparison.strategies[strategy].name), .text(comparison.reference.name),
              .integer(0), .text(name), .text(stratum), .integer(reached ? 1 : 0),
            ])
            let first = place(strategy, community, group, reached)
            for measure in LifeMeasure.allCases {
              try file.row(Self.fields(measure, moments[first + measure.rawValue]))
            }
          }
        }
      }
    }
  }

  private static func fields(_ measure: LifeMeasure, _ moments: RunningMoments) -> [CSVField] {
    let interval = moments.confidenceInterval()
    return [
      .text(measure.name), .integer(moments.count), .number(moments.mean),
      .number(interval?.lower), .number(interval?.upper), .number(moments.standardError),
    ]
  }

  static let columns: [OutputTable.Column] =
    OutputTable.compared + [
      OutputTable.communityOrAll, OutputTable.stratum,
      OutputTable.Column(
        name: "reached",
        description: "1: people to whom a policy of the strategy was attached at some time; 0: the "
          + "others"),
      OutputTable.Column(
        name: "measure", description: "what is told; see the list of measures of lives"),
      OutputTable.replications,
      OutputTable.Column(name: "mean", description: "mean in a replication"),
    ] + OutputTable.uncertainty(of: "mean")
}
