internal import TreatmentModel

/// Reads whom a policy reaches.
enum ReachReading {
  /// Reads `reach`; nil after reporting faults.
  static func reach(_ record: RecordCursor) -> Reach? {
    let trigger = record.choice("trigger").flatMap(Reach.Trigger.init)
    let uptake = record.number("uptake")
    let days = record.has("days") ? record.number("days") : .infinity
    let whileOn = record.flag("whileOnMedication")
    let resource = record.has("resource") ? resource(record.choice("resource")) : .some(nil)
    let who = record.has("who") ? record.record("who").flatMap(eligibility) : Eligibility()
    let targeting =
      record.has("targeting") ? record.record("targeting").flatMap(targeting) : .some(nil)
    guard let trigger, let uptake, let days, let whileOn, let resource, let who, let targeting
    else { return nil }
    return Reach(
      trigger: trigger, who: who, uptake: uptake, resource: resource, days: days,
      whileOnMedication: whileOn, targeting: targeting)
  }

  /// A resource by its name, wrapped: the outer nil is a fault.
  static func resource(_ name: String?) -> ResourceKind?? {
    ResourceKind.allCases.first { $0.name == name }.map { .some($0) }
  }

  /// Reads who may be reached; nil after reporting faults.
  static func eligibility(_ record: RecordCursor) -> Eligibility? {
    let ages = record.has("ages") ? record["ages"].flatMap(ParameterReading.interval) : 0...200
    let episodes = record.integer("minimumPriorEpisodes")
    let communities = (record.has("communities") ? record.list("communities") : []) ?? []
    let names = communities.compactMap { $0.text() }
    let required = traits(record.choices("required"))
    let excluded = traits(record.choices("excluded"))
    if !required.isDisjoint(with: excluded) {
      record["excluded"]?.fault("an attribute is both required and excluded: this is nobody.")
      return nil
    }
    guard let ages, let episodes, names.count == communities.count else { return nil }
    return Eligibility(
      required: required, excluded: excluded, sexes: cases(record.choices("sexes")),
      races: cases(record.choices("races")), insurances: cases(record.choices("insurances")),
      ages: Float(ages.lowerBound)...Float(ages.upperBound),
      medications: medications(record.choices("medications")), uses: cases(record.choices("uses")),
      minimumPriorEpisodes: UInt8(episodes), communities: Set(names))
  }

  /// Reads a score; nil after reporting faults.
  static func targeting(_ record: RecordCursor) -> Targeting? {
    let highRisk = record.record("highRisk").flatMap(eligibility)
    let accuracy = accuracy(record)
    var byRace: [RaceEthnicity: Targeting.Accuracy] = [:]
    if record.has("byRace"), let races = record.record("byRace") {
      for race in RaceEthnicity.allCases where races.has(String(describing: race)) {
        byRace[race] = races.record(String(describing: race)).flatMap(Self.accuracy)
      }
    }
    guard let highRisk, let accuracy else { return nil }
    return Targeting(highRisk: highRisk, accuracy: accuracy, accuracyByRace: byRace)
  }

  private static func accuracy(_ record: RecordCursor) -> Targeting.Accuracy? {
    let sensitivity = record.number("sensitivity")
    let specificity = record.number("specificity")
    guard let sensitivity, let specificity else { return nil }
    return Targeting.Accuracy(sensitivity: sensitivity, specificity: specificity)
  }

  /// Medications by their names.
  static func medications(_ names: [String]) -> Set<Medication> {
    Set(Medication.allCases.filter { names.contains($0.name) })
  }

  private static func traits(_ names: [String]) -> Traits {
    Traits.named.filter { names.contains($0.name) }.reduce(into: Traits()) { $0.insert($1.trait) }
  }

  private static func cases<Case: CaseIterable & Hashable>(_ names: [String]) -> Set<Case> {
    Set(Case.allCases.filter { names.contains(String(describing: $0)) })
  }
}
