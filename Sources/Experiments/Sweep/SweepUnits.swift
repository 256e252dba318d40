/// One simulation of a sweep; all three count from 0.
struct SweepUnit: Sendable, Equatable {
  var row: Int
  var strategy: Int
  var replication: Int
}

/// All simulations of a sweep in the order of the results: rows, then strategies, then replications.
struct SweepUnits: Sendable {
  let rows: Int
  let strategies: Int
  let replications: Int

  var count: Int { rows * strategies * replications }

  func unit(_ index: Int) -> SweepUnit {
    let (pair, replication) = index.quotientAndRemainder(dividingBy: replications)
    let (row, strategy) = pair.quotientAndRemainder(dividingBy: strategies)
    return SweepUnit(row: row, strategy: strategy, replication: replication)
  }

  func index(_ unit: SweepUnit) -> Int {
    (unit.row * strategies + unit.strategy) * replications + unit.replication
  }
}
