internal import Foundation

/// A sweep that was planned: a folder with its design, and what it takes to run it.
public struct Sweep: Sendable {
  let paths: SweepPaths
  var manifest: SweepManifest
  var rows: [SweepRow]
  let template: SweepTemplate

  /// The folder.
  public var path: String { paths.folder }
  /// Simulations in all.
  public var runs: Int { manifest.units.count }
  /// Rows of the design.
  public var rowCount: Int { rows.count }

  /// Opens the folder of a sweep and checks that it is whole and fits this program.
  ///
  /// - Throws: `Faults`.
  public init(_ folder: String) throws(Faults) {
    paths = SweepPaths(folder: withoutSlash(folder))
    manifest = try SweepManifest.read(paths.manifest)
    rows = try Self.rows(paths, manifest)
    template = try Self.template(paths, manifest)
  }

  init(paths: SweepPaths, manifest: SweepManifest, rows: [SweepRow], template: SweepTemplate) {
    self.paths = paths
    self.manifest = manifest
    self.rows = rows
    self.template = template
  }

  private static func rows(
    _ paths: SweepPaths, _ manifest: SweepManifest
  ) throws(Faults) -> [SweepRow] {
    let collector = FaultCollector()
    let place = Place(file: paths.design)
    let text = InputFile.text(
      at: paths.design, blame: place, blamePath: "", limit: .none, collector: collector)
    let table = text.flatMap { CSVTable.read($0, file: paths.design, collector: collector) }
    try collector.throwIfAny()
    guard let table else { preconditionFailure("no design and no fault") }
    // An expansion that was stopped may have left more rows than the manifest knows.
    let rows = table.rows.prefix(manifest.rows).map { cells in
      SweepRow(
        values: cells.dropFirst(2).map(\.text), columns: manifest.columns, basis: manifest.basis)
    }
    let ids = table.rows.prefix(manifest.rows).map { $0.count > 1 ? $0[1].text : "" }
    if rows.count != manifest.rows || ids != rows.map(\.name)
      || SweepManifest.hash(rows) != manifest.rowsSha256
    {
      collector.report(
        "the design is not the one that was planned. Put the planned file back, or plan again.",
        at: place, path: "")
    }
    try collector.throwIfAny()
    return rows
  }

  private static func template(
    _ paths: SweepPaths, _ manifest: SweepManifest
  ) throws(Faults) -> SweepTemplate {
    let collector = FaultCollector()
    let place = Place(file: paths.scenario)
    let text = InputFile.text(at: paths.scenario, blame: place, blamePath: "", collector: collector)
    let known = Set(manifest.inputs.map(\.sha256) + [manifest.scenarioFileSha256])
    let tree = text.flatMap { YAMLDocument.parse($0, file: paths.scenario, collector: collector) }
    try collector.throwIfAny()
    guard let tree else { preconditionFailure("no scenario and no fault") }
    let draft = try ScenarioReader.draft(tree, overrides: [], collector: collector)
    for input in collector.inputs where !known.contains(input.sha256) {
      collector.report(
        "the file has changed since the sweep was planned. Put it back, or plan again.",
        at: Place(file: input.name), path: "")
    }
    try collector.throwIfAny()
    return SweepTemplate(
      tree: tree, draft: draft, strategies: manifest.strategies, columns: manifest.columns)
  }
}
