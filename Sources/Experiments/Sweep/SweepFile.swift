internal import Foundation
internal import TreatmentModel

/// A sweep file that was read and checked together with its scenario.
public struct SweepFile: Sendable {
  /// Name of the file without its extension; names the output folder.
  public let name: String
  /// One line for people.
  public let title: String
  /// The file's own text, kept beside the results.
  public let text: String
  let template: SweepTemplate
  let design: SweepDesign
  let rows: [[String]]
  let replications: Int
  let seed: UInt64
  let metrics: [String]
  let form: SweepForm
  let failures: FailureRule
  /// Files that were read.
  let inputs: [InputDigest]
  /// Hash of the scenario with all that it refers to, wherever it stands.
  let scenarioHash: String

  /// Reads a sweep file, or a shipped sweep by its name, and its scenario.
  ///
  /// - Throws: `Faults`, everything that is wrong, in the order of the files.
  public static func read(_ reference: String) throws(Faults) -> SweepFile {
    let collector = FaultCollector()
    let found = find(reference, collector: collector)
    let root = found.flatMap { YAMLDocument.parse($0.text, file: $0.path, collector: collector) }
    let cursor = root.map { Cursor(value: $0, path: "", collector: collector) }
    let record = cursor.flatMap { $0.record(SweepShape.file) }
    let file = record.flatMap {
      SweepAssembly(file: $0, collector: collector)
        .sweep(name: ScenarioReader.name(of: reference), text: found?.text ?? "")
    }
    try collector.throwIfAny()
    guard let file else { preconditionFailure("no sweep and no fault") }
    return file
  }

  private static func find(
    _ reference: String, collector: FaultCollector
  ) -> (text: String, path: String)? {
    let place = Place(file: reference)
    if !FileManager.default.fileExists(atPath: reference) {
      if let shipped = BuiltIn.sweep(reference) {
        collector.note(Array(shipped.text.utf8), of: "\(shipped.path) (built in)")
        return shipped
      }
      collector.report(
        "there is no file '\(reference)'. "
          + NearestName.question(reference, among: BuiltIn.sweeps)
          + "Shipped sweeps: \(BuiltIn.sweeps.joined(separator: ", ")).", at: place, path: "")
      return nil
    }
    return InputFile.text(at: reference, blame: place, blamePath: "", collector: collector)
      .map { ($0, reference) }
  }
}
