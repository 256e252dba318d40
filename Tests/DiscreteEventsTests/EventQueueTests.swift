import DiscreteEvents
import TestSupport
import Testing

@Suite("EventQueue against a sorted list")
struct EventQueueTests {
  @Test("random schedules, replacements, cancels and pops, with ties", arguments: 1...20)
  func random(seed: Int) {
    #expect(QueueScript().disagreement(seed: UInt64(seed)) == nil)
  }

  @Test("any width of bucket, from one tick to the whole horizon", arguments: 0...12)
  func widths(log2Bucket: Int) {
    var script = QueueScript()
    script.log2Bucket = log2Bucket
    script.entities = 200
    script.reach = 300
    #expect(script.disagreement(seed: 7) == nil)
  }

  @Test("many more events than a sorted bucket holds, all in one bucket")
  func oneBucket() {
    var script = QueueScript()
    script.log2Bucket = 20
    script.entities = 600
    script.reach = 4_000
    script.operations = 6_000
    #expect(script.disagreement(seed: 8) == nil)
  }

  @Test("one tick of reach: everything ties")
  func ties() {
    var script = QueueScript()
    script.reach = 1
    #expect(script.disagreement(seed: 9) == nil)
  }

  @Test("control: an oracle that ignores rank is contradicted")
  func controlRank() {
    var script = QueueScript()
    script.reach = 4
    script.ignoresRank = true
    #expect(script.disagreement(seed: 9) != nil)
  }

  @Test("a guess of the event rate wrong by 100 either way changes no event", arguments: 1...3)
  func wrongGuess(seed: Int) {
    let right = holdSequence(expectedEvents: 20_000, seed: UInt64(seed))
    #expect(right.count == 20_000)
    #expect(holdSequence(expectedEvents: 200, seed: UInt64(seed)) == right)
    #expect(holdSequence(expectedEvents: 2_000_000, seed: UInt64(seed)) == right)
    #expect(holdSequence(expectedEvents: 1e-3, seed: UInt64(seed)) == right)
  }

  @Test("control: another seed gives another sequence")
  func controlSequence() {
    #expect(
      holdSequence(expectedEvents: 20_000, seed: 1) != holdSequence(expectedEvents: 20_000, seed: 2)
    )
  }

  /// 20,000 pops with 1,000 pending; each pop schedules its entity again and another one anew.
  private func holdSequence(expectedEvents: Double, seed: UInt64) -> [EventKey] {
    let horizon = EventTime(day: 100)
    var queue = EventQueue(entities: 1_000, horizon: horizon, expectedEvents: expectedEvents)
    var random = SplitMix64(seed: seed)
    for entity in 0..<UInt32(1_000) {
      queue.schedule(entity, at: EventTime(roundingUp: random.uniform()), rank: .change)
    }
    var keys: [EventKey] = []
    while keys.count < 20_000, let key = queue.popNext(upTo: horizon) {
      keys.append(key)
      for entity in [key.entity, UInt32(random.next() % 1_000)] {
        let date = key.time.days + random.exponential() * 2
        queue.schedule(entity, at: EventTime(roundingUp: date), rank: .change)
      }
      if keys.count % 2_000 == 0, let broken = queue.brokenInvariant() {
        Issue.record("\(broken)")
      }
    }
    return keys
  }

  @Test("one entity rescheduled 100,000 times does not fill the memory with stale keys")
  func staleKeys() {
    for expected in [1.0, 1e6] {
      var queue = EventQueue(entities: 4, horizon: EventTime(day: 10), expectedEvents: expected)
      for step in 0..<100_000 {
        queue.schedule(1, at: EventTime(ticks: 10_000_000 - Int64(step)), rank: .change)
      }
      let (memory, broken) = (queue.pooledKeys, queue.brokenInvariant())
      #expect(memory < 2_000)
      #expect(broken == nil)
      let events = drain(&queue)
      #expect(events.map(\.time.ticks) == [10_000_000 - 99_999])
    }
  }

  @Test("an event on the horizon happens, one after it does not")
  func horizon() {
    let horizon = EventTime(day: 5)
    var queue = EventQueue(entities: 2, horizon: horizon, expectedEvents: 10)
    queue.schedule(0, at: horizon, rank: .report)
    queue.schedule(1, at: EventTime(ticks: horizon.ticks + 1), rank: .release)
    let scheduled = (0..<2).map { queue.isScheduled($0) }
    #expect(scheduled == [true, false])
    let event = EventKey(time: horizon, rank: .report, entity: 0)
    let pending = queue.pendingEvent(of: 0)
    #expect(pending == event)
    let events = drain(&queue)
    #expect(events == [event])
    let now = queue.now
    #expect(now == horizon)
    queue.schedule(1, at: .never, rank: .release)
    let kept = queue.isScheduled(1)
    #expect(!kept)
  }

  @Test("a pop up to a limit leaves later events and moves now to the limit")
  func limit() {
    var queue = EventQueue(entities: 2, horizon: EventTime(day: 50), expectedEvents: 100)
    queue.schedule(0, at: EventTime(day: 30), rank: .change)
    let early = queue.popNext(upTo: EventTime(day: 10))
    #expect(early == nil)
    let now = queue.now
    #expect(now == EventTime(day: 10))
    queue.schedule(1, at: EventTime(day: 10), rank: .change)
    let second = queue.popNext(upTo: EventTime(day: 10))
    #expect(second?.entity == 1)
    let third = queue.popNext(upTo: EventTime(day: 30))
    #expect(third?.entity == 0)
  }

  @Test("reset forgets everything and may change size")
  func reset() {
    var queue = EventQueue(entities: 2, horizon: EventTime(day: 50), expectedEvents: 100)
    queue.schedule(0, at: EventTime(day: 30), rank: .change)
    queue.reset(entities: 500, horizon: EventTime(day: 900), expectedEvents: 1e5)
    let left = drain(&queue)
    #expect(left.isEmpty)
    queue.reset(entities: 500, horizon: EventTime(day: 900), expectedEvents: 1e5)
    for entity in (0..<UInt32(500)).reversed() {
      queue.schedule(entity, at: EventTime(day: 2 + Int(entity) % 7), rank: .change)
    }
    let events = drain(&queue)
    #expect(events.count == 500)
    #expect(events == events.sorted())
  }

  private func drain(_ queue: inout EventQueue) -> [EventKey] {
    var keys: [EventKey] = []
    while let key = queue.popNext(upTo: .never) { keys.append(key) }
    return keys
  }
}
