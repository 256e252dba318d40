internal import TreatmentModel

/// Timing and machinery.
extension PolicyReading {
  /// Reads when a policy is in force, over what holds already; nil after reporting faults.
  static func timing(
    _ record: RecordCursor?,
    over lower: PolicyTiming = PolicyTiming(
      start: .day(0), end: nil, rampDays: 0, halfLifeDays: .infinity)
  ) -> PolicyTiming? {
    guard let record else { return lower }
    var timing = lower
    let ramp = record.has("rampDays") ? record.number("rampDays") : lower.rampDays
    let half = record.has("halfLifeDays") ? record.number("halfLifeDays") : lower.halfLifeDays
    let start = record["start"].map(day) ?? lower.start
    let end = record["end"].map(day)
    guard let ramp, let half, let start else { return nil }
    timing.rampDays = ramp
    timing.halfLifeDays = half
    timing.start = start
    if let end {
      guard let end else { return nil }
      timing.end = end
    }
    if case .day(let first) = timing.start, case .day(let last)? = timing.end, first >= last {
      record.cursor.fault(
        "the policy ends on day \(NumberText.text(last)), which is not after its start, day "
          + "\(NumberText.text(first)).")
      return nil
    }
    return timing
  }

  /// A day, or a date; nil after reporting a fault.
  static func day(_ cursor: Cursor) -> PolicyDay? {
    guard let text = cursor.value.scalar else {
      return cursor.mismatch("a day or a date, like 90 or 2026-01-31")
    }
    if let date = CalendarDay(text) { return .date(date.text) }
    guard (try? NumberText.double(text)) != nil else {
      return cursor.mismatch("a day or a date, like 90 or 2026-01-31")
    }
    return cursor.number(in: Bounds(lower: -36_525, upper: 36_525)).map { .day($0) }
  }

  /// Reads `machinery`; nil after reporting faults.
  func machinery(
    _ record: RecordCursor, _ reading: EvidenceReading
  ) -> (machinery: Machinery, evidence: PolicyEvidence?)? {
    guard record.has("machinery") else { return (.none, nil) }
    guard let machinery = record.record("machinery") else { return nil }
    let given = PolicyShape.machineries.filter { machinery.has($0) }
    let evidence = machinery.record("evidence").flatMap(reading.evidence)
    guard given.count == 1, let name = given.first else {
      machinery.cursor.fault(
        "give one machinery: \(PolicyShape.machineries.joined(separator: ", ")).")
      return nil
    }
    guard let inner = machinery.record(name), let evidence,
      let read = Self.machinery(name, inner)
    else { return nil }
    return (read, evidence)
  }

  private static func machinery(_ name: String, _ record: RecordCursor) -> Machinery? {
    switch name {
    case "telehealth": return .telehealth
    case "staffTraining":
      let trained = record.number("trainedPerMonth")
      let half = record.number("halfLifeDays")
      let turnover = record.number("turnoverPerYear")
      guard let trained, let half, let turnover else { return nil }
      return .staffTraining(
        StaffTraining(trainedPerMonth: trained, halfLifeDays: half, turnoverPerYear: turnover))
    default:
      let genes = record.choices("genes").compactMap(PGxDosing.Gene.init)
      let days = record["turnaroundDays"].flatMap(ParameterReading.interval)
      let failure = record.number("failure")
      let followed = record.number("followed")
      guard let days, let failure, let followed, !genes.isEmpty else {
        if record["genes"]?.list()?.isEmpty == true {
          record["genes"]?.fault("the list is empty. Name at least one gene.")
        }
        return nil
      }
      guard days.lowerBound >= 0 else {
        record["turnaroundDays"]?.fault("a result cannot come before its order. Begin at 0.")
        return nil
      }
      return .pgxDosing(
        PGxDosing(
          genes: Set(genes), turnaroundDays: days, failure: failure, followed: followed))
    }
  }
}
