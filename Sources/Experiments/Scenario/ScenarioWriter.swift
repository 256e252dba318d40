internal import DiscreteEvents
internal import Foundation
internal import TreatmentModel

/// Writes a scenario with every default, as YAML that reads back to the same scenario.
struct ScenarioWriter {
  private var lines: [String] = []

  /// The text of a resolved scenario.
  static func text(of draft: ScenarioDraft) -> String {
    var writer = ScenarioWriter()
    writer.lines.append("title: \(quoted(draft.title))")
    writer.writePopulation(draft.population)
    writer.writeRun(draft)
    writer.lines.append(
      "priorities: [\(draft.priorities.map(\.rawValue).joined(separator: ", "))]")
    writer.lines.append("communities:")
    for area in draft.areas { writer.writeArea(area, isCohort: draft.population.cohort != nil) }
    writer.writeOutputs(draft)
    writer.lines += EconomicsReading.lines(draft.economics)
    writer.lines += UncertaintyReading.lines(draft.uncertainty)
    writer.writeReferences(draft.references)
    writer.lines += StrategyWriter.lines(draft.strategies, combining: draft.combining)
    if !draft.parameterFile.rows.isEmpty { writer.lines.append("parameters:") }
    let overrides = Dictionary(
      uniqueKeysWithValues: draft.overrides.all.map { ($0.key, $0) })
    for row in draft.parameterFile.rows {
      writer.writeParameter(
        row.key, draft.parameters[row.key], override: overrides[row.key], indent: "  ")
    }
    return writer.lines.joined(separator: "\n") + "\n"
  }

  /// A text in double quotes, by the rules that JSON and YAML share.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
        result += "\\u" + String(format: "%04X", scalar.value)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  private mutating func writePopulation(_ population: ScenarioDraft.Population) {
    lines.append("population:")
    lines.append("  kind: \(population.cohort == nil ? "synthetic" : "cohort")")
    lines.append("  open: \(population.isOpen)")
    lines.append("  startsAtInduction: \(population.startsAtInduction)")
    guard let cohort = population.cohort else { return }
    // From the root, because this text is read from another folder.
    lines.append("  cohort: \(Self.quoted(InputFile.absolute(cohort.path)))")
    lines.append("  columns:")
    lines.append("    id: \(Self.column(cohort.columns.id))")
    for attribute in CohortColumns.Attribute.allCases {
      guard let column = cohort.columns.attributes[attribute] else { continue }
      lines.append("    \(attribute.rawValue): \(Self.column(column))")
    }
    let traits = Traits.named.compactMap { trait in
      cohort.columns.traits[trait.name].map { "\(trait.name): \(Self.column($0))" }
    }
    if !traits.isEmpty { lines.append("    traits:") }
    for trait in traits { lines.append("      \(trait)") }
    if !cohort.filter.isEmpty { lines.append("  where:") }
    for filter in cohort.filter {
      let texts = filter.texts.map(Self.quoted).joined(separator: ", ")
      lines.append("    \(Self.quoted(filter.column)): [\(texts)]")
    }
  }

  private static func column(_ column: CohortColumns.Column) -> String {
    guard let values = column.values else { return quoted(column.name) }
    let pairs = values.sorted { $0.key < $1.key }.map { "\(quoted($0.key)): \($0.value)" }
    return "{column: \(quoted(column.name)), values: {\(pairs.joined(separator: ", "))}}"
  }

  private mutating func writeRun(_ draft: ScenarioDraft) {
    if let date = draft.startDate { lines.append("startDate: \(date.text)") }
    lines.append("run:")
    lines.append("  horizonDays: \(NumberText.text(draft.run.horizonDays))")
    lines.append("  warmUpDays: \(NumberText.text(draft.run.warmUpDays))")
    lines.append("  intervalDays: \(NumberText.text(draft.run.intervalDays))")
    lines.append("  replications: \(draft.run.plan.replications)")
    lines.append("  seed: \(draft.run.plan.seed)")
    lines.append("  evidenceFloor: \(draft.run.evidenceFloor.rawValue)")
  }

  private mutating func writeArea(_ area: ScenarioDraft.Area, isCohort: Bool) {
    lines.append("  - name: \(Self.quoted(area.name))")
    if !isCohort { lines.append("    population: \(area.population)") }
    lines.append("    fentanylShare: \(Self.schedule(area.fentanylShare))")
    lines.append("    resources:")
    for kind in ResourceKind.allCases {
      let places = area.capacity[kind].map(Self.schedule) ?? ScenarioShape.unlimited
      lines.append("      \(kind.name): \(places)")
    }
    if !area.overrides.all.isEmpty { lines.append("    parameters:") }
    for override in area.overrides.all {
      writeParameter(override.key, override.value, override: override, indent: "      ")
    }
  }

  private static func schedule(_ schedule: Schedule<Double>) -> String {
    let initial = NumberText.text(schedule.values[0])
    guard !schedule.dates.isEmpty else { return initial }
    let changes = zip(schedule.dates, schedule.values.dropFirst()).map {
      "{day: \(NumberText.text($0)), value: \(NumberText.text($1))}"
    }
    return "{initial: \(initial), changes: [\(changes.joined(separator: ", "))]}"
  }

  private mutating func writeOutputs(_ draft: ScenarioDraft) {
    lines.append("outputs:")
    lines.append("  strata: [\(draft.strata.map(\.rawValue).joined(separator: ", "))]")
    lines.append("  events: \(draft.outputs.events)")
    lines.append("  patients: \(draft.outputs.patients)")
  }

  private mutating func writeReferences(_ references: [Reference]) {
    if !references.isEmpty { lines.append("references:") }
    for reference in references {
      lines.append("  - metric: \(Self.quoted(reference.metric))")
      lines.append("    value: \(NumberText.text(reference.value))")
      if let interval = reference.interval {
        let ends = [interval.lowerBound, interval.upperBound].map(NumberText.text)
        lines.append("    interval: [\(ends.joined(separator: ", "))]")
      }
      lines.append("    source: \(Self.quoted(reference.source))")
      if !reference.note.isEmpty { lines.append("    note: \(Self.quoted(reference.note))") }
    }
  }

  private mutating func writeParameter(
    _ key: String, _ value: Double, override: ParameterOverrides.Override?, indent: String
  ) {
    let number = NumberText.text(value)
    guard let override,
      override.source != nil || override.note != nil || override.distribution != nil
    else {
      lines.append("\(indent)\(key): \(number)")
      return
    }
    lines.append("\(indent)\(key):")
    lines.append("\(indent)  value: \(number)")
    if let source = override.source { lines.append("\(indent)  source: \(Self.quoted(source))") }
    if let note = override.note { lines.append("\(indent)  note: \(Self.quoted(note))") }
    if let distribution = override.distribution {
      lines.append("\(indent)  distribution: \(distribution.text)")
    }
  }
}
