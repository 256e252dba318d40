import DiscreteEvents
import Testing

@Suite("Errors of the programmer stop the program")
struct MisuseTests {
  @Test("an event before now")
  func pastEvent() async {
    await #expect(processExitsWith: .failure) {
      var queue = EventQueue(entities: 1, horizon: EventTime(day: 9), expectedEvents: 9)
      _ = queue.popNext(upTo: EventTime(day: 5))
      queue.schedule(0, at: EventTime(day: 4), rank: .change)
    }
  }

  @Test("an entity that the queue does not have")
  func unknownEntity() async {
    await #expect(processExitsWith: .failure) {
      var queue = EventQueue(entities: 1, horizon: EventTime(day: 9), expectedEvents: 9)
      queue.schedule(1, at: EventTime(day: 4), rank: .change)
    }
  }

  @Test("a threshold drawn while one is held")
  func redraw() async {
    await #expect(processExitsWith: .failure) {
      var clock = Clock()
      clock.drawNext(threshold: 1)
      clock.drawNext(threshold: 1)
    }
  }

  @Test("a release that nobody seized, and a second join of one entity")
  func counts() async {
    await #expect(processExitsWith: .failure) {
      var places = Resource(capacity: .unlimited)
      places.release(at: .zero)
    }
    await #expect(processExitsWith: .failure) {
      var line = WaitingLine(entities: 2)
      line.join(1, at: .zero)
      line.join(1, at: .zero)
    }
  }

  @Test("control: the same calls in order exit normally")
  func control() async {
    await #expect(processExitsWith: .success) {
      var queue = EventQueue(entities: 1, horizon: EventTime(day: 9), expectedEvents: 9)
      _ = queue.popNext(upTo: EventTime(day: 3))
      queue.schedule(0, at: EventTime(day: 4), rank: .change)
      var clock = Clock()
      clock.drawNext(threshold: 1)
      var places = Resource(capacity: .unlimited)
      _ = places.seize(at: .zero)
      places.release(at: .zero)
    }
  }
}
