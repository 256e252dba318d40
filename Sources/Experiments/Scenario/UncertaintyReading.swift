/// Reads `uncertainty`.
enum UncertaintyReading {
  static let shape = Record(fields: [
    .optional(
      "correlated", .list(.record(correlated)), "inputs that share a cause: they move together"),
    .optional("groups", .mapping(.list(.text)), "inputs whose information is valued together"),
  ])

  private static let correlated = Record(fields: [
    .required(
      "inputs", .list(.text), "keys of parameters, or policy.<policy>.<lever>; two or more"),
    .required(
      "correlation", .number(Bounds(lower: 0, upper: 0.999)),
      "correlation of each pair on the scale of normal scores"),
  ])

  /// What is said; nothing where the key is absent, nil after reporting faults.
  static func uncertainty(_ file: RecordCursor) -> UncertaintyPlan? {
    guard file.has("uncertainty") else { return UncertaintyPlan() }
    guard let record = file.record("uncertainty") else { return nil }
    var plan = UncertaintyPlan()
    for element in (record.has("correlated") ? record.list("correlated") : []) ?? [] {
      guard let group = element.record(correlated), let correlation = group.number("correlation"),
        let keys = keys(group["inputs"])
      else { continue }
      if keys.count < 2 { group["inputs"]?.fault("\(keys.count) is given. Name two or more.") }
      plan.correlated.append(DrawDesign.CorrelatedGroup(keys: keys, correlation: correlation))
    }
    for entry in record["groups"]?.mapping() ?? [] {
      guard let keys = keys(entry.value) else { continue }
      plan.groups.append(UncertaintyPlan.Group(name: entry.key, keys: keys))
    }
    return plan
  }

  private static func keys(_ cursor: Cursor?) -> [String]? {
    guard let list = cursor?.list() else { return nil }
    let keys = list.compactMap { $0.text() }
    return keys.count == list.count ? keys : nil
  }

  /// The lines of a resolved scenario; none where nothing is said.
  static func lines(_ plan: UncertaintyPlan) -> [String] {
    guard !plan.correlated.isEmpty || !plan.groups.isEmpty else { return [] }
    func list(_ keys: [String]) -> String {
      "[\(keys.map(ScenarioWriter.quoted).joined(separator: ", "))]"
    }
    var lines = ["uncertainty:"]
    if !plan.correlated.isEmpty { lines.append("  correlated:") }
    for group in plan.correlated {
      lines.append(
        "    - {inputs: \(list(group.keys)), correlation: \(NumberText.text(group.correlation))}")
    }
    if !plan.groups.isEmpty { lines.append("  groups:") }
    for group in plan.groups {
      lines.append("    \(ScenarioWriter.quoted(group.name)): \(list(group.keys))")
    }
    return lines
  }
}
