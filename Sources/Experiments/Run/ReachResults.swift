import Statistics
import TreatmentModel

/// Whom each policy reached and missed, over replications: everybody in all communities.
struct ReachResults: Sendable {
  /// Reasons why somebody is missed, in the order in which they are asked.
  static let misses: [PolicyCount] = [
    .noPhoneOrInternet, .notEligible, .notFlagged, .declined, .noPlace,
  ]

  private let layout: OutcomeLayout
  private var moments: [[RunningMoments]]

  /// Results of no replication yet.
  init(layout: OutcomeLayout) {
    self.layout = layout
    moments = Array(
      repeating: Array(repeating: RunningMoments(), count: PolicyCount.allCases.count),
      count: layout.policies)
  }

  /// Adds a replication, the communities together.
  mutating func add(_ outcome: Outcome) {
    for (policy, numbers) in ReachTable.counts(in: outcome, layout: layout)[0].enumerated() {
      for count in PolicyCount.allCases {
        moments[policy][count.rawValue].add(ReachTable.value(count, numbers[count.rawValue]))
      }
    }
  }

  /// Mean of a count over replications, in the unit of `reach.csv`; nil without any.
  func mean(_ count: PolicyCount, policy: Int) -> Double? { moments[policy][count.rawValue].mean }

  /// Mean number of times that somebody came by, reached or missed; nil without any replication.
  func occasions(policy: Int) -> Double? {
    ([.reached] + Self.misses).reduce(0.0 as Double?) { sum, count in
      sum.flatMap { sum in mean(count, policy: policy).map { sum + $0 } }
    }
  }
}

extension ReachResults {
  /// The table of a report; `names` are those of the policies.
  func text(names: [String]) -> String {
    var table = TextTable([
      ("policy", false), ("what happened", false), ("times", true), ("share", true),
    ])
    var times: [String] = []
    for (policy, name) in names.enumerated() {
      let occasions = occasions(policy: policy)
      let reached = mean(.reached, policy: policy)
      func add(_ heading: String, _ count: PolicyCount, of whole: Double?) {
        let number = mean(count, policy: policy)
        table.add([heading, count.inReport, HumanNumber.text(number), Self.share(number, whole)])
      }
      add(name, .reached, of: occasions)
      for count in Self.misses + [.uninformative, .notFollowed]
      where mean(count, policy: policy).map({ $0 > 0 }) == true {
        add("", count, of: Self.misses.contains(count) ? occasions : reached)
      }
      let years = mean(.ticks, policy: policy).map { $0 / Formula.daysPerYear }
      times.append("  \(name): \(HumanNumber.text(years)) person-years\n")
    }
    return """
      Whom each policy reached, and why it missed others
      Times in a replication, mean over replications; one person may be reached or missed many times.
      Shares are of all times that somebody came by; those of test results, of the times reached.
      \(table.text)
      How long they were in force for those whom they reached, in a replication
      \(times.joined())
      """
  }

  private static func share(_ part: Double?, _ whole: Double?) -> String {
    guard let part, let whole, whole > 0 else { return "-" }
    return HumanNumber.text((1000 * part / whole).rounded() / 10) + " %"
  }
}

extension PolicyCount {
  /// What happened, in a line of a report.
  fileprivate var inReport: String {
    switch self {
    case .ticks: "days in force"
    case .reached: "reached"
    case .noPhoneOrInternet: "missed: no phone or internet"
    case .notEligible: "missed: not among those it is for"
    case .notFlagged: "missed: not flagged by the score"
    case .declined: "missed: did not want it"
    case .noPlace: "missed: no place free"
    case .uninformative: "reached, but the test said nothing"
    case .notFollowed: "reached, but the result was ignored"
    }
  }
}
