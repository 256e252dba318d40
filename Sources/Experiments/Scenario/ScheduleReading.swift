internal import DiscreteEvents

/// Reads values that change by day or date.
///
/// Days of a file count from the start of observation, so that a warm-up moves no date; days of a
/// `Schedule` of the model count from time zero, when the warm-up begins.
struct ScheduleReading {
  let startDate: CalendarDay?
  let warmUpDays: Double

  /// A number, or `{initial: ..., changes: [...]}`; days as in the file.
  func schedule(_ cursor: Cursor, bounds: Bounds) -> Schedule? {
    guard case .mapping = cursor.value.kind else {
      if case .scalar = cursor.value.kind { return cursor.number(in: bounds).map { Schedule($0) } }
      return cursor.mismatch("a number or {initial: ..., changes: [...]}")
    }
    guard let record = cursor.record(ScenarioShape.scheduleRecord(bounds)) else { return nil }
    let initial = record.number("initial")
    guard let elements = record.list("changes") else { return nil }
    var changes: [Schedule.Change] = []
    for element in elements {
      guard let change = change(element, bounds: bounds) else { continue }
      if let last = changes.last, last.day >= change.day {
        element.fault("this change is not later than the one before. Put changes in order of time.")
      } else {
        changes.append(change)
      }
    }
    guard let initial, changes.count == elements.count else { return nil }
    return Schedule(initial, changes: changes)
  }

  private func change(_ cursor: Cursor, bounds: Bounds) -> Schedule.Change? {
    guard let record = cursor.record(ScenarioShape.changeRecord(bounds)) else { return nil }
    let value = record.number("value")
    guard record.has("day") != record.has("date") else {
      cursor.fault(
        record.has("day") ? "day and date are both given. Keep one." : "give day or date.")
      return nil
    }
    guard let day = record.has("day") ? record.number("day") : dayOfDate(record) else { return nil }
    if day < -warmUpDays {
      (record["day"] ?? record["date"])?.fault(
        "day \(NumberText.text(day)) lies before the run begins, at day "
          + "\(NumberText.text(0 - warmUpDays)). Change 'initial' instead.")
      return nil
    }
    return value.map { Schedule.Change(day: day, value: $0) }
  }

  private func dayOfDate(_ record: RecordCursor) -> Double? {
    guard let cursor = record["date"], let date = cursor.date() else { return nil }
    guard let startDate else {
      cursor.fault("a date needs the scenario's startDate. Add startDate, or give day instead.")
      return nil
    }
    return Double(date.number - startDate.number)
  }

  /// The schedule as the model counts days.
  func forModel(_ schedule: Schedule) -> Schedule {
    Schedule(
      schedule.initial,
      changes: schedule.changes.map { .init(day: $0.day + warmUpDays, value: $0.value) })
  }
}
