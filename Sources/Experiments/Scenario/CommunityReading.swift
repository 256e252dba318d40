internal import DiscreteEvents
internal import TreatmentModel

/// Names in the column `community` of the tables.
enum CommunityNames {
  /// All communities together; no community may be called so.
  static let all = "all"
}

/// Reads `communities`.
struct CommunityReading {
  let evidence: EvidenceBase
  let schedules: ScheduleReading
  /// Parameters of the scenario.
  let base: Parameters
  /// Fentanyl's share where a community says nothing.
  let supply: Schedule<Double>?
  /// People of the cohort file; nil where there is none, or none could be read.
  let memberCount: Int?
  let isCohort: Bool

  static let supplyKey = "supply.fentanylShare"

  /// The communities that could be read.
  func areas(_ file: RecordCursor) -> [ScenarioDraft.Area] {
    guard let cursor = file["communities"] else {
      if isCohort { return onlyArea(file) }
      file.cursor.fault("the key 'communities' is missing. List at least one community.")
      return []
    }
    guard let elements = cursor.list() else { return [] }
    if elements.isEmpty { cursor.fault("the list is empty. List at least one community.") }
    var names: Set<String> = []
    return elements.compactMap { element in
      guard let record = element.record(ScenarioShape.community) else { return nil }
      let name = record.text("name")
      if let name, !names.insert(name).inserted {
        record["name"]?.fault("'\(name)' is the name of an earlier community. Give another.")
      }
      if let complaint = name.flatMap(SpreadsheetFormula.complaint) {
        record["name"]?.fault(complaint)
      }
      if name == CommunityNames.all {
        record["name"]?.fault(
          "'\(CommunityNames.all)' stands for all communities together. Give another name.")
      }
      return area(record, name: name)
    }
  }

  /// A cohort without communities is treated in one where nothing is scarce.
  private func onlyArea(_ file: RecordCursor) -> [ScenarioDraft.Area] {
    guard let share = fentanylShare(of: nil, parameters: base, overrides: ParameterOverrides())
    else {
      file.cursor.fault("there is no parameter '\(Self.supplyKey)'. Give supply.fentanylShare.")
      return []
    }
    let area = ScenarioDraft.Area(
      name: "everybody", population: memberCount ?? 0, overrides: ParameterOverrides(),
      parameters: base, fentanylShare: share, takesSupplyFromParameter: supply == nil,
      capacity: [:])
    return [area]
  }

  private func area(_ record: RecordCursor, name: String?) -> ScenarioDraft.Area? {
    let overrides = record["parameters"].map {
      ParameterOverrides($0, parameters: evidence.parameters)
    }
    let parameters = overrides?.applied(to: base, of: evidence.parameters) ?? base
    let capacity = capacity(record)
    let share = fentanylShare(
      of: record, parameters: parameters, overrides: overrides ?? ParameterOverrides())
    if share == nil, !record.has("fentanylShare") {
      record.cursor.fault("there is no parameter '\(Self.supplyKey)'. Give fentanylShare.")
    }
    let population = population(record)
    guard let name, let population, let share else { return nil }
    return ScenarioDraft.Area(
      name: name, population: population, overrides: overrides ?? ParameterOverrides(),
      parameters: parameters, fentanylShare: share,
      takesSupplyFromParameter: supply == nil && !record.has("fentanylShare"), capacity: capacity)
  }

  private func population(_ record: RecordCursor) -> Int? {
    if isCohort {
      record["population"]?.fault("the cohort file says how many people there are. Delete it.")
      return record.has("population") ? nil : memberCount ?? 0
    }
    if !record.has("population") {
      record.cursor.fault(
        "the key 'population' is missing. It is: "
          + record.record.field("population").about)
    }
    return record.integer("population").map(Int.init)
  }

  /// What is said nearest to the community holds: its schedule, its own parameter, the scenario's
  /// schedule, the scenario's parameter.
  private func fentanylShare(
    of record: RecordCursor?, parameters: Parameters, overrides: ParameterOverrides
  ) -> Schedule<Double>? {
    if let cursor = record?["fentanylShare"] {
      return schedules.schedule(cursor, bounds: .share)
    }
    let hasOwn = overrides.all.contains { $0.key == Self.supplyKey }
    if let supply, !hasOwn { return supply }
    guard evidence.parameters[Self.supplyKey] != nil else { return nil }
    return Schedule(parameters[Self.supplyKey])
  }

  private func capacity(_ record: RecordCursor) -> [ResourceKind: Schedule<Double>] {
    guard record.has("resources"), let resources = record.record("resources") else { return [:] }
    var capacity: [ResourceKind: Schedule<Double>] = [:]
    for kind in ResourceKind.allCases {
      guard let cursor = resources[kind.name] else { continue }
      if case .scalar(let text, _) = cursor.value.kind, text == ScenarioShape.unlimited { continue }
      if case .scalar(let text, _) = cursor.value.kind, !cursor.value.isNothing,
        (try? NumberText.double(text)) == nil
      {
        cursor.fault(
          "\(cursor.value.found) is not a number of places. Write a number, or "
            + "\(ScenarioShape.unlimited), or {initial: ..., changes: [...]}.")
        continue
      }
      capacity[kind] = schedules.schedule(cursor, bounds: ScenarioShape.places)
    }
    return capacity
  }
}
