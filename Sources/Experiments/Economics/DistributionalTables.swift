internal import HealthEconomics
internal import Statistics
internal import TreatmentModel

/// `distributional.csv`, and what is printed of it.
extension DistributionalComparison {
  /// Writes the table.
  func write(to file: inout CSVFile) throws(OutputError) {
    for strategy in comparison.others {
      for (index, stratification) in layout.stratifications.enumerated() {
        file.lead([
          .text(comparison.strategies[strategy].name), .text(comparison.reference.name),
          .text(stratification.rawValue),
        ])
        let tally = tallies[strategy][index]
        for (stratum, name) in stratification.strata.enumerated() {
          for part in Part.allCases {
            try write(name, part.rawValue, tally.part(part, of: stratum), to: &file)
          }
          let pairs = tally.shares[stratum]
          let share = EquityComparison.share(pairs)
          try file.row([
            .text(name), "share_of_effect", .number(nil), .integer(pairs.first.count),
            .number(share?.value), .number(nil), .number(nil), .number(share?.standardError), "",
          ])
        }
        try write("all", Part.netHealthBenefit.rawValue, tally.total, to: &file)
        for (place, aversion) in Self.aversions.enumerated() {
          for whole in Whole.allCases {
            try write(
              "all", whole.rawValue, tally.whole(whole, aversion: place), aversion: aversion,
              quadrant: whole == .equityImpact ? tally.quadrant(place)?.rawValue : nil, to: &file)
          }
        }
      }
    }
  }

  private func write(
    _ stratum: String, _ measure: String, _ moments: RunningMoments, aversion: Double? = nil,
    quadrant: String? = nil, to file: inout CSVFile
  ) throws(OutputError) {
    let interval = moments.confidenceInterval()
    try file.row([
      .text(stratum), .text(measure), .number(aversion), .integer(moments.count),
      .number(moments.mean), .number(interval?.lower), .number(interval?.upper),
      .number(moments.standardError), .text(quadrant ?? ""),
    ])
  }

  /// Net health benefit, equity impact and place in the plane of each strategy; nil without strata.
  public var text: String? {
    guard !layout.stratifications.isEmpty else { return nil }
    let last = Self.aversions.count - 1
    var table = TextTable([
      ("strategy", false), ("by", false), ("net health benefit", true), ("equity impact", true),
      ("plane", false),
    ])
    func cell(_ moments: RunningMoments) -> String {
      let interval = moments.confidenceInterval().map {
        " (\(HumanNumber.interval($0.lower, $0.upper)))"
      }
      return HumanNumber.text(moments.mean) + (interval ?? "")
    }
    for strategy in comparison.others {
      for (index, stratification) in layout.stratifications.enumerated() {
        let tally = tallies[strategy][index]
        table.add([
          index == 0 ? comparison.strategies[strategy].name : "", stratification.rawValue,
          cell(tally.total), cell(tally.whole(.equityImpact, aversion: last)),
          tally.quadrant(last)?.words ?? "-",
        ])
      }
    }
    return
      "Health and equality: QALYs, not discounted, less health forgone for the cost, borne by every "
      + "person alike; equity impact at aversion \(HumanNumber.text(Self.aversions[last]))\n"
      + table.text
  }

  /// The measures of `distributional.csv` and what they mean.
  static let measures: [(name: String, description: String)] = [
    ("people", "people whose lives are compared, under the comparator"),
    ("health_without", "QALYs of a person in the observed time under the comparator"),
    ("effect", "QALYs of the stratum under the strategy less those under the comparator"),
    (
      "cost_borne",
      "the stratum's share, by number of people, of what the strategy costs all more than the comparator"
    ),
    (
      "net_health_benefit",
      "`effect` less `cost_borne` divided by the threshold: health forgone elsewhere"
    ),
    (
      "share_of_effect",
      "the stratum's effect divided by that of all, a ratio of means; empty where the interval of the "
        + "whole holds 0"
    ),
    (
      "ede_without",
      "equally distributed equivalent health of a person under the comparator (Atkinson 1970)"
    ),
    ("ede_change", "its change with the strategy, health forgone included"),
    ("atkinson_without", "Atkinson's index of inequality under the comparator, 0 (equal) to 1"),
    ("atkinson_change", "its change with the strategy"),
    ("equity_weighted_benefit", "`ede_change` times people"),
    (
      "equity_impact",
      "`equity_weighted_benefit` less `net_health_benefit` of all: above 0 where health gets more equal"
    ),
  ]
}

extension DistributionalComparison.Tally {
  /// The part of the plane in which the means lie; nil without replications.
  func quadrant(_ aversion: Int) -> DistributionalAnalysis.Quadrant? {
    guard let benefit = total.mean, let impact = whole(.equityImpact, aversion: aversion).mean
    else { return nil }
    if benefit >= 0 { return impact >= 0 ? .winWin : .winLose }
    return impact >= 0 ? .loseWin : .loseLose
  }
}

extension DistributionalAnalysis.Quadrant {
  /// The words for people.
  var words: String {
    switch self {
    case .winWin: "more health, more equal"
    case .winLose: "more health, less equal"
    case .loseWin: "less health, more equal"
    case .loseLose: "less health, less equal"
    }
  }
}
