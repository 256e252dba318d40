internal import TreatmentModel

/// The one description of a what-if request: it is read by this, and the page learns its limits from it.
enum WhatIfShape {
  /// The scenario that the page works on.
  static let scenario = "three-counties"
  /// The word for all communities together.
  static let everywhere = CommunityNames.all

  static let people: ClosedRange<UInt64> = 100...50_000
  static let years: ClosedRange<UInt64> = 1...20
  static let replications: ClosedRange<UInt64> = 1...100
  /// Beyond three times today's places the counties are others.
  static let placeFactor = Bounds(lower: 0, upper: 5)
  /// People times years times replications of one request: the work that it may ask for.
  static let mostPersonYears = 5_000_000

  /// Resources that people can make more or less of here: those that the scenario limits.
  static let resources: [ResourceKind] = WhatIfBase.resources

  static var setting: Record {
    Record(fields: [
      .optional(
        "scenario", .choice([scenario]), "the scenario to start from", standard: .text(scenario)),
      .optional(
        "community", .choice([everywhere] + WhatIfBase.communities),
        "a community of the scenario, or all of them", standard: .text(everywhere)),
      .optional(
        "people", .integer(people), "people with opioid use disorder; places grow with them"),
      .optional("years", .integer(years), "years to look at", standard: .integer(5)),
      .optional("places", .record(places), "places of a resource for one place today"),
      .optional("policies", .list(.record(policy)), "policies in force"),
      .optional(
        "evidenceFloor", .choice(EvidenceFloor.allCases.map(\.rawValue)),
        "effects known less well than this are taken as none", standard: .text("X")),
      .optional(
        "replications", .integer(replications), "how often chance is tried",
        standard: .integer(12)),
      .optional(
        "seed", .integer(0...(1 << 53)), "start of the random numbers",
        standard: .integer(20_261_121)),
    ])
  }

  static let places = Record(
    fields: WhatIfBase.resources.map { kind in
      .optional(kind.name, .number(placeFactor), "\(kind.name) for one today")
    })

  static let policy = Record(fields: [
    .required("name", .text, "name of a shipped policy"),
    .optional("uptake", .number(.share), "share of eligible people who take it up"),
  ])

  /// A request for one life: a setting, and whose life.
  static var life: Record {
    Record(
      fields: setting.fields + [
        .optional("person", .integer(0...1_000_000), "number of the person in the community"),
        .optional(
          "story", .choice(LifeChoice.allCases.map(\.rawValue)),
          "whose life to look for where no person is named", standard: .text("helped")),
        .optional(
          "after", .integer(0...1_000_000), "look among people with a higher number than this"),
      ])
  }
}

/// Whose life to look for.
public enum LifeChoice: String, CaseIterable, Sendable {
  /// Somebody who dies today and lives under the plan.
  case helped
  /// Somebody who lives today and dies under the plan.
  case harmed
  /// Somebody whose life changes.
  case changed
  /// Anybody.
  case anybody
}
