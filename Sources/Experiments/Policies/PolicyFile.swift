public import TreatmentModel

/// A policy file, read and checked: what a programme is, does and costs, and how well that is known.
public struct PolicyFile: Sendable, Equatable {
  /// Short name, the file's own; unique within a strategy.
  public var name: String
  /// One line for people.
  public var title: String
  /// What the programme is, for somebody who has to decide about it.
  public var summary: String
  /// What it changes in the model, and why.
  public var mechanism: String
  /// What to keep in mind.
  public var caveat: String
  /// When it is in force.
  public var timing: PolicyTiming
  /// Whom it reaches.
  public var reach: Reach
  /// What it moves.
  public var effects: [PolicyEffect]
  /// Resources that it makes more or less of.
  public var resources: [ResourceChange]
  /// What it does beyond moving levers.
  public var machinery: Machinery
  /// The evidence for the machinery; nil without machinery.
  public var machineryEvidence: PolicyEvidence?
  /// What it costs.
  public var cost: PolicyCost
  /// Sources that the file brings along, beside the bibliography.
  public var sources: [BibliographyEntry]
  /// Where it was read, as the user gave it.
  public var path: String

  /// All evidence of the file.
  public var evidence: [PolicyEvidence] {
    effects.map(\.evidence) + resources.map(\.evidence) + [machineryEvidence].compactMap(\.self)
  }

  /// The best grade of what the policy does; N where everything was tested and nothing found.
  public var bestGrade: EvidenceGrade? {
    let order: [EvidenceGrade] = [.a, .b, .c, .d, .x, .n]
    let acting =
      effects.filter { !$0.isNull }.map(\.evidence.grade) + resources.map(\.evidence.grade)
      + [machineryEvidence?.grade].compactMap(\.self)
    let grades = acting.isEmpty ? effects.map(\.evidence.grade) : acting
    return order.first { grades.contains($0) }
  }
}

/// A day of a policy file: counted from the start of observation, or a date.
public enum PolicyDay: Sendable, Equatable {
  /// Days since observation starts.
  case day(Double)
  /// A calendar date, `2026-01-31`.
  case date(String)
}

/// When a policy is in force, as its file says.
public struct PolicyTiming: Sendable, Equatable {
  /// The first day.
  public var start: PolicyDay
  /// The first day on which it is over; nil lasts to the end of the run.
  public var end: PolicyDay?
  /// Days from the start until effects are at full strength.
  public var rampDays: Double
  /// Days in which strength halves after the ramp; infinity keeps it.
  public var halfLifeDays: Double
}

/// An effect of a policy on a lever, with its evidence.
public struct PolicyEffect: Sendable, Equatable {
  /// What is moved.
  public var lever: Lever
  /// The number of the file, as the study reports it.
  public var measure: EffectMeasure
  /// Days at which the shares behind the measure were counted; nil where it has none.
  public var horizonDays: Double?
  /// The ratio or shift that the measure means.
  public var value: Double
  /// Medications on which the effect holds; empty holds always.
  public var medications: Set<Medication>
  /// How well it is known.
  public var evidence: PolicyEvidence

  /// Whether the effect changes nothing.
  public var isNull: Bool { value == Double(lever.neutral) }
}

/// A policy's change of the places of a resource while it is in force.
public struct ResourceChange: Sendable, Equatable {
  /// The resource.
  public var resource: ResourceKind
  /// Places with the policy for one place without.
  public var ratio: Double
  /// How well it is known.
  public var evidence: PolicyEvidence
}

/// How well an effect is known.
public struct PolicyEvidence: Sendable, Equatable {
  /// The grade.
  public var grade: EvidenceGrade
  /// Keys of sources; empty for an assumption.
  public var sources: [String]
  /// The number that the study reports, where the file uses another; nil where it uses that one.
  public var estimate: Double?
  /// The study's 95 % interval, on the scale of its number.
  public var interval: ClosedRange<Double>?
  /// Numbers worth trying in place of the file's.
  public var range: ClosedRange<Double>?
  /// How uncertain the file's number is.
  public var distribution: ParameterDistribution
  /// What to keep in mind; may be empty.
  public var note: String

  /// The evidence for a number that somebody sets by hand.
  static let setByScenario = PolicyEvidence(
    grade: .x, sources: [], estimate: nil, interval: nil, range: nil, distribution: .fixed,
    note: "set by the scenario")
}

/// What a policy costs.
public struct PolicyCost: Sendable, Equatable {
  /// For a community and year, whoever is reached.
  public var perCommunityYear: Double
  /// For a person reached and month.
  public var perPersonMonth: Double
  /// Once for every person reached.
  public var perPersonReached: Double
  /// The year of the prices.
  public var year: Int
  /// The currency, for example USD.
  public var currency: String
  /// How well it is known.
  public var grade: EvidenceGrade
  /// Keys of sources; empty for an assumption.
  public var sources: [String]
  /// What to keep in mind; may be empty.
  public var note: String
}
