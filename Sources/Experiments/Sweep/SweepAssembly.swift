internal import TreatmentModel

/// Puts a sweep together from the keys of its file and its scenario, and goes on after faults.
struct SweepAssembly {
  let file: RecordCursor
  let collector: FaultCollector

  /// The sweep; nil only after reporting faults.
  func sweep(name: String, text: String) -> SweepFile? {
    let title = file.text("title")
    let tree = file["scenario"].flatMap { ScenarioSource(collector: collector).load(namedBy: $0) }
      .map(withSettings)
    let known = collector.inputs.count
    let draft = tree.flatMap(draft)
    let content = collector.inputs.dropFirst(known).map(\.sha256)
    let scenario = draft?.scenario(name: name, inputs: [])
    let reading = SweepReading(
      file: file, collector: collector, inputs: scenario?.uncertainInputs)
    let design = reading.design()
    let strategies = scenario.flatMap(strategies)
    let metrics = metrics(scenario?.model.layout)
    let form = file.choice("form").flatMap(SweepForm.init)
    let failures = file.choice("failures").flatMap(FailureRule.init)
    let replications = file.has("replications") ? file.integer("replications") : nil
    let seed = file.has("seed") ? file.integer("seed") : nil
    guard collector.faults.isEmpty, let title, let tree, let draft, let scenario, let design,
      let strategies, let metrics, let form, let failures
    else { return nil }
    checkKeys(design, of: scenario)
    let rows = design.rows()
    if rows.isEmpty { file["constraints"]?.fault("no row meets the constraints.") }
    guard collector.faults.isEmpty else { return nil }
    let template = SweepTemplate(
      tree: Self.absolute(tree), draft: draft, strategies: strategies, columns: design.columns)
    return SweepFile(
      name: name, title: title, text: text, template: template, design: design, rows: rows,
      replications: replications.map(Int.init) ?? scenario.run.replications,
      seed: seed ?? scenario.run.seed, metrics: metrics, form: form, failures: failures,
      inputs: collector.inputs,
      scenarioHash: SHA256.hex(of: ([YAMLText.document(tree)] + content).joined(separator: "\n")))
  }

  private func withSettings(_ tree: YAMLValue) -> YAMLValue {
    let entries = file["set"]?.mapping() ?? []
    return entries.reduce(tree) { tree, entry in
      ScenarioOverride(key: entry.key, value: YAMLText.line(entry.value.value))
        .laid(over: tree, collector: collector)
    }
  }

  private func draft(of tree: YAMLValue) -> ScenarioDraft? {
    do throws(Faults) {
      // A collector of its own: what is wrong with the sweep does not stop the scenario.
      let own = FaultCollector()
      let draft = try ScenarioReader.draft(tree, overrides: [], collector: own)
      for input in own.inputs { collector.note(input) }
      return draft
    } catch {
      collector.report(error)
      return nil
    }
  }

  private func strategies(of scenario: Scenario) -> [String]? {
    guard let cursor = file["strategies"] else { return [Scenario.base] }
    let known = [Scenario.base] + scenario.strategies.map(\.name)
    var names: [String] = []
    for element in cursor.list() ?? [] {
      guard let name = element.oneOf(known) else { continue }
      if names.contains(name) { element.fault("'\(name)' is given twice. Keep one.") }
      names.append(name)
    }
    if names.isEmpty { cursor.fault("no strategy is given. Name at least one.") }
    return names
  }

  private func metrics(_ layout: OutcomeLayout?) -> [String]? {
    guard let cursor = file["metrics"] else { return Metrics.headline.map(\.name) }
    guard let layout else { return nil }
    var names: [String] = []
    for element in cursor.list() ?? [] {
      guard let name = element.text() else { continue }
      if ReferenceQuantity(name, layout: layout) == nil {
        element.fault(
          "'\(name)' is not a metric. \(NearestName.question(name, among: Metrics.all.map(\.name)))"
            + "Give a name of docs/outputs.md, or retention.<medication>.day<number> within the "
            + "observed time.")
      }
      if names.contains(name) { element.fault("'\(name)' is given twice. Keep one.") }
      names.append(name)
    }
    if names.isEmpty { cursor.fault("no metric is given. Name one, or delete the key.") }
    return names
  }

  /// Inputs have known keys; other keys are tried when rows are checked.
  private func checkKeys(_ design: SweepDesign, of scenario: Scenario) {
    let known = scenario.inputKeys
    let elements = file["factors"]?.list() ?? []
    for column in design.columns {
      guard let key = SweepKey(column.key).inputKey, !known.contains(key) else { continue }
      let blame = elements.first { $0.value["key"]?.scalar == column.key } ?? file.cursor
      blame.fault(
        "the scenario has no '\(column.key)'. \(NearestName.question(key, among: known))"
          + "Give parameters.<key>, policy.<policy>.<lever>, or another key of the scenario.")
    }
  }

  /// Paths from the root, because the tree is read again from another folder.
  private static func absolute(_ tree: YAMLValue) -> YAMLValue {
    var tree = tree
    func path(_ value: YAMLValue) -> YAMLValue {
      guard let text = value.scalar else { return value }
      let path = InputFile.absolute(InputFile.path(text, relativeTo: value.place.file))
      return YAMLValue(kind: .scalar(path, isPlain: false), place: value.place)
    }
    func policy(_ value: YAMLValue) -> YAMLValue {
      if let text = value.scalar {
        return PolicyReader.isPath(text) && BuiltIn.policy(text) == nil ? path(value) : value
      }
      return value.changing("use", policy)
    }
    func policies(_ value: YAMLValue) -> YAMLValue { value.changingElements(policy) }
    tree = tree.changing("population") { $0.changing("cohort", path) }
    tree = tree.changing("strategies") { list in
      list.changingElements { $0.changing("policies", policies) }
    }
    return tree.changing("factorial") { factors in
      guard case .mapping(let entries) = factors.kind else { return factors }
      return entries.reduce(factors) { $0.changing($1.key, policies) }
    }
  }
}

extension YAMLValue {
  /// The same mapping with a change to the value of a key, where there is one.
  func changing(_ key: String, _ change: (YAMLValue) -> YAMLValue) -> YAMLValue {
    guard case .mapping(var entries) = kind,
      let index = entries.firstIndex(where: { $0.key == key })
    else { return self }
    entries[index].value = change(entries[index].value)
    return YAMLValue(kind: .mapping(entries), place: place)
  }

  /// The same list with a change to every element.
  func changingElements(_ change: (YAMLValue) -> YAMLValue) -> YAMLValue {
    guard case .list(let elements) = kind else { return self }
    return YAMLValue(kind: .list(elements.map(change)), place: place)
  }
}
