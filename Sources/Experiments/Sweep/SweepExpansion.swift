internal import Foundation

/// Adds rows or replications to a sweep; what is finished stays finished.
public struct SweepExpansion: Sendable {
  /// Replications of every row, more than before; nil: as before.
  public var replications: Int?
  /// Points of a random, Sobol or Halton design, more than before; nil: as before.
  public var points: Int?
  /// A CSV file of further rows, with the design's keys in its header.
  public var rows: String?

  /// Describes an expansion.
  public init(replications: Int? = nil, points: Int? = nil, rows: String? = nil) {
    self.replications = replications
    self.points = points
    self.rows = rows
  }
}

extension Sweep {
  /// The sweep with more rows or replications, still unwritten.
  ///
  /// - Throws: `Faults` where that would not be more, or the design cannot be extended.
  public func expanded(by expansion: SweepExpansion) throws(Faults) -> Sweep {
    var sweep = self
    if let replications = expansion.replications {
      guard replications > manifest.replications else {
        throw fault(
          "the sweep has \(manifest.replications) replications, and \(replications) are not more.")
      }
      sweep.manifest.replications = replications
    }
    if let points = expansion.points { try sweep.addRows(of: design(points: points)) }
    if let file = expansion.rows { try sweep.addRows(of: table(file)) }
    return sweep
  }

  /// Puts the expanded design in the place of the old one.
  public func writeExpansion() throws(OutputError) {
    // Rows without the manifest's word do not count, so a stop between the two does no harm.
    try TextFile.write(designText, to: paths.design)
    FolderFlush.flush(paths.folder)
    try TextFile.write(manifest.json, to: paths.manifest)
    FolderFlush.flush(paths.folder)
  }

  private func fault(_ message: String) -> Faults {
    Faults([Fault(file: paths.folder, path: "", message: message)])
  }

  private mutating func addRows(of values: [[String]]) throws(Faults) {
    let known = Set(rows.map(\.id))
    let new = values.map {
      SweepRow(values: $0, columns: manifest.columns, basis: manifest.basis)
    }.filter { !known.contains($0.id) }
    guard !new.isEmpty else { throw fault("every row is in the sweep already.") }
    rows += new
    manifest.setRows(rows)
  }

  private func design(points: Int) throws(Faults) -> [[String]] {
    let collector = FaultCollector()
    let place = Place(file: paths.sweep)
    let text = InputFile.text(at: paths.sweep, blame: place, blamePath: "", collector: collector)
    let root = text.flatMap { YAMLDocument.parse($0, file: paths.sweep, collector: collector) }
    let record = root.flatMap {
      Cursor(value: $0, path: "", collector: collector).record(SweepShape.file)
    }
    let scenario = template.draft.scenario(name: manifest.name, inputs: [])
    let design = record.flatMap {
      SweepReading(file: $0, collector: collector, inputs: scenario.uncertainInputs)
        .design(points: points)
    }
    try collector.throwIfAny()
    guard let design else { preconditionFailure("no design and no fault") }
    guard design.kind.isExtendable else {
      throw fault(
        "a design of kind \(design.kind.rawValue) is not extended by points. "
          + (design.kind == .latinHypercube ? "Its strata would change. " : "")
          + "Give --replications, or --rows <file>.")
    }
    let all = design.rows()
    guard Array(all.prefix(rows.count)) == rows.map(\.values) else {
      throw fault("the points of \(paths.sweep) are not those of the design. Plan again.")
    }
    return all
  }

  private func table(_ file: String) throws(Faults) -> [[String]] {
    let collector = FaultCollector()
    let blame = Cursor(
      value: YAMLValue(kind: .scalar(file, isPlain: true), place: Place(file: file)), path: "",
      collector: collector)
    let (columns, given) = SweepReading.csv(file, blame: blame, collector: collector)
    try collector.throwIfAny()
    var order: [Int] = []
    for column in manifest.columns {
      guard let index = columns.firstIndex(where: { $0.key == column.key || $0.key == column.name })
      else {
        throw Faults([
          Fault(
            file: file, line: 1, column: 1, path: "",
            message: "there is no column '\(column.name)'. Columns of the sweep: "
              + "\(manifest.columns.map(\.name).joined(separator: ", ")).")
        ])
      }
      order.append(index)
    }
    guard columns.count == order.count else {
      throw Faults([
        Fault(
          file: file, line: 1, column: 1, path: "",
          message: "\(columns.count) columns. Columns of the sweep: "
            + "\(manifest.columns.map(\.name).joined(separator: ", ")).")
      ])
    }
    return given.map { row in order.map { row[$0] } }
  }
}
