internal import TreatmentModel

/// What a strategy sets of a policy.
extension StrategyReading {
  /// The settings of a use; nil after reporting faults.
  func settings(_ record: RecordCursor, of file: PolicyFile) -> [StrategyDraft.Setting]? {
    var settings: [StrategyDraft.Setting?] = []
    if record.has("as") { settings.append(record.text("as").map { .name($0) }) }
    if record.has("uptake") { settings.append(record.number("uptake").map { .uptake($0) }) }
    if record.has("timing") {
      let timing = record.record("timing").flatMap { PolicyReading.timing($0, over: file.timing) }
      settings.append(timing.map { .timing($0) })
    }
    if let cursor = record["effects"] {
      settings.append(effects(cursor, of: file).map { .effects($0) })
    }
    if record.has("who") {
      settings.append(record.record("who").flatMap(ReachReading.eligibility).map { .who($0) })
    }
    if record.has("targeting") {
      let score = record.record("targeting").flatMap(ReachReading.targeting)
      settings.append(score.map { .targeting($0) })
    }
    let read = settings.compactMap(\.self)
    return read.count == settings.count ? read : nil
  }

  private func effects(_ cursor: Cursor, of file: PolicyFile) -> [(lever: Lever, value: Double)]? {
    guard let entries = cursor.mapping() else { return nil }
    let moved = file.effects.map { String(describing: $0.lever) }
    let read = entries.compactMap { entry -> (lever: Lever, value: Double)? in
      guard let effect = file.effects.first(where: { String(describing: $0.lever) == entry.key })
      else {
        cursor.collector.report(
          "the policy '\(file.name)' does not move it. "
            + NearestName.question(entry.key, among: moved)
            + "Allowed here: \(moved.joined(separator: ", ")).",
          at: entry.keyPlace, path: entry.value.path)
        return nil
      }
      let bounds =
        effect.lever.scale == .ratio ? Bounds(lower: 0, upper: 1000) : Bounds.closed(-1...1)
      return entry.value.number(in: bounds).map { (effect.lever, $0) }
    }
    return read.count == entries.count ? read : nil
  }

  /// Changes a policy as a setting says; an effect set by hand is an assumption.
  static func apply(_ setting: StrategyDraft.Setting, to file: inout PolicyFile) {
    switch setting {
    case .name(let name): file.name = name
    case .uptake(let uptake): file.reach.uptake = uptake
    case .timing(let timing): file.timing = timing
    case .who(let who): file.reach.who = who
    case .targeting(let score): file.reach.targeting = score
    case .effects(let effects):
      for (lever, value) in effects {
        for index in file.effects.indices where file.effects[index].lever == lever {
          file.effects[index].value = value
          file.effects[index].measure = lever.scale == .ratio ? .ratio(value) : .shift(value)
          file.effects[index].evidence = .setByScenario
        }
      }
    }
  }

  /// Days since observation starts; nil after reporting faults.
  func timing(_ timing: PolicyTiming, _ blame: Cursor) -> Timing? {
    guard let start = day(timing.start, blame) else { return nil }
    var end = Double.infinity
    if let last = timing.end {
      guard let day = day(last, blame) else { return nil }
      end = day
    }
    guard start < end else {
      blame.fault(
        "the policy would end on day \(NumberText.text(end)), which is not after its start, day "
          + "\(NumberText.text(start)).")
      return nil
    }
    guard start >= -warmUpDays else {
      blame.fault(
        "the policy would start on day \(NumberText.text(start)), before the run begins, at day "
          + "\(NumberText.text(0 - warmUpDays)).")
      return nil
    }
    return Timing(
      start: start, end: end, rampDays: timing.rampDays, halfLifeDays: timing.halfLifeDays)
  }

  private func day(_ day: PolicyDay, _ blame: Cursor) -> Double? {
    switch day {
    case .day(let number): return number
    case .date(let text):
      guard let startDate, let date = CalendarDay(text) else {
        blame.fault("the policy's date \(text) needs the scenario's startDate. Add startDate.")
        return nil
      }
      return Double(date.number - startDate.number)
    }
  }
}
