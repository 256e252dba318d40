/// Which simulations of a sweep are finished, failed or missing.
struct SweepLedger: Sendable {
  /// How far one simulation is.
  enum State: UInt8, Sendable {
    case missing, finished, failed
  }

  let units: SweepUnits
  private(set) var states: [State]
  private let rowIndex: [UInt64: Int]
  private let strategies: [String: Int]

  init(_ sweep: Sweep) {
    units = sweep.manifest.units
    states = Array(repeating: .missing, count: units.count)
    rowIndex = Dictionary(
      uniqueKeysWithValues: sweep.rows.enumerated().map { ($0.element.id, $0.offset) })
    strategies = Dictionary(
      uniqueKeysWithValues: sweep.manifest.strategies.enumerated().map { ($0.element, $0.offset) })
  }

  /// The number of the simulation that a record is of; nil where the sweep has none such.
  func index(of record: SweepRecord) -> Int? {
    guard let row = rowIndex[record.row], let strategy = strategies[record.strategy],
      (1...units.replications).contains(record.replication)
    else { return nil }
    return units.index(
      SweepUnit(row: row, strategy: strategy, replication: record.replication - 1))
  }

  /// Takes note of a record; what is wrong with it, or nil.
  mutating func add(_ record: SweepRecord) -> String? {
    guard let index = index(of: record) else {
      return "the file holds a run that the sweep does not have (row \(SweepRow.name(record.row)), "
        + "\(record.strategy), replication \(record.replication)). Delete it, then run resume."
    }
    switch record.ending {
    case .figures: states[index] = .finished
    case .failure: if states[index] == .missing { states[index] = .failed }
    }
    return nil
  }

  /// Simulations in a state.
  func count(_ state: State) -> Int { states.count { $0 == state } }

  /// Numbers of the simulations of a shard that are to be run.
  func open(in shard: SweepShard, chunk: Int, retriesFailures: Bool) -> [Int] {
    states.indices.filter { index in
      switch states[index] {
      case .finished: return false
      case .failed where !retriesFailures: return false
      case .failed, .missing:
        let unit = units.unit(index)
        return shard.holds(row: unit.row, replication: unit.replication, chunk: chunk)
      }
    }
  }
}
