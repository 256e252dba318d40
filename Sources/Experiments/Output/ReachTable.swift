import TreatmentModel

/// What is told of the reach of each policy: the rows of `reach.csv`.
enum ReachTable {
  /// The counts of one outcome: for each group of `StratumNames`, for each policy, each `PolicyCount`.
  static func counts(in outcome: Outcome, layout: OutcomeLayout) -> [[[Int64]]] {
    let none = Array(
      repeating: Array(repeating: Int64(0), count: PolicyCount.allCases.count),
      count: layout.policies)
    var groups = Array(repeating: none, count: layout.groups)
    for cell in 0..<layout.cells {
      for policy in 0..<layout.policies {
        for count in PolicyCount.allCases {
          let value = outcome.policies[layout.index(of: count, policy: policy, cell: cell)]
          groups[0][policy][count.rawValue] += value
          var first = 1
          for (index, stratification) in layout.stratifications.enumerated() {
            let group = first + layout.stratum(ofCell: cell, in: index)
            groups[group][policy][count.rawValue] += value
            first += stratification.count
          }
        }
      }
    }
    return groups
  }

  /// A count in the unit of the table: times, or days of person-time.
  static func value(_ count: PolicyCount, _ number: Int64) -> Double {
    switch count {
    case .ticks: Double(number) / Formula.ticksPerDay
    case .reached, .noPhoneOrInternet, .notEligible, .notFlagged, .declined, .noPlace,
      .uninformative, .notFollowed:
      Double(number)
    }
  }

  /// Writes the rows of one replication of one community, or of all together.
  static func write(
    _ outcome: Outcome, model: Model, strata: [String], replication: UInt32, community: String,
    strategy: String, to file: inout CSVFile
  ) throws(OutputError) {
    for (group, policies) in counts(in: outcome, layout: model.layout).enumerated() {
      for (policy, numbers) in policies.enumerated() {
        file.lead([
          .text(strategy), .integer(0), .integer(Int(replication)), .text(community),
          .text(model.policies[policy].name), .text(strata[group]),
        ])
        for count in PolicyCount.allCases {
          try file.row([
            .text(count.measure), .number(value(count, numbers[count.rawValue])),
          ])
        }
      }
    }
  }
}

extension PolicyCount {
  /// The name in `reach.csv`, with its unit where that is not times.
  var measure: String { self == .ticks ? "person_days" : name }

  /// What is counted, for people who do not read code.
  var meaning: String {
    switch self {
    case .ticks: "days for which the policy was attached to somebody, summed over people"
    case .reached: "times that somebody was reached: eligible, flagged, willing, and given a place"
    case .noPhoneOrInternet:
      "times that somebody was missed for want of a phone or of internet access and for nothing else"
    case .notEligible: "times that somebody was not eligible for another reason"
    case .notFlagged: "times that the score did not flag somebody who was eligible"
    case .declined: "times that it was offered and not taken up"
    case .noPlace: "times that somebody who would have taken it up found no place free"
    case .uninformative:
      "times that the genetic test of somebody who was reached failed or said nothing usable"
    case .notFollowed: "times that the result of such a test was ignored"
    }
  }
}
