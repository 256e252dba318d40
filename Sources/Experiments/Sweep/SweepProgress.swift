/// How far a sweep is, in words.
struct SweepProgress {
  let sweep: Sweep
  let ledger: SweepLedger

  init(_ sweep: Sweep, _ ledger: SweepLedger) {
    self.sweep = sweep
    self.ledger = ledger
  }

  /// Rows that have a simulation in a state, from 1.
  private func rows(_ state: SweepLedger.State) -> [Int] {
    var rows: [Int] = []
    for (index, found) in ledger.states.enumerated() where found == state {
      let row = ledger.units.unit(index).row + 1
      if rows.last != row { rows.append(row) }
    }
    return rows
  }

  /// Shards, as the sweep is cut now, that have a simulation in a state.
  private func shards(_ state: SweepLedger.State) -> (missing: [Int], count: Int)? {
    let counts = Set(sweep.paths.partNames.map(\.shard.count))
    guard counts.count == 1, let count = counts.first, count > 1 else { return nil }
    var found: Set<Int> = []
    for (index, own) in ledger.states.enumerated() where own == state {
      let unit = ledger.units.unit(index)
      found.insert((unit.row + unit.replication / sweep.manifest.chunk) % count + 1)
    }
    return (found.sorted(), count)
  }

  /// What is in a state: runs, shards and rows.
  func sentences(naming state: SweepLedger.State) -> String {
    let verb = state == .failed ? "failed" : "missing"
    let count = ledger.count(state)
    var text = "\(count) of \(ledger.units.count) runs \(state == .failed ? "" : "are ")\(verb)"
    if let shards = shards(state) {
      text += ", in \(shards.missing.count) of \(shards.count) shards: \(Self.list(shards.missing))"
    }
    return text + "; rows \(Self.list(rows(state)))."
  }

  /// Numbers with runs of neighbours joined: `1-4, 9`; the first twenty pieces.
  static func list(_ numbers: [Int]) -> String {
    var ranges: [ClosedRange<Int>] = []
    for number in numbers {
      if let last = ranges.last, last.upperBound + 1 == number {
        ranges[ranges.count - 1] = last.lowerBound...number
      } else {
        ranges.append(number...number)
      }
    }
    let texts = ranges.prefix(20).map { range in
      range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
    }
    return texts.joined(separator: ", ") + (ranges.count > 20 ? ", and more" : "")
  }
}
