import Statistics
import TreatmentModel

/// What formulas read: the measures of a group of people over the observed time.
struct Observation: Sendable {
  /// One number for each column of `Measure`.
  private var measures: [Int64]
  /// People by occupancy at the end, and waits; only for everybody.
  private var atEnd: [Int64] = []
  private var waits: [WaitCounts] = []

  /// The sum of some columns.
  func total(_ columns: [Int]) -> Int64 { columns.reduce(0) { $0 + measures[$1] } }

  /// People at the end of the last interval in some columns of occupancy.
  func peopleAtEnd(_ columns: [Int]) -> Int64 {
    precondition(!atEnd.isEmpty, "people at the end are not counted by stratum")
    return columns.reduce(0) { $0 + atEnd[$1] }
  }

  /// Whole days waited by those who were given a place.
  func admittedWaits(_ resource: ResourceKind) -> IntegerHistogram {
    precondition(!waits.isEmpty, "waits are not counted by stratum")
    return IntegerHistogram(counts: waits[Int(resource.rawValue)].admitted.map(Int.init))
  }

  /// Everybody, then each stratum in the order of `StratumNames`.
  static func all(in outcome: Outcome, layout: OutcomeLayout) -> [Observation] {
    let none = Observation(measures: Array(repeating: 0, count: Measure.count))
    var observations = Array(repeating: none, count: layout.groups)
    for cell in 0..<layout.cells {
      let row = outcome.totals[cell * Measure.count..<(cell + 1) * Measure.count]
      observations[0].add(row)
      var first = 1
      for (index, stratification) in layout.stratifications.enumerated() {
        observations[first + layout.stratum(ofCell: cell, in: index)].add(row)
        first += stratification.strata.count
      }
    }
    observations[0].atEnd = Array(outcome.prevalence.suffix(Measure.occupancyCount))
    observations[0].waits = outcome.waits
    return observations
  }

  /// Adds the measures of the same group in another replication; what is not a measure stays.
  mutating func add(_ other: Observation) { add(other.measures[...]) }

  private mutating func add(_ row: ArraySlice<Int64>) {
    for (index, value) in row.enumerated() { measures[index] += value }
  }
}

/// Names of the groups of people in output files: `all`, then `sex=female` and so on.
enum StratumNames {
  static func all(of layout: OutcomeLayout) -> [String] {
    ["all"]
      + layout.stratifications.flatMap { stratification in
        stratification.strata.map { "\(stratification.rawValue)=\($0)" }
      }
  }
}
