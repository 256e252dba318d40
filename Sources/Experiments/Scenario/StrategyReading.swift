internal import TreatmentModel

/// Reads `strategies`, `factorial` and `combining`.
struct StrategyReading {
  let bibliography: Bibliography
  let startDate: CalendarDay?
  let warmUpDays: Double
  /// Names of the communities, to which policies may be limited.
  let communities: [String]

  /// The strategies of the file, then those of its factorial design.
  func strategies(_ file: RecordCursor) -> [StrategyDraft] {
    var strategies: [StrategyDraft] = []
    for element in (file.has("strategies") ? file.list("strategies") : []) ?? [] {
      guard let record = element.record(ScenarioShape.strategy) else { continue }
      let name = record.text("name").flatMap { checked($0, record["name"]) }
      let title = record.has("title") ? record.text("title") : name
      let members = record.list("policies").map { uses($0, in: element) }
      if let name, strategies.contains(where: { $0.name == name }) {
        record["name"]?.fault("'\(name)' is the name of an earlier strategy. Give another.")
      }
      let places = places(record)
      guard let name, let title, let members else { continue }
      strategies.append(
        StrategyDraft(name: name, title: title, uses: members, places: places))
    }
    if let factorial = file["factorial"] {
      for strategy in combinations(factorial) {
        if strategies.contains(where: { $0.name == strategy.name }) {
          factorial.fault(
            "the combination '\(strategy.name)' is the name of a strategy above. Rename that one.")
        }
        strategies.append(strategy)
      }
    }
    return strategies
  }

  /// How effects combine; `multiply` where nothing is said.
  func combining(_ file: RecordCursor) -> CombiningRule? {
    guard let cursor = file["combining"] else { return .multiply }
    guard case .mapping = cursor.value.kind else {
      return cursor.oneOf(ScenarioShape.combiningRules).map {
        $0 == "strongest" ? .strongest : .multiply
      }
    }
    return cursor.record(ScenarioShape.attenuation)?.number("attenuated").map { .attenuated($0) }
  }

  private func places(_ record: RecordCursor) -> [ResourceKind: Double] {
    guard record.has("places"), let ratios = record.record("places") else { return [:] }
    return Dictionary(
      uniqueKeysWithValues: ResourceKind.allCases.compactMap { kind in
        ratios.number(kind.name).map { (kind, $0) }
      })
  }

  private func checked(_ name: String, _ cursor: Cursor?) -> String? {
    if name == Scenario.base {
      cursor?.fault("'\(name)' is the run without policies. Give another name.")
      return nil
    }
    if let complaint = SpreadsheetFormula.complaint(name) {
      cursor?.fault(complaint)
      return nil
    }
    let isName = name.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "-_.+".contains($0))
    }
    if !isName { cursor?.fault("'\(name)' is no name. Write letters, digits and - _ . + only.") }
    return isName ? name : nil
  }

  /// Every combination of the factors, from none to all.
  private func combinations(_ cursor: Cursor) -> [StrategyDraft] {
    guard let entries = cursor.mapping() else { return [] }
    guard (1...ScenarioShape.mostFactors).contains(entries.count) else {
      cursor.fault(
        "\(entries.count) factors are given. Give 1 to \(ScenarioShape.mostFactors).")
      return []
    }
    var factors: [(label: String, uses: [StrategyDraft.Use])] = []
    for entry in entries {
      guard let label = checked(entry.key, entry.value), let list = entry.value.list() else {
        continue
      }
      factors.append((label, uses(list, in: entry.value)))
    }
    guard factors.count == entries.count else { return [] }
    return (0..<(1 << factors.count)).compactMap { mask in
      let chosen = factors.indices.filter { mask & (1 << $0) != 0 }.map { factors[$0] }
      let name = chosen.isEmpty ? "none" : chosen.map(\.label).joined(separator: "+")
      let uses = chosen.flatMap(\.uses)
      let names = uses.map(\.file.name)
      if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
        if mask == (1 << factors.count) - 1 {
          cursor.fault(
            "the policy '\(twice)' is in two factors. Give one of them another name: as.")
        }
        return nil
      }
      let title = chosen.isEmpty ? "None of the policies" : name.replacing("+", with: " + ")
      return StrategyDraft(name: name, title: title, uses: uses)
    }
  }

  private func uses(_ elements: [Cursor], in cursor: Cursor) -> [StrategyDraft.Use] {
    if elements.count > Policy.limit {
      cursor.fault("\(elements.count) policies are too many. At most: \(Policy.limit).")
    }
    var uses: [StrategyDraft.Use] = []
    for element in elements {
      guard let use = use(element) else { continue }
      if uses.contains(where: { $0.file.name == use.file.name }) {
        element.fault(
          "the policy '\(use.file.name)' is used twice. Keep one, or give it another name: as.")
      }
      uses.append(use)
    }
    return uses
  }

  private func use(_ cursor: Cursor) -> StrategyDraft.Use? {
    if case .scalar = cursor.value.kind {
      guard let found = file(cursor) else { return nil }
      return settled(found.file, found.reference, settings: [], blame: cursor)
    }
    guard let record = cursor.record(ScenarioShape.policyUse), let named = record["use"],
      let found = file(named)
    else { return nil }
    guard let settings = settings(record, of: found.file) else { return nil }
    var file = found.file
    for setting in settings { Self.apply(setting, to: &file) }
    return settled(file, found.reference, settings: settings, blame: cursor)
  }

  private func settled(
    _ file: PolicyFile, _ reference: String, settings: [StrategyDraft.Setting], blame: Cursor
  ) -> StrategyDraft.Use? {
    guard let timing = timing(file.timing, blame) else { return nil }
    for name in file.reach.who.communities.sorted() where !communities.contains(name) {
      blame.fault(
        "the policy is limited to '\(name)', which is no community of the scenario. "
          + NearestName.question(name, among: communities)
          + "Communities: \(communities.joined(separator: ", ")).")
    }
    return StrategyDraft.Use(
      reference: reference, file: file, settings: settings, timing: timing)
  }

  /// A shipped policy by name, or a file relative to the one that names it.
  private func file(_ cursor: Cursor) -> (file: PolicyFile, reference: String)? {
    guard let written = cursor.text() else { return nil }
    if let shipped = BuiltIn.policy(written) { return (shipped, shipped.name) }
    guard PolicyReader.isPath(written) else {
      cursor.fault(PolicyReader.unknown(written))
      return nil
    }
    let path = InputFile.path(written, relativeTo: cursor.value.place.file)
    guard
      let text = InputFile.text(
        at: path, blame: cursor.value.place, blamePath: cursor.path, collector: cursor.collector)
    else { return nil }
    let policy = PolicyReader.policy(
      text: text, file: path, bibliography: bibliography, collector: cursor.collector)
    return policy.map { ($0, InputFile.absolute(path)) }
  }
}
