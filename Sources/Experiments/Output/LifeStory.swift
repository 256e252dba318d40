internal import Foundation
public import TreatmentModel

/// One life, event by event, for people to read or for another program.
public struct LifeStory: Sendable {
  /// Index of the person in the community.
  public let patient: UInt32
  private let community: String
  private let replication: UInt32
  let person: Attributes
  private let records: [LifeRecord]

  /// Tells the life of a person from its records, in the order in which they happened.
  public init(
    patient: UInt32, community: String, replication: UInt32, person: Attributes,
    records: [LifeRecord]
  ) {
    self.patient = patient
    self.community = community
    self.replication = replication
    self.person = person
    self.records = records
  }

  /// A line about the person, then one line for each event: day, what happens, the state after it.
  public var text: String {
    var table = TextTable([("day", true), ("what happens", false), ("then", false)])
    for record in records {
      table.add([
        String(format: "%.2f", record.day), record.event.words, Self.state(record),
      ])
    }
    return "Patient \(patient) of \(community), replication \(replication): \(portrait)\n\n"
      + table.text
  }

  /// The same as JSON: the person, and the events with the columns of `events.csv`.
  public var json: String {
    struct Event: Encodable {
      var day: Double
      var event, words, careState, medication, useState: String
      var doseMg, doseAdequacy, tolerance: Float
    }
    struct Life: Encodable {
      var schemaVersion = ProgramVersion.outputSchema
      var patient, replication: UInt32
      var community, portrait: String
      var events: [Event]
    }
    let life = Life(
      patient: patient, replication: replication, community: community, portrait: portrait,
      events: records.map {
        Event(
          day: $0.day, event: $0.event.name, words: $0.event.words, careState: $0.care.name,
          medication: $0.medication.name, useState: $0.use.name, doseMg: $0.dose,
          doseAdequacy: $0.adequacy, tolerance: $0.tolerance)
      })
    return JSONFile.text(of: life)
  }

  /// The person in a few words.
  var portrait: String {
    let traits = Traits.named.filter { person.traits.contains($0.trait) }
      .map { snakeCase($0.name).replacing("_", with: " ") }
    let sex = person.sex == .female ? "woman" : "man"
    return
      (["\(sex) of \(Int(person.age))", "race/ethnicity \(person.race)", "\(person.insurance)"]
      + traits).joined(separator: ", ")
  }

  static func state(_ record: LifeRecord) -> String {
    guard record.care != .dead else { return "dead" }
    var parts = [record.care.words]
    if record.medication != .none { parts.append(record.medication.words) }
    if record.dose > 0 { parts.append(String(format: "%.0f mg a day", record.dose)) }
    parts.append(record.use.words)
    return parts.joined(separator: ", ")
  }
}

extension LifeEvent {
  /// What happens, as the rest of a sentence about the person.
  var words: String {
    switch self {
    case .event(let event): event.words
    case .risk(let risk): risk.words
    case .entry: "is followed from here on"
    case .end: "is alive when the run ends"
    }
  }
}

extension CareState {
  /// The state in plain words.
  var words: String {
    switch self {
    case .outOfCare: "out of care"
    case .seeking: "waits for the intake appointment"
    case .waiting: "on a waiting list"
    case .interim: "on a waiting list with interim doses"
    case .withdrawalManagement: "in withdrawal management"
    case .induction: "induction"
    case .stabilisation: "stabilisation"
    case .maintenance: "maintenance"
    case .taper: "taper"
    case .aftercare: "aftercare"
    case .dead: "dead"
    }
  }
}

extension UseState {
  /// The state in plain words.
  var words: String {
    switch self {
    case .regular: "regular use"
    case .lapse: "occasional use"
    case .abstinent: "abstinent"
    }
  }
}
