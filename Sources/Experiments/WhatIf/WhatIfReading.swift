internal import TreatmentModel

/// Reads requests as strictly as files are read.
extension WhatIfSetting {
  /// Reads a setting from JSON.
  ///
  /// - Throws: `Faults`, everything that is wrong, with the path of each.
  public static func read(json: String) throws(Faults) -> WhatIfSetting {
    let (value, collector) = try root(json)
    let cursor = Cursor(value: value, path: "", collector: collector)
    let setting = cursor.record(WhatIfShape.setting).flatMap(read)
    try collector.throwIfAny()
    guard let setting else { preconditionFailure("no setting and no fault") }
    return setting
  }

  fileprivate static func root(_ json: String) throws(Faults) -> (YAMLValue, FaultCollector) {
    let collector = FaultCollector()
    let value = JSONDocument.parse(json, file: "request", collector: collector)
    guard let value else {
      try collector.throwIfAny()
      preconditionFailure("no value and no fault")
    }
    return (value, collector)
  }

  fileprivate static func read(_ record: RecordCursor) -> WhatIfSetting? {
    _ = record.choice("scenario")
    let community = record.choice("community")
    let people = record.integer("people")
    let years = record.integer("years")
    let floor = record.choice("evidenceFloor").flatMap(EvidenceFloor.init)
    let replications = record.integer("replications")
    let seed = record.integer("seed")
    let places = places(record)
    let policies = policies(record)
    guard let community, let years, let floor, let replications, let seed else { return nil }
    let setting = WhatIfSetting(
      community: community, people: people.map(Int.init) ?? WhatIfBase.people(in: community),
      years: Int(years), places: places, policies: policies, floor: floor,
      replications: Int(replications), seed: seed)
    let work = setting.people * setting.years * setting.replications
    if work > WhatIfShape.mostPersonYears {
      record.cursor.fault(
        "\(setting.people) people, \(years) years and \(replications) replications are "
          + "\(work) person-years. At most: \(WhatIfShape.mostPersonYears).")
    }
    return setting
  }

  /// Factors other than 1: those of 1 change nothing.
  private static func places(_ record: RecordCursor) -> [ResourceKind: Double] {
    guard let ratios = record.record("places") else { return [:] }
    var places: [ResourceKind: Double] = [:]
    for kind in WhatIfBase.resources {
      guard let factor = ratios.number(kind.name), factor != 1 else { continue }
      places[kind] = factor
    }
    return places
  }

  private static func policies(_ record: RecordCursor) -> [Use] {
    guard let elements = record.list("policies") else { return [] }
    if elements.count > Policy.limit {
      record["policies"]?.fault(
        "\(elements.count) policies are too many. At most: \(Policy.limit).")
      return []
    }
    var uses: [Use] = []
    for element in elements {
      guard let entry = element.record(WhatIfShape.policy) else { continue }
      let uptake = entry.number("uptake")
      guard let name = entry["name"]?.oneOf(BuiltIn.policyNames),
        let policy = BuiltIn.policy(name)
      else { continue }
      if uses.contains(where: { $0.name == name }) {
        element.fault("the policy '\(name)' is used twice. Keep one.")
      }
      uses.append(Use(name: name, uptake: uptake ?? policy.reach.uptake))
    }
    return uses.sorted { $0.name < $1.name }
  }
}

extension WhatIfLifeRequest {
  /// Reads a request for a life from JSON.
  ///
  /// - Throws: `Faults`, everything that is wrong, with the path of each.
  public static func read(json: String) throws(Faults) -> WhatIfLifeRequest {
    let (value, collector) = try WhatIfSetting.root(json)
    let cursor = Cursor(value: value, path: "", collector: collector)
    let record = cursor.record(WhatIfShape.life)
    let setting = record.flatMap(WhatIfSetting.read)
    let person = record?.integer("person")
    let after = record?.integer("after")
    let choice = record?.choice("story").flatMap(LifeChoice.init)
    try collector.throwIfAny()
    guard let setting, let choice else { preconditionFailure("no setting and no fault") }
    return WhatIfLifeRequest(
      setting: setting, person: person.map { UInt32($0) }, choice: choice,
      after: after.map { UInt32($0) })
  }
}
