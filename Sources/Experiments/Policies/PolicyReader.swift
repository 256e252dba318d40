internal import TreatmentModel

/// Reads policy files.
public enum PolicyReader {
  /// Reads the policy of a file, or the shipped policy of a name.
  ///
  /// - Throws: `Faults`, everything that is wrong.
  public static func read(_ reference: String) throws(Faults) -> PolicyFile {
    if let shipped = BuiltIn.policy(reference) { return shipped }
    let collector = FaultCollector()
    let blame = Place(file: reference)
    if !isPath(reference) {
      collector.report(unknown(reference), at: blame, path: "")
      try collector.throwIfAny()
    }
    let text = InputFile.text(at: reference, blame: blame, blamePath: "", collector: collector)
    guard let text else {
      try collector.throwIfAny()
      preconditionFailure("no policy and no fault")
    }
    return try read(text: text, file: reference, bibliography: BuiltIn.bibliography)
  }

  /// Reads a policy from a text.
  static func read(
    text: String, file: String, bibliography: Bibliography
  ) throws(Faults) -> PolicyFile {
    let collector = FaultCollector()
    let policy = policy(
      text: text, file: file, bibliography: bibliography, collector: collector)
    try collector.throwIfAny()
    guard let policy else { preconditionFailure("no policy and no fault") }
    return policy
  }

  /// Reads a policy; nil after reporting faults.
  static func policy(
    text: String, file: String, bibliography: Bibliography, collector: FaultCollector
  ) -> PolicyFile? {
    YAMLDocument.parse(text, file: file, collector: collector).flatMap {
      PolicyReading(bibliography: bibliography, file: file).policy(
        Cursor(value: $0, path: "", collector: collector))
    }
  }

  /// Whether a reference names a file rather than a shipped policy.
  static func isPath(_ reference: String) -> Bool {
    reference.contains("/") || reference.hasSuffix(".yaml") || reference.hasSuffix(".yml")
  }

  /// What is said of a name that no shipped policy has.
  static func unknown(_ name: String) -> String {
    "there is no policy '\(name)'. \(NearestName.question(name, among: BuiltIn.policyNames))"
      + "Name a shipped policy (moudsim policies lists them), or a file like ./\(name).yaml."
  }
}

/// Reads the keys of one policy file, and goes on after faults.
struct PolicyReading {
  private let file: String
  private let bibliography: Bibliography

  /// Reads against the sources of a bibliography.
  init(bibliography: Bibliography, file: String) {
    self.bibliography = bibliography
    self.file = file
  }

  /// The policy; nil after reporting faults.
  func policy(_ cursor: Cursor) -> PolicyFile? {
    guard let record = cursor.record(PolicyShape.file) else { return nil }
    let own = ownSources(record)
    let evidence = EvidenceReading(bibliography: Bibliography(bibliography.entries + own))
    let name = record.name("name")
    let texts = ["title", "summary", "mechanism", "caveat"].map { record.text($0) }
    let timing = Self.timing(record.has("timing") ? record.record("timing") : nil)
    let reach = record.record("reach").flatMap(ReachReading.reach)
    let effectCursors = (record.has("effects") ? record.list("effects") : []) ?? []
    let effects = effectCursors.compactMap { effect($0, evidence) }
    let resourceCursors = (record.has("resources") ? record.list("resources") : []) ?? []
    let resources = resourceCursors.compactMap { resource($0, evidence) }
    let machinery = machinery(record, evidence)
    let cost = record.record("cost").flatMap { self.cost($0, evidence) }
    checkRepeats(effects, effectCursors)
    if effectCursors.isEmpty, resourceCursors.isEmpty, !record.has("machinery") {
      record.cursor.fault("the policy does nothing. Give effects, resources or machinery.")
    }
    guard let name, let title = texts[0], let summary = texts[1], let mechanism = texts[2],
      let caveat = texts[3], let timing, let reach, let machinery, let cost,
      effects.count == effectCursors.count, resources.count == resourceCursors.count
    else { return nil }
    return PolicyFile(
      name: name, title: title, summary: summary, mechanism: mechanism, caveat: caveat,
      timing: timing, reach: reach, effects: effects, resources: resources,
      machinery: machinery.machinery, machineryEvidence: machinery.evidence, cost: cost,
      sources: own, path: file)
  }

  private func ownSources(_ record: RecordCursor) -> [BibliographyEntry] {
    guard record.has("sources") else { return [] }
    var entries: [BibliographyEntry] = []
    for element in record.list("sources") ?? [] {
      guard let row = element.record(Bibliography.entryShape),
        let entry = Bibliography.entry(row)
      else { continue }
      if bibliography[entry.key] != nil || entries.contains(where: { $0.key == entry.key }) {
        row["key"]?.fault("'\(entry.key)' is the key of an earlier source. Give another.")
      } else {
        entries.append(entry)
      }
    }
    return entries
  }

  /// Two effects on one lever must hold on different medications.
  private func checkRepeats(_ effects: [PolicyEffect], _ cursors: [Cursor]) {
    guard effects.count == cursors.count else { return }
    for (index, effect) in effects.enumerated() {
      let clash = effects[..<index].contains { other in
        other.lever == effect.lever
          && (other.medications.isEmpty || effect.medications.isEmpty
            || !other.medications.isDisjoint(with: effect.medications))
      }
      if clash {
        cursors[index].fault(
          "the lever '\(effect.lever)' is moved by an earlier effect on the same medication. "
            + "Keep one.")
      }
    }
  }

  private func effect(_ cursor: Cursor, _ reading: EvidenceReading) -> PolicyEffect? {
    guard let record = cursor.record(PolicyShape.effect) else { return nil }
    let name = record.choice("lever")
    let lever = Lever.allCases.first { String(describing: $0) == name }
    let measure = EffectReading.measure(record)
    let horizon = record.numberIfGiven("horizonDays")
    let medications = ReachReading.medications(record.choices("medications"))
    let evidence = record.record("evidence").flatMap(reading.evidence)
    guard let lever, let measure, let horizon, let evidence else { return nil }
    do throws(EffectMeasure.Misfit) {
      let value = try measure.value(of: lever)
      if evidence.grade == .n, value != Double(lever.neutral) {
        cursor.fault(
          "grade N says tested without effect, but the effect is \(NumberText.text(value)). Write "
            + "\(lever.scale == .ratio ? "ratio: 1" : "shift: 0"), or give another grade.")
        return nil
      }
      return PolicyEffect(
        lever: lever, measure: measure, horizonDays: horizon, value: value,
        medications: medications, evidence: evidence)
    } catch {
      cursor.fault(error.message)
      return nil
    }
  }

  private func resource(_ cursor: Cursor, _ reading: EvidenceReading) -> ResourceChange? {
    guard let record = cursor.record(PolicyShape.resource) else { return nil }
    let kind = ReachReading.resource(record.choice("resource")) ?? nil
    let ratio = record.number("ratio")
    let evidence = record.record("evidence").flatMap(reading.evidence)
    guard let kind, let ratio, let evidence else { return nil }
    return ResourceChange(resource: kind, ratio: ratio, evidence: evidence)
  }

  private func cost(_ record: RecordCursor, _ reading: EvidenceReading) -> PolicyCost? {
    let community = record.number("perCommunityYear")
    let month = record.number("perPersonMonth")
    let reached = record.number("perPersonReached")
    let year = record.integer("year")
    let currency = record.text("currency")
    let cited = reading.graded(record)
    let note = record.text("note")
    guard let community, let month, let reached, let year, let currency, let cited, let note
    else { return nil }
    return PolicyCost(
      perCommunityYear: community, perPersonMonth: month, perPersonReached: reached,
      year: Int(year), currency: currency, grade: cited.grade, sources: cited.sources, note: note)
  }
}
