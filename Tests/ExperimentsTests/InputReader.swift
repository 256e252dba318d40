import TreatmentModel

@testable import Experiments

/// A reader of what comes from outside, and the promise that it keeps whatever the bytes are: it
/// accepts or tells what is wrong, at a place, on one line each; what it accepts it understands.
///
/// `Tests/Fuzz` looks for bytes that break the promise; `InputReaderTests` reads those found so far.
enum InputReader: String, CaseIterable, Sendable {
  case scenario, policy, cohort, posterior, request, targets, calibration, sweep

  /// What became of an input.
  enum Verdict: Equatable {
    case accepted
    case refused
    /// The promise was broken; says how.
    case broken(String)
  }

  /// Reads an input.
  func verdict(on bytes: [UInt8]) -> Verdict {
    do throws(Faults) {
      return try breach(afterReading: bytes).map(Verdict.broken) ?? .accepted
    } catch {
      return Self.complaint(about: error).map(Verdict.broken) ?? .refused
    }
  }

  /// What is wrong with the way in which an input was refused.
  static func complaint(about refusal: Faults) -> String? {
    for fault in refusal.faults {
      let text = fault.description
      if fault.message.isEmpty { return "no message: \(text)" }
      if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
        return "a control character: \(text.debugDescription)"
      }
      guard let line = fault.line, let column = fault.column else {
        // Only what is said of a whole file has no line.
        if fault.message.contains("the file is") || fault.message.contains("in this file") {
          continue
        }
        return "no place: \(text)"
      }
      if line < 1 || column < 1 { return "an impossible place: \(text)" }
    }
    return nil
  }

  /// What was broken by an input that was accepted.
  private func breach(afterReading bytes: [UInt8]) throws(Faults) -> String? {
    let collector = FaultCollector()
    let text = InputFile.text(of: bytes, file: "input", collector: collector)
    try collector.throwIfAny()
    guard let text else { return "no text and no fault" }
    switch self {
    case .scenario: return try Self.scenario(text)
    case .policy:
      _ = try PolicyReader.read(text: text, file: "input", bibliography: BuiltIn.bibliography)
      return nil
    case .cohort: return try Self.cohort(text, collector)
    case .posterior: return try Self.posterior(text, collector)
    case .request: return try Self.request(text)
    case .targets:
      _ = try TargetReader.read(text: text, file: "input")
      return nil
    case .calibration:
      let file = CalibrationReader.read(
        text: text, file: "input", name: "input", collector: collector)
      try collector.throwIfAny()
      return file == nil ? "no calibration and no fault" : nil
    case .sweep: return try Self.sweep(text, collector)
    }
  }

  /// What was accepted must read back the same from the file that a run leaves.
  private static func scenario(_ text: String) throws(Faults) -> String? {
    let read = try ScenarioReader.read(text: text, file: "input", evidence: SmallEvidence.shared)
    do throws(Faults) {
      let again = try ScenarioReader.read(
        text: read.resolvedYAML, file: "resolved", evidence: SmallEvidence.shared)
      return again.resolvedYAML == read.resolvedYAML
        ? nil : "the resolved scenario reads differently:\n\(read.resolvedYAML)"
    } catch {
      return "the resolved scenario is refused: \(error)\n\(read.resolvedYAML)"
    }
  }

  private static let columns: CohortColumns? = {
    let text = """
      {id: id, medication: {column: arm, values: {m: methadone, b: buprenorphine, n: unknown}},
       age: age, sex: sex, race: race, traits: {injects: iv,
       unstablyHoused: {column: housed, values: {"1": no, "0": yes, "": unknown}}}}
      """
    let collector = FaultCollector()
    return YAMLDocument.parse(text, file: "columns", collector: collector)
      .flatMap {
        Cursor(value: $0, path: "", collector: collector).record(ScenarioShape.columns)
      }.flatMap(CohortColumns.init)
  }()

  private static func cohort(_ text: String, _ collector: FaultCollector) throws(Faults) -> String?
  {
    guard let columns else { preconditionFailure("the columns of this file are wrong") }
    let members = CohortFile.members(
      text, file: "input", columns: columns, filter: [], collector: collector)
    try collector.throwIfAny()
    guard let members else { return "no members and no fault" }
    return Set(members.map(\.id)).count == members.count ? nil : "two people have one name"
  }

  private static let small = try? ScenarioReader.read(
    text: """
      title: Small
      communities: [{name: Town, population: 100}]
      run: {horizonDays: 365}

      """, file: "small", evidence: SmallEvidence.shared)

  /// Rows that were accepted make models.
  private static func posterior(
    _ text: String, _ collector: FaultCollector
  ) throws(Faults) -> String? {
    guard let small else { preconditionFailure("the scenario of this file is wrong") }
    let draws = PosteriorReader.read(
      text, from: InputDigest(name: "input", sha256: ""), for: small, collector: collector)
    try collector.throwIfAny()
    guard let draws else { return "no draws and no fault" }
    do throws(InputFault) {
      for row in draws.rows {
        _ = try small.models(
          with: Scenario.Inputs(uniqueKeysWithValues: zip(draws.inputs.map(\.key), row)))
      }
      return nil
    } catch {
      return "a row that was accepted is refused: \(error)"
    }
  }

  /// A setting's canonical text is the same setting, and makes a scenario.
  private static func request(_ text: String) throws(Faults) -> String? {
    let setting: WhatIfSetting
    do throws(Faults) {
      setting = try WhatIfLifeRequest.read(json: text).setting
    } catch {
      if let complaint = complaint(about: error) { return complaint }
      setting = try WhatIfSetting.read(json: text)
    }
    do throws(Faults) {
      guard try WhatIfSetting.read(json: setting.canonical) == setting else {
        return "the canonical setting reads differently: \(setting.canonical)"
      }
    } catch {
      return "the canonical setting is refused: \(error)\n\(setting.canonical)"
    }
    return setting.scenario().resolvedYAML.isEmpty ? "an empty scenario" : nil
  }

  private static let inputs = (try? ScenarioReader.read(path: "three-counties"))?.uncertainInputs

  /// The design of a sweep; its rows may be millions, which are not drawn up here.
  private static func sweep(_ text: String, _ collector: FaultCollector) throws(Faults) -> String? {
    let record = YAMLDocument.parse(text, file: "input", collector: collector).flatMap {
      Cursor(value: $0, path: "", collector: collector).record(SweepShape.file)
    }
    let design = record.flatMap {
      SweepReading(file: $0, collector: collector, inputs: inputs).design()
    }
    try collector.throwIfAny()
    return design == nil ? "no design and no fault" : nil
  }
}
