/// Slots by day, given in the order of asking to the next day that has one free.
///
/// Day 0 starts at time zero. A slot is a place on a day, not an hour of it. A slot given back is
/// offered to whoever asks next. A search skips 64 full days at a time: O(1) for any usual backlog.
public struct AppointmentBook: Sendable {
  /// Days in the book: 0 ..< `days`.
  public let days: Int
  private var left: [Int]
  /// One bit per day that has a slot free.
  private var free: [UInt64]
  private let slotsByWeekday: [Int]
  private let firstWeekday: Int

  /// A book of `days` days.
  ///
  /// `slotsByWeekday` gives seven capacities, one per weekday in the owner's numbering 0 ... 6; a
  /// day without slots is `.finite(0)`. `firstWeekday` is the weekday of day 0.
  public init(days: Int, slotsByWeekday: [Capacity], firstWeekday: Int = 0) {
    precondition(days >= 0, "\(days) days")
    precondition(slotsByWeekday.count == 7, "a week has 7 days, not \(slotsByWeekday.count)")
    precondition((0..<7).contains(firstWeekday), "weekday \(firstWeekday)")
    self.days = days
    self.firstWeekday = firstWeekday
    self.slotsByWeekday = slotsByWeekday.map(\.limit)
    left = []
    free = []
    reset()
  }

  /// A book with the same slots on weekdays 0 to 4 and none on weekdays 5 and 6.
  public init(days: Int, slotsPerWorkday: Capacity, firstWeekday: Int = 0) {
    let week = Array(repeating: slotsPerWorkday, count: 5) + [.finite(0), .finite(0)]
    self.init(days: days, slotsByWeekday: week, firstWeekday: firstWeekday)
  }

  /// Gives all slots back; O(days).
  public mutating func reset() {
    left = (0..<days).map { slotsByWeekday[($0 + firstWeekday) % 7] }
    free = Array(repeating: 0, count: (days + 63) / 64)
    for day in 0..<days where left[day] > 0 { free[day >> 6] |= 1 << UInt64(day & 63) }
  }

  /// Takes a slot on the first day with one free that is not before the day of `earliest`.
  ///
  /// Returns the start of that day, or `earliest` itself if it lies within that day; nil when the
  /// book has no free day left.
  public mutating func book(notBefore earliest: EventTime) -> EventTime? {
    precondition(earliest >= .zero, "an appointment at \(earliest.days) days")
    guard let day = firstFreeDay(from: earliest.day) else { return nil }
    if left[day] != .max {
      left[day] -= 1
      if left[day] == 0 { free[day >> 6] &= ~(1 << UInt64(day & 63)) }
    }
    return max(earliest, EventTime(day: day))
  }

  /// Gives back the slot taken on the day of `appointment`.
  public mutating func cancel(_ appointment: EventTime) {
    let day = appointment.day
    let slots = slotsByWeekday[(day + firstWeekday) % 7]
    guard slots != .max else { return }
    precondition(left[day] < slots, "no slot of day \(day) is taken")
    left[day] += 1
    free[day >> 6] |= 1 << UInt64(day & 63)
  }

  /// Slots still free on a day.
  public func slotsLeft(onDay day: Int) -> Capacity {
    left[day] == .max ? .unlimited : .finite(left[day])
  }

  private func firstFreeDay(from day: Int) -> Int? {
    guard day < days else { return nil }
    var word = day >> 6
    var bits = free[word] & (~0 << UInt64(day & 63))
    while bits == 0 {
      word += 1
      guard word < free.count else { return nil }
      bits = free[word]
    }
    return word << 6 + bits.trailingZeroBitCount
  }

  /// A sentence naming the first broken invariant, or nil; O(days), for tests.
  ///
  /// No day has fewer than none or more than all of its slots left, and the index of free days agrees.
  public func brokenInvariant() -> String? {
    for day in 0..<days {
      let slots = slotsByWeekday[(day + firstWeekday) % 7]
      if left[day] < 0 || left[day] > slots { return "day \(day) has \(left[day]) slots left" }
      let marked = free[day >> 6] >> UInt64(day & 63) & 1 == 1
      if marked != (left[day] > 0) { return "day \(day) is marked wrongly" }
    }
    return nil
  }
}
