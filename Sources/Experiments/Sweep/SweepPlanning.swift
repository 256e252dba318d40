internal import Foundation
internal import TreatmentModel

/// Makes the folder of a sweep.
extension Sweep {
  /// What was left out of a design, and the rows that cannot be run.
  public struct Check: Sendable {
    /// The first rows that cannot be run, as sentences.
    public var examples: [String] = []
    /// How many rows cannot be run.
    public var impossible = 0
    /// Rows that were looked at.
    public var rows = 0
  }

  /// A sweep that has no folder yet.
  public init(_ file: SweepFile, output: String, command: [String]) {
    let paths = SweepPaths(folder: withoutSlash(output))
    var manifest = SweepManifest(
      name: file.name, title: file.title, command: command, planned: WorkClock().started,
      seed: String(file.seed), replications: file.replications, chunk: 1,
      strategies: file.template.strategies, metrics: file.metrics, form: file.form,
      failures: file.failures, columns: file.design.columns, rows: 0, rowsSha256: "",
      scenarioSha256: file.scenarioHash,
      scenarioFileSha256: SHA256.hex(of: YAMLText.document(file.template.tree)),
      inputs: file.inputs)
    let rows = file.rows.map {
      SweepRow(values: $0, columns: manifest.columns, basis: manifest.basis)
    }
    manifest.setRows(rows)
    // Enough pieces for a large array of tasks, and a row's replications together otherwise.
    let pieces = 256
    manifest.chunk = min(
      manifest.replications, max(1, manifest.replications * rows.count / pieces))
    self.init(paths: paths, manifest: manifest, rows: rows, template: file.template)
  }

  /// The folder of a sweep that gives no other.
  public static func defaultOutput(of file: SweepFile) -> String { "Output/\(file.name)" }

  /// Makes the models of rows without running them.
  ///
  /// - Throws: `Faults` where a row cannot be run and the sweep does not keep failures.
  public func check(
    threads: Int, from first: Int = 0, cancellation: Cancellation = Cancellation()
  ) throws -> Check {
    let count = rows.count - first
    let check = try TaskPool(tasks: count, threads: threads).reduce(
      into: Check(), cancellation: cancellation,
      worker: { SweepWorker(self) },
      perform: { index, worker -> String? in worker.complaint(aboutRow: first + index) },
      combine: { check, index, complaint in
        check.rows += 1
        guard let complaint else { return }
        check.impossible += 1
        if check.examples.count < 10 {
          check.examples.append("row \(first + index + 1): \(complaint)")
        }
      })
    guard check.impossible > 0, manifest.failures == .refuse else { return check }
    var faults = check.examples.map { Fault(file: manifest.name, path: "", message: $0) }
    faults.append(
      Fault(
        file: manifest.name, path: "",
        message: "\(check.impossible) of \(count) rows cannot be run. Change the design, add "
          + "constraints, or write 'failures: keep'."))
    throw Faults(faults)
  }

  /// Writes the folder; it must not exist unless `replaces` is set.
  public func write(replaces: Bool, text: String) throws(OutputError) {
    let directory = try RunDirectory(path: paths.folder, replaces: replaces)
    let work = SweepPaths(folder: directory.workPath)
    do {
      try FileManager.default.createDirectory(
        atPath: work.parts, withIntermediateDirectories: false)
    } catch {
      throw OutputError(path: paths.parts, message: "cannot be created: \(error).")
    }
    _ = try Experiments.write(
      YAMLText.document(template.tree), toNewFile: work.scenario)
    _ = try Experiments.write(text, toNewFile: work.sweep)
    _ = try Experiments.write(designText, toNewFile: work.design)
    _ = try Experiments.write(manifest.json, toNewFile: work.manifest)
    try directory.finish()
  }

  /// The text of `design.csv`.
  var designText: String {
    var bytes = Array((["row", "id"] + manifest.columns.map(\.name)).joined(separator: ",").utf8)
    bytes.append(UInt8(ascii: "\n"))
    for (index, row) in rows.enumerated() {
      bytes += Self.lead(index, row)
      bytes.append(UInt8(ascii: "\n"))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The fields with which the rows of `design.csv` and of the results begin.
  static func lead(_ index: Int, _ row: SweepRow) -> [UInt8] {
    var bytes = Array("\(index + 1),\(row.name)".utf8)
    for value in row.values {
      bytes.append(UInt8(ascii: ","))
      CSVFile.append(.text(value), to: &bytes)
    }
    return bytes
  }
}

extension SweepWorker {
  /// Why a row cannot be run; nil where it can.
  mutating func complaint(aboutRow index: Int) -> String? {
    do throws(SweepRowFault) {
      let models = try models(ofRow: index)
      for model in models where !hasMetrics(model.layout) {
        return "a metric lies after the end of the row's observed time."
      }
      return nil
    } catch {
      return error.message
    }
  }
}
