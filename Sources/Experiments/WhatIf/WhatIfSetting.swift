public import TreatmentModel

/// What somebody wants to try: a community, places and policies, beside today's practice.
public struct WhatIfSetting: Sendable, Equatable {
  /// A policy and how many take it up.
  public struct Use: Sendable, Equatable {
    /// Name of a shipped policy.
    public var name: String
    /// Share of eligible people who take it up, 0 to 1.
    public var uptake: Double
  }

  /// Name of a community, or `all`.
  public var community: String
  /// People with opioid use disorder at the start.
  public var people: Int
  /// Observed years.
  public var years: Int
  /// Places for one place today, by resource; what is absent stays as it is.
  public var places: [ResourceKind: Double]
  /// Policies by name, each once.
  public var policies: [Use]
  /// Effects known less well are taken as none.
  public var floor: EvidenceFloor
  /// Times that chance is tried.
  public var replications: Int
  /// Start of the random numbers.
  public var seed: UInt64

  /// The setting as one line of JSON with every default, the same for equal settings.
  public var canonical: String {
    let places = ResourceKind.allCases.compactMap { kind in
      self.places[kind].map { "\"\(kind.name)\":\(NumberText.text($0))" }
    }
    let policies = policies.map {
      "{\"name\":\"\($0.name)\",\"uptake\":\(NumberText.text($0.uptake))}"
    }
    return "{\"scenario\":\"\(WhatIfShape.scenario)\","
      + "\"community\":\(ScenarioWriter.quoted(community)),\"people\":\(people),"
      + "\"years\":\(years),\"places\":{\(places.joined(separator: ","))},"
      + "\"policies\":[\(policies.joined(separator: ","))],\"evidenceFloor\":\"\(floor.rawValue)\","
      + "\"replications\":\(replications),\"seed\":\(seed)}"
  }

  /// Names the setting by its content: 32 hexadecimal digits, other for another version.
  public var id: String {
    String(SHA256.hex(of: ProgramVersion.current + canonical).prefix(32))
  }

  /// Names today's practice of the setting: what runs without policies have in common.
  public var baseID: String {
    var base = self
    base.places = [:]
    base.policies = []
    base.floor = .x
    return base.id
  }

  /// Whether the plan differs from today's practice at all.
  public var changesAnything: Bool { !places.isEmpty || !policies.isEmpty }
}

/// A request for one life under a setting.
public struct WhatIfLifeRequest: Sendable, Equatable {
  /// Under what.
  public var setting: WhatIfSetting
  /// Number of the person in the community; nil looks for one.
  public var person: UInt32?
  /// Whose life to look for.
  public var choice: LifeChoice
  /// Look among people with a higher number than this.
  public var after: UInt32?
}

extension WhatIfLifeRequest {
  /// Names the request by its content.
  public var key: String {
    let person = person.map(String.init) ?? "-"
    let after = after.map(String.init) ?? "-"
    return "\(setting.id) \(person) \(choice.rawValue) \(after)"
  }
}
