internal import Foundation

/// Reads the targets of one file, and goes on after faults.
struct TargetReading {
  private let file: String
  private let bibliography: Bibliography
  private let scenario: String?
  private let settings: [ScenarioOverride]

  /// Reads the defaults of a file.
  init(file: String, defaults: RecordCursor, bibliography: Bibliography) {
    self.file = file
    self.bibliography = bibliography
    scenario = defaults.has("scenario") ? defaults.text("scenario") : nil
    settings = Self.settings(defaults)
  }

  /// The target; nil after reporting faults.
  func target(_ cursor: Cursor) -> Target? {
    guard let record = cursor.record(TargetShape.target) else { return nil }
    let name = record.name("name")
    let title = record.text("title")
    let scenario = scenarioName(record)
    let own = Self.settings(record)
    let strategy = record.has("strategy") ? record.text("strategy") : nil
    let quantity = quantity(record)
    let value = record.number("value")
    let given = record["interval"].flatMap(ParameterReading.interval)
    let likelihood = likelihood(record, value: value, interval: given)
    let use = record.choice("use").flatMap(TargetUse.init)
    let sources = sources(record)
    let note = record.text("note")
    let explanation = record.text("explanation")
    checkInterval(record, value: value, interval: given)
    if use == .calibration, !record.has("interval"), !record.has("likelihood") {
      record.cursor.fault("a calibration target needs an interval or a likelihood.")
    }
    guard let name, let title, let scenario, let quantity, let value, let use, let sources,
      let note, let explanation
    else { return nil }
    let settings = self.settings.filter { outer in !own.contains { $0.key == outer.key } } + own
    checkGap(record, quantity: quantity, settings: settings)
    return Target(
      name: name, title: title, scenario: scenario, settings: settings, strategy: strategy,
      quantity: quantity, value: value, interval: given ?? likelihood?.interval,
      likelihood: likelihood, use: use, sources: sources, note: note, explanation: explanation)
  }

  /// A shipped scenario's name as it is, a path relative to the file.
  private func scenarioName(_ record: RecordCursor) -> String? {
    let given = record.has("scenario") ? record.text("scenario") : scenario
    guard let given else {
      if !record.has("scenario") {
        record.cursor.fault("no scenario is given, here or for the file. Name one.")
      }
      return nil
    }
    if BuiltIn.scenario(given) != nil { return given }
    let path = InputFile.path(given, relativeTo: file)
    guard FileManager.default.fileExists(atPath: path) else {
      (record["scenario"] ?? record.cursor).fault(
        "there is no scenario '\(given)'. "
          + NearestName.question(given, among: BuiltIn.scenarios)
          + "Shipped scenarios: \(BuiltIn.scenarios.joined(separator: ", ")).")
      return nil
    }
    return path
  }

  private static func settings(_ record: RecordCursor) -> [ScenarioOverride] {
    (record["set"]?.mapping() ?? []).compactMap { entry in
      guard let value = entry.value.text() else { return nil }
      return ScenarioOverride(key: entry.key, value: value)
    }
  }

  private func quantity(_ record: RecordCursor) -> TargetQuantity? {
    let stratum = record.has("stratum") ? record.text("stratum") : nil
    let community = record.has("community") ? record.text("community") : nil
    guard let name = record.text("quantity") else { return nil }
    if let quantity = TargetQuantity(name, stratum: stratum, community: community) {
      return quantity
    }
    if TargetQuantity(name) != nil {
      (record["stratum"] ?? record["community"])?.fault(
        "only metrics are told by stratum and community, and '\(name)' is none.")
      return nil
    }
    record["quantity"]?.fault(
      "'\(name)' is no quantity. "
        + NearestName.question(name, among: Metrics.all.map(\.name))
        + "Write \((TargetQuantity.forms + LifeQuantity.forms).joined(separator: ", ")).")
    return nil
  }

  private func sources(_ record: RecordCursor) -> [String]? {
    guard let cursor = record["source"],
      let keys = ParameterReading.sources(cursor, in: bibliography)
    else { return nil }
    guard !keys.isEmpty else {
      cursor.fault("a target needs a source. An assumption is none.")
      return nil
    }
    return keys
  }

  private func checkInterval(
    _ record: RecordCursor, value: Double?, interval: ClosedRange<Double>?
  ) {
    guard let value, let interval, !interval.contains(value) else { return }
    let text = record["value"]?.value.found ?? ""
    record["interval"]?.fault("the interval does not hold the value \(text).")
  }

  /// A duration means little without the gap that its study did not count as an end.
  private func checkGap(
    _ record: RecordCursor, quantity: TargetQuantity, settings: [ScenarioOverride]
  ) {
    let key = "parameters.dropout.interruptionGapDays"
    guard case .medianDuration = quantity, !settings.contains(where: { $0.key == key })
    else { return }
    record["quantity"]?.fault(
      "a duration depends on the gap that is no end of an episode. Give the study's: set \(key).")
  }
}
