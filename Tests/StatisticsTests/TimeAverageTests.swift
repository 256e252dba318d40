import Statistics
import Testing

@Suite("Time averages")
struct TimeAverageTests {
  /// A queue of 2 until time 3, then 5 until 4, then 0 until 10, by hand: 2*3 + 5*1 + 0*6 = 11.
  @Test("A step function is integrated as by hand")
  func byHand() throws {
    var queue = TimeAverage(start: 0, value: 2)
    queue.update(at: 3, to: 5)
    queue.update(at: 4, to: 0)
    #expect(queue.integral(until: 4) == 11)
    #expect(queue.integral(until: 10) == 11)
    #expect(queue.average(until: 10) == 1.1)
    // The negative control: the mean of the three values is 7 / 3.
    let weighted = try #require(queue.average(until: 10))
    #expect(abs(weighted - 7 / 3.0) > 1)
  }

  @Test("A late start, changes at one time and no time at all")
  func edges() {
    var beds = TimeAverage(start: 100, value: 1)
    #expect(beds.average(until: 100) == nil)
    beds.update(at: 100, to: 7)
    beds.update(at: 102, to: 3)
    beds.update(at: 102, to: 4)
    #expect(beds.value == 4)
    #expect(beds.average(until: 104) == 5.5, "by hand: (7 * 2 + 4 * 2) / 4")
  }

  @Test("Time that runs backwards stops the program")
  func backwards() async {
    await #expect(processExitsWith: .failure) {
      var beds = TimeAverage(start: 0, value: 1)
      beds.update(at: 5, to: 2)
      beds.update(at: 4, to: 3)
    }
  }
}
