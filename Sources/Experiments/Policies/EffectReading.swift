/// Reads the number of an effect in the form in which it is given.
enum EffectReading {
  /// The measure; nil after reporting faults.
  static func measure(_ record: RecordCursor) -> EffectMeasure? {
    let given = PolicyShape.measures.filter { record.has($0) }
    guard given.count == 1, let name = given.first else {
      record.cursor.fault(
        given.isEmpty
          ? "there is no number. Give one of: \(PolicyShape.measures.joined(separator: ", "))."
          : "\(given.joined(separator: " and ")) are all given. Keep one.")
      return nil
    }
    switch name {
    case "ratio": return unrelated(record) ? record.number(name).map { .ratio($0) } : nil
    case "shift": return unrelated(record) ? record.number(name).map { .shift($0) } : nil
    case "retention":
      return unrelated(record) ? pair(record, name).map { .retention(with: $0, without: $1) } : nil
    case "proportions":
      return unrelated(record)
        ? pair(record, name).map { .proportions(with: $0, without: $1) } : nil
    default: return comparison(record, name)
    }
  }

  /// Reports keys that belong to odds and risks only; true where there is none.
  private static func unrelated(_ record: RecordCursor) -> Bool {
    let strays = ["of", "baseline"].filter { record.has($0) }
    for stray in strays {
      record[stray]?.fault("'\(stray)' belongs to odds and risk ratios. Delete it.")
    }
    return strays.isEmpty
  }

  private static func pair(_ record: RecordCursor, _ name: String) -> (Double, Double)? {
    guard let pair = record.record(name) else { return nil }
    let with = pair.number("with")
    let without = pair.number("without")
    guard let with, let without else { return nil }
    return (with, without)
  }

  private static func comparison(_ record: RecordCursor, _ name: String) -> EffectMeasure? {
    let number = record.number(name)
    let baseline = record.numberIfGiven("baseline")
    if !record.has("of") {
      record.cursor.fault(
        "'\(name)' needs 'of', which says what it compares: "
          + EffectMeasure.Subject.allCases.map(\.rawValue).joined(separator: ", ") + ".")
    }
    let subject = record.choice("of").flatMap(EffectMeasure.Subject.init)
    guard let number, let baseline, let subject else { return nil }
    switch name {
    case "oddsRatio": return .oddsRatio(number, of: subject, baseline: baseline)
    case "riskRatio": return .riskRatio(number, of: subject, baseline: baseline)
    default: return .standardisedDifference(number, of: subject, baseline: baseline)
    }
  }
}

/// Reads grades, sources and uncertainty of policy files.
struct EvidenceReading {
  let bibliography: Bibliography

  /// Reads `evidence`; nil after reporting faults.
  func evidence(_ record: RecordCursor) -> PolicyEvidence? {
    let cited = graded(record)
    let estimate = record.numberIfGiven("estimate")
    let interval = optional(record, "interval", ParameterReading.interval)
    let range = optional(record, "range", ParameterReading.interval)
    let distribution =
      record.has("distribution")
      ? record["distribution"].flatMap(ParameterReading.distribution) : .fixed
    let note = record.text("note")
    guard let cited, let estimate, let interval, let range, let distribution, let note
    else { return nil }
    return PolicyEvidence(
      grade: cited.grade, sources: cited.sources, estimate: estimate, interval: interval,
      range: range, distribution: distribution, note: note)
  }

  /// Reads `grade` and `source`; an assumption has grade X.
  func graded(_ record: RecordCursor) -> (grade: EvidenceGrade, sources: [String])? {
    let grade = record.choice("grade").flatMap(EvidenceGrade.init)
    let sources = record["source"].flatMap { ParameterReading.sources($0, in: bibliography) }
    guard let grade, let sources else { return nil }
    if sources.isEmpty, grade != .x {
      record["source"]?.fault(
        "an assumption cannot have grade \(grade.rawValue). Cite a source, or grade it X.")
      return nil
    }
    return (grade, sources)
  }

  /// Nil inside nil for an absent key, nil for a fault.
  private func optional<Value>(
    _ record: RecordCursor, _ name: String, _ read: (Cursor) -> Value?
  ) -> Value?? {
    guard let cursor = record[name] else { return .some(nil) }
    return read(cursor).map { .some($0) }
  }
}

extension RecordCursor {
  /// A number that may be left out: nil inside nil where it is, nil after reporting a fault.
  func numberIfGiven(_ name: String) -> Double?? {
    guard has(name) else { return .some(nil) }
    return number(name).map { .some($0) }
  }
}
