internal import Randomness

/// Reads the design of a sweep file: factors, rows, constraints.
struct SweepReading {
  let file: RecordCursor
  let collector: FaultCollector
  /// Inputs of the scenario with their distributions; nil where the scenario could not be read.
  let inputs: [UncertainInput]?

  /// Keys that say what the sweep itself says.
  private static let reserved = ["run.seed", "run.replications", "extends", "title"]

  /// The design, or nil after reporting faults; `points` takes the place of those of the file.
  func design(points override: Int? = nil) -> SweepDesign? {
    guard let record = file.record("design"),
      let kind = record.choice("kind").flatMap(SweepDesign.Kind.init)
    else { return nil }
    let before = collector.faults.count
    refuseWhatIsNot(for: kind, record)
    let points = override ?? record.integer("points").map(Int.init)
    if kind.isSampled, points == nil, !record.has("points") {
      record.cursor.fault("kind \(kind.rawValue) needs 'points', the number of rows.")
    }
    let factors = factors(kind)
    let (columns, given) = table(kind, factors, record)
    checkNames(columns)
    let constraints = (file["constraints"]?.list() ?? []).compactMap {
      SweepConstraint($0, columns: columns)
    }
    let seed = record.has("seed") ? record.integer("seed") : nil
    guard collector.faults.count == before else { return nil }
    let design = SweepDesign(
      kind: kind, points: points ?? 0, seed: seed, columns: columns, factors: factors,
      given: given, constraints: constraints)
    return check(design, record) ? design : nil
  }

  private func check(_ design: SweepDesign, _ record: RecordCursor) -> Bool {
    if design.kind == .grid, design.gridCount == nil {
      record.cursor.fault(
        "the grid has more than \(SweepDesign.mostRows) rows. Use fewer values, or sobol.")
      return false
    }
    let most = QuasiRandomSequence.Kind.sobol.maximumDimensions
    if design.kind == .sobol, design.factors.count > most {
      record.cursor.fault(
        "Sobol points have at most \(most) factors, and \(design.factors.count) are given. "
          + "Use latinHypercube.")
      return false
    }
    return true
  }

  private func refuseWhatIsNot(for kind: SweepDesign.Kind, _ record: RecordCursor) {
    let needsFactors = kind == .grid || kind.isSampled
    if needsFactors, !file.has("factors") {
      file.cursor.fault("kind \(kind.rawValue) needs 'factors'.")
    }
    let unused: [(cursor: Cursor?, name: String, isUsed: Bool)] = [
      (file["factors"], "factors", needsFactors), (file["rows"], "rows", kind == .list),
      (record["file"], "file", kind == .csv), (record["points"], "points", kind.isSampled),
      (record["seed"], "seed", kind.isSampled),
    ]
    for entry in unused where !entry.isUsed {
      entry.cursor?.fault("'\(entry.name)' is not for kind \(kind.rawValue). Delete it.")
    }
    if kind == .list, !file.has("rows") { file.cursor.fault("kind list needs 'rows'.") }
    if kind == .csv, !record.has("file") { record.cursor.fault("kind csv needs 'file'.") }
  }

  // MARK: - Factors

  private func factors(_ kind: SweepDesign.Kind) -> [SweepFactor] {
    guard let elements = file["factors"]?.list() else { return [] }
    if elements.isEmpty { file["factors"]?.fault("the list is empty. Give at least one factor.") }
    return elements.compactMap { element in
      guard let record = element.record(SweepShape.factor) else { return nil }
      let key = record.text("key").flatMap { checked($0, record["key"]) }
      let name = record.has("name") ? record.text("name") : key
      let isWhole = record.flag("whole")
      guard let key, let name, let isWhole, let levels = levels(of: key, record) else { return nil }
      let factor = SweepFactor(key: key, name: name, levels: levels, isWhole: isWhole)
      if kind == .grid, factor.grid == nil {
        element.fault("a grid needs 'values', or a 'range' with 'levels'.")
      }
      return factor
    }
  }

  func checked(_ key: String, _ cursor: Cursor?) -> String? {
    guard Self.reserved.contains(key) || key.hasPrefix("outputs") else { return key }
    cursor?.fault("'\(key)' cannot differ between rows. Give another key.")
    return nil
  }

  private func levels(of key: String, _ record: RecordCursor) -> SweepFactor.Levels? {
    let ways = ["values", "range", "distribution"].filter(record.has)
    guard ways.count == 1 else {
      record.cursor.fault("give one of 'values', 'range' and 'distribution'.")
      return nil
    }
    if !record.has("range") {
      for name in ["levels", "scale"] {
        record[name]?.fault("'\(name)' divides a range. Give 'range', or delete it.")
      }
    }
    switch ways[0] {
    case "values":
      guard let values = record.list("values") else { return nil }
      if values.isEmpty { record["values"]?.fault("the list is empty. Give at least one value.") }
      return .values(values.map { YAMLText.line($0.value) })
    case "range": return range(record)
    default: return distribution(of: key, record)
    }
  }

  private func range(_ record: RecordCursor) -> SweepFactor.Levels? {
    let scale = record.choice("scale")
    guard let range = record["range"].flatMap(ParameterReading.interval) else { return nil }
    if scale == "log", range.lowerBound <= 0 {
      record["range"]?.fault("a range on a log scale must lie above 0.")
      return nil
    }
    let steps = record.has("levels") ? record.integer("levels").map(Int.init) : nil
    if record.has("levels"), steps == nil { return nil }
    return .range(range, steps: steps, isLogarithmic: scale == "log")
  }

  private func distribution(of key: String, _ record: RecordCursor) -> SweepFactor.Levels? {
    guard let cursor = record["distribution"] else { return nil }
    let name = SweepKey(key).inputKey ?? key
    let known = inputs?.first { $0.key == name }
    guard case .scalar = cursor.value.kind else {
      let range = known?.range ?? -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
      return ParameterReading.distribution(cursor).map { distribution in
        .distribution(
          UncertainInput(
            key: name, value: known?.value ?? 0, distribution: distribution, range: range))
      }
    }
    guard cursor.oneOf([SweepShape.evidence]) != nil, let inputs else { return nil }
    guard let known else {
      cursor.fault(
        "'\(key)' has no distribution in the evidence. "
          + NearestName.question(name, among: inputs.map(\.key)) + "Give a distribution or a range."
      )
      return nil
    }
    return .distribution(known)
  }
}
