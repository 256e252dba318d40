import DiscreteEvents
import TestSupport
import Testing

@Suite("Resource, Schedule and WaitingLine")
struct ResourceTests {
  private func day(_ day: Int) -> EventTime { EventTime(day: day) }

  @Test("capacity by date: it falls below the use, drains, and rises again")
  func capacityByDate() {
    let schedule = Schedule(
      Capacity.finite(3), changes: [(date: 10, value: .finite(1)), (date: 20, value: .unlimited)])
    var places = Resource(capacity: schedule.value(at: 0))
    let first = (0..<4).map { _ in places.seize(at: day(0)) }
    #expect(first == [true, true, true, false])
    places.setCapacity(schedule.value(at: 10))
    #expect(places.inUse == 3 && places.excess == 2 && !places.hasRoom)
    places.release(at: day(11))
    places.release(at: day(12))
    #expect(places.inUse == 1 && places.excess == 0 && !places.hasRoom)
    places.release(at: day(13))
    #expect(places.hasRoom)
    places.setCapacity(schedule.value(at: 20))
    #expect(places.capacity == .unlimited)
    let later = (0..<100).map { _ in places.seize(at: day(20)) }
    #expect(!later.contains(false))
    // 3 x 11 + 2 x 1 + 1 x 1 + 0 x 7 + 100 x 2 unit-days.
    #expect(places.occupancyTicks(until: day(22)) == 236 * EventTime.ticksPerDay)
  }

  @Test("a schedule has its new value on the day of the change")
  func schedule() {
    let schedule = Schedule(1, changes: [(date: 5, value: 2), (date: 7.5, value: 3)])
    #expect([-1, 4.999, 5, 7.4, 7.5, 1e9].map { schedule.value(at: $0) } == [1, 1, 2, 2, 3, 3])
    #expect(schedule.nextChange(after: 0) == 5)
    #expect(schedule.nextChange(after: 5) == 7.5)
    #expect(schedule.nextChange(after: 7.5) == nil)
    #expect(Schedule(4).value(at: 3) == 4)
  }

  @Test("first come first served within classes; anyone may leave")
  func order() {
    var line = WaitingLine(entities: 10, classes: 4)
    for (entity, priority) in [(3, 1), (7, 2), (1, 1), (9, 0), (4, 1)] {
      line.join(UInt32(entity), priority: priority, at: day(0))
    }
    line.leave(1, at: day(2))
    let (length, second, outside) = (line.length, line.priority(of: 4), line.contains(1))
    #expect(length == 4 && second == 1 && !outside)
    line.join(1, priority: 1, at: day(3))
    var served: [UInt32] = []
    while let next = line.leaveNext(at: day(5)) { served.append(next) }
    #expect(served == [9, 3, 4, 1, 7])
    // Class 1: 3 x 2 + 2 x 1 + 3 x 2 days; classes 0 and 2: 5 days each; class 3: none.
    let ticks = (0..<4).map { line.lengthTicks(priority: $0, until: day(50)) }
    #expect(ticks == [5, 14, 5, 0].map { $0 * EventTime.ticksPerDay })
    let total = line.lengthTicks(until: day(50))
    #expect(total == 24 * EventTime.ticksPerDay)
  }

  @Test("random joins and leaves against a plain list")
  func random() {
    var random = SplitMix64(seed: 11)
    var line = WaitingLine(entities: 30, classes: 3)
    var oracle: [[UInt32]] = [[], [], []]
    var mismatches = 0
    var youngestFirst = 0
    for step in 0..<5_000 {
      let now = EventTime(ticks: Int64(step))
      let entity = UInt32(random.next() % 30)
      if line.contains(entity) {
        line.leave(entity, at: now)
        for priority in 0..<3 { oracle[priority].removeAll { $0 == entity } }
      } else {
        let priority = Int(random.next() % 3)
        line.join(entity, priority: priority, at: now)
        oracle[priority].append(entity)
      }
      if random.next() % 3 == 0 {
        let expected = oracle.first { !$0.isEmpty }?.first
        let youngest = oracle.first { !$0.isEmpty }?.last
        let next = line.leaveNext(at: now)
        if next != expected { mismatches += 1 }
        if next != youngest { youngestFirst += 1 }
        for priority in 0..<3 { oracle[priority].removeAll { $0 == expected } }
      }
      let (broken, length) = (line.brokenInvariant(), line.length)
      if broken != nil || length != oracle.reduce(0, { $0 + $1.count }) { mismatches += 1 }
    }
    #expect(mismatches == 0)
    #expect(youngestFirst > 100, "control: last come first served would be noticed")
  }
}
