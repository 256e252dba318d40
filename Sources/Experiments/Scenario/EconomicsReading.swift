internal import HealthEconomics

/// Reads `economics`.
enum EconomicsReading {
  static let shape = Record(fields: [
    .optional(
      "perspective", .choice(Perspective.allCases.map(\.rawValue)),
      "whose costs count first; the others are told, too",
      standard: .text(EconomicsPlan().perspective.rawValue)),
    .optional(
      "thresholds", .list(.number(money)),
      "what a QALY is worth, in the currency of the prices; the first one is the main one"),
  ])

  private static let money = Bounds.positive(upTo: 1e9)

  /// The plan; defaults where nothing is said, nil after reporting faults.
  static func plan(_ file: RecordCursor) -> EconomicsPlan? {
    guard file.has("economics") else { return EconomicsPlan() }
    guard let record = file.record("economics") else { return nil }
    let perspective = record.choice("perspective").flatMap(Perspective.init)
    var thresholds = EconomicsPlan().thresholds
    if record.has("thresholds") {
      guard let list = record.list("thresholds") else { return nil }
      thresholds = list.compactMap { $0.number(in: money) }
      if list.isEmpty { record["thresholds"]?.fault("the list is empty. Give at least one.") }
      guard thresholds.count == list.count, !list.isEmpty else { return nil }
    }
    return perspective.map { EconomicsPlan(perspective: $0, thresholds: thresholds) }
  }

  /// The lines of a resolved scenario.
  static func lines(_ plan: EconomicsPlan) -> [String] {
    [
      "economics:", "  perspective: \(plan.perspective.rawValue)",
      "  thresholds: [\(plan.thresholds.map(NumberText.text).joined(separator: ", "))]",
    ]
  }
}
