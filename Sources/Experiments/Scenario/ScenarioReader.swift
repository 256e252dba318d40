/// Reads scenario files.
public enum ScenarioReader {
  /// Reads a scenario with all that it extends, checks everything, and builds the model.
  ///
  /// - Parameters:
  ///   - path: a file, or the name of a shipped scenario such as `massachusetts`.
  ///   - cohort: a cohort file that takes the place of `population.cohort`.
  ///   - overrides: keys set from outside, laid over the file in order.
  /// - Throws: `Faults`, everything that is wrong, in the order of the files.
  public static func read(
    path: String, cohort: String? = nil, overrides: [ScenarioOverride] = []
  ) throws(Faults) -> Scenario {
    let collector = FaultCollector()
    let root = ScenarioSource(collector: collector).load(path)
    return try assemble(
      root, path: path, cohort: cohort, overrides: overrides, evidence: .builtIn,
      collector: collector)
  }

  /// Reads a scenario from a text, against any parameter file.
  static func read(
    text: String, file: String, cohort: String? = nil, overrides: [ScenarioOverride] = [],
    evidence: EvidenceBase = .builtIn
  ) throws(Faults) -> Scenario {
    let collector = FaultCollector()
    let parsed = YAMLDocument.parse(text, file: file, collector: collector)
    let root = parsed.flatMap { ScenarioSource(collector: collector).extend($0) }
    return try assemble(
      root, path: file, cohort: cohort, overrides: overrides, evidence: evidence,
      collector: collector)
  }

  private static func assemble(
    _ root: YAMLValue?, path: String, cohort: String?, overrides: [ScenarioOverride],
    evidence: EvidenceBase, collector: FaultCollector
  ) throws(Faults) -> Scenario {
    guard let root else {
      try collector.throwIfAny()
      preconditionFailure("no scenario and no fault")
    }
    let draft = try draft(
      root, cohort: cohort, overrides: overrides, evidence: evidence, collector: collector)
    return draft.scenario(name: name(of: path), inputs: collector.inputs)
  }

  /// Checks a tree with keys laid over it.
  static func draft(
    _ root: YAMLValue, cohort: String? = nil, overrides: [ScenarioOverride],
    evidence: EvidenceBase = .builtIn, collector: FaultCollector
  ) throws(Faults) -> ScenarioDraft {
    let tree = overrides.reduce(root) { $1.laid(over: $0, collector: collector) }
    var assembly = ScenarioAssembly(evidence: evidence, collector: collector, cohortFile: cohort)
    let draft = assembly.draft(of: Cursor(value: tree, path: "", collector: collector))
    try collector.throwIfAny()
    guard let draft else { preconditionFailure("no scenario and no fault") }
    return draft
  }

  /// The last part of a path without its extension.
  static func name(of path: String) -> String {
    let last = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = last.lastIndex(of: "."), dot > last.startIndex else { return last }
    return String(last[..<dot])
  }
}

/// What a scenario is checked against.
struct EvidenceBase {
  var parameters: ParameterFile
  var bibliography: Bibliography

  /// What the binary carries.
  static var builtIn: EvidenceBase {
    EvidenceBase(parameters: BuiltIn.parameters, bibliography: BuiltIn.bibliography)
  }
}
