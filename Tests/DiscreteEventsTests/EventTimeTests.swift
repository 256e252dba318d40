import DiscreteEvents
import TestSupport
import Testing

@Suite("EventTime and EventKey")
struct EventTimeTests {
  @Test("whole days and binary fractions are exact")
  func exact() {
    #expect(EventTime(day: 1).ticks == 1_048_576)
    #expect(EventTime(roundingUp: 0.75).ticks == 786_432)
    #expect(EventTime(roundingUp: 262_143).days == 262_143)
    #expect(EventTime(day: 3).day == 3)
    #expect(EventTime(ticks: EventTime(day: 3).ticks - 1).day == 2)
  }

  @Test("an event never fires before its exact date, and less than a tick after it")
  func roundsUp() {
    var random = SplitMix64(seed: 1)
    for _ in 0..<10_000 {
      let date = random.uniform() * 100_000
      let rounded = EventTime(roundingUp: date).days
      #expect(rounded >= date && rounded - date < 0x1p-20)
    }
    #expect(EventTime(roundingUp: 0x1p-60).ticks == 1)
    #expect(EventTime(roundingUp: -0.1).ticks == -104_857)
  }

  @Test("what does not happen is never")
  func never() {
    #expect(EventTime(roundingUp: .infinity) == .never)
    #expect(EventTime(roundingUp: 262_144) == .never)
    #expect(EventTime(roundingUp: 262_143.999) < .never)
  }

  @Test("a key gives back its parts and orders by time, rank, entity")
  func key() {
    var random = SplitMix64(seed: 2)
    for _ in 0..<2_000 {
      let parts = (0..<2).map { _ in
        (
          Int64(random.next() % 3) * 0x1F_FFFF_FFFF,
          EventRank.allCases[Int(random.next() % 4)], UInt32(random.next() % 3) * 0x7F_FFFF
        )
      }
      let keys = parts.map { EventKey(time: EventTime(ticks: $0.0), rank: $0.1, entity: $0.2) }
      #expect(keys[0].time.ticks == parts[0].0)
      #expect(keys[0].rank == parts[0].1)
      #expect(keys[0].entity == parts[0].2)
      let before =
        (parts[0].0, parts[0].1.rawValue, parts[0].2)
        < (parts[1].0, parts[1].1.rawValue, parts[1].2)
      #expect((keys[0] < keys[1]) == before)
    }
  }

  @Test("releases come before changes before seizes before reports")
  func ranks() {
    #expect(EventRank.allCases.sorted() == [.release, .change, .seize, .report])
    #expect(EventRank.allCases.map(\.rawValue) == [0, 1, 2, 3])
  }
}
