import DiscreteEvents
import TestSupport

/// A queue that cannot be wrong: a plain list that is sorted anew for each pop.
struct QueueOracle {
  struct Entry: Equatable {
    var ticks: Int64
    var rank: EventRank
    var entity: UInt32
  }

  private var entries: [Entry] = []
  /// A control: forgets that ranks order events of one instant.
  var ignoresRank = false

  mutating func schedule(_ entity: UInt32, at ticks: Int64, rank: EventRank, horizon: Int64) {
    cancel(entity)
    if ticks <= horizon { entries.append(Entry(ticks: ticks, rank: rank, entity: entity)) }
  }

  mutating func cancel(_ entity: UInt32) { entries.removeAll { $0.entity == entity } }

  func isScheduled(_ entity: UInt32) -> Bool { entries.contains { $0.entity == entity } }

  mutating func popNext(upTo limit: Int64) -> Entry? {
    entries.sort {
      ignoresRank
        ? ($0.ticks, $0.entity) < ($1.ticks, $1.entity)
        : ($0.ticks, $0.rank.rawValue, $0.entity) < ($1.ticks, $1.rank.rawValue, $1.entity)
    }
    guard let first = entries.first, first.ticks <= limit else { return nil }
    return entries.removeFirst()
  }
}

/// Drives a queue and the oracle with the same random operations.
struct QueueScript {
  var entities: UInt32 = 40
  var horizon: Int64 = 4_000
  var log2Bucket = 4
  /// Longest step ahead in ticks; small steps make many ties.
  var reach: UInt64 = 60
  var operations = 4_000
  var ignoresRank = false

  /// The first disagreement in words, or nil.
  func disagreement(seed: UInt64) -> String? {
    var queue = EventQueue(
      entities: Int(entities), horizon: EventTime(ticks: horizon), expectedEvents: 1)
    queue.reset(
      entities: Int(entities), horizon: EventTime(ticks: horizon), log2BucketTicks: log2Bucket)
    var oracle = QueueOracle()
    oracle.ignoresRank = ignoresRank
    var random = SplitMix64(seed: seed)
    for operation in 0..<operations {
      let entity = UInt32(random.next() % UInt64(entities))
      switch random.next() % 10 {
      case 0..<5:
        let ticks = queue.now.ticks + Int64(random.next() % (reach + 1))
        let rank = EventRank.allCases[Int(random.next() % 4)]
        queue.schedule(entity, at: EventTime(ticks: ticks), rank: rank)
        oracle.schedule(entity, at: ticks, rank: rank, horizon: horizon)
      case 5:
        queue.cancel(entity)
        oracle.cancel(entity)
      default:
        let limit = queue.now.ticks + Int64(random.next() % (reach / 2 + 1))
        let found = queue.popNext(upTo: EventTime(ticks: limit)).map {
          QueueOracle.Entry(ticks: $0.time.ticks, rank: $0.rank, entity: $0.entity)
        }
        let expected = oracle.popNext(upTo: min(limit, horizon))
        if found != expected {
          return "operation \(operation): \(String(describing: found))"
            + " instead of \(String(describing: expected))"
        }
      }
      if queue.isScheduled(entity) != oracle.isScheduled(entity) {
        return "operation \(operation): isScheduled(\(entity)) is \(queue.isScheduled(entity))"
      }
      if operation % 50 == 0, let broken = queue.brokenInvariant() { return broken }
    }
    return queue.brokenInvariant()
  }
}
