import DiscreteEvents
import TestSupport
import Testing

@Suite("Memory for records")
struct RecordMemoryTests {
  private struct Record {
    var owner: UInt64
    var rest = (UInt64(0), UInt64(0), UInt64(0))
  }

  /// A few, and so many that they stand on large pages.
  @Test(
    "Records begin at a cache line and keep what is written", arguments: [0, 1, 1000, 1_100_000])
  func records(count: Int) {
    let records = RecordMemory.allocate(Record.self, count: count)
    defer { records.deallocate() }
    #expect(UInt(bitPattern: records) % 64 == 0)
    if count >= 1_100_000 { #expect(UInt(bitPattern: records) % (2 << 20) == 0) }
    for index in 0..<count {
      (records + index).initialize(to: Record(owner: UInt64(index)))
    }
    #expect((0..<count).allSatisfy { records[$0].owner == UInt64($0) })
  }

  /// 750,000 entities, each scheduled twice: the pool of keys stands on large pages.
  @Test("A queue of many entities keeps their order")
  func queue() {
    let count = 750_000
    let horizon = EventTime(day: 1000)
    var queue = EventQueue(entities: count, horizon: horizon, expectedEvents: Double(count))
    var source = SplitMix64(seed: 1923)
    var expected = [EventKey]()
    for entity in 0..<UInt32(count) {
      for isLast in [false, true] {
        let time = EventTime(ticks: Int64(source.next() % UInt64(horizon.ticks)))
        queue.schedule(entity, at: time, rank: .change)
        if isLast { expected.append(EventKey(time: time, rank: .change, entity: entity)) }
      }
    }
    expected.sort()
    var popped = [EventKey]()
    while let event = queue.popNext(upTo: horizon) { popped.append(event) }
    #expect(popped == expected)
    #expect(queue.brokenInvariant() == nil)
  }
}
