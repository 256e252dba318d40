import DiscreteEvents
import Testing

@Suite("AppointmentBook and EventLog")
struct AppointmentBookTests {
  private func days(_ book: inout AppointmentBook, _ dates: [Double]) -> [Double?] {
    dates.map { book.book(notBefore: EventTime(roundingUp: $0))?.days }
  }

  @Test("two slots per workday, by hand; day 0 is a Thursday")
  func byHand() {
    var book = AppointmentBook(days: 12, slotsPerWorkday: .finite(2), firstWeekday: 3)
    // Thursday 0, Friday 1, weekend 2 and 3, Monday 4 ...
    let got = days(&book, [0.5, 0.5, 0.5, 0.75, 1.25, 1.25, 2, 5.5])
    #expect(got == [0.5, 0.5, 1, 1, 4, 4, 5, 5.5])
    #expect(book.brokenInvariant() == nil)
    book.cancel(EventTime(day: 1))
    #expect(book.slotsLeft(onDay: 1) == .finite(1))
    let late = days(&book, [0.9, 0.9, 8])
    #expect(late == [1, 6, 8])
    let last = days(&book, [9, 9, 9])
    #expect(last == [11, 11, nil])
    let control = days(&book, [2])
    #expect(control != [2], "a weekend has no slot")
    #expect(book.brokenInvariant() == nil)
  }

  @Test("an unlimited book gives the day that is asked for, weekends included")
  func unlimited() {
    var book = AppointmentBook(
      days: 100, slotsByWeekday: Array(repeating: .unlimited, count: 7))
    let got = days(&book, Array(repeating: 5.5, count: 1_000))
    #expect(got.allSatisfy { $0 == 5.5 })
    book.cancel(EventTime(day: 5))
    #expect(book.slotsLeft(onDay: 5) == .unlimited)
    let outside = days(&book, [100])
    #expect(outside == [nil])
  }

  @Test("a backlog over many weeks: 1 slot a day, 500 askers on day 0")
  func backlog() {
    var book = AppointmentBook(
      days: 1_000, slotsByWeekday: Array(repeating: .finite(1), count: 7))
    let got = days(&book, Array(repeating: 0, count: 500))
    #expect(got == (0..<500).map(Double.init))
    book.reset()
    let again = days(&book, [0])
    #expect(again == [0])
  }

  @Test("a log keeps everyone, one entity, or nobody")
  func log() {
    var logs = [EventLog(), EventLog(.everyone), EventLog(.entity(2))]
    for index in logs.indices {
      for entity in UInt32(0)..<4 {
        logs[index].append(
          time: EventTime(day: Int(entity)), entity: entity, code: 7, a: -1, b: 0.5)
      }
    }
    #expect(logs.map { $0.records.map(\.entity) } == [[], [0, 1, 2, 3], [2]])
    let record = EventLog.Record(time: EventTime(day: 2), entity: 2, code: 7, a: -1, b: 0.5)
    #expect(logs[2].records == [record])
    #expect(logs[2].keeps(2) && !logs[2].keeps(1) && !logs[0].keeps(0))
  }
}
