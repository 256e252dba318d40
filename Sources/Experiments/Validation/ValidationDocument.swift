internal import Foundation

/// The results of a validation as a document: `docs/validation.md`.
public struct ValidationDocument: Sendable {
  let validation: Validation
  private let files: [TargetFile]

  /// Prepares the document; `files` are those that were evaluated.
  public init(_ validation: Validation, files: [TargetFile]) {
    self.validation = validation
    self.files = files
  }

  /// The document in Markdown.
  public var markdown: String {
    [introduction, checks, targets(.validation), targets(.prediction), targets(.calibration)]
      .compactMap(\.self).joined(separator: "\n") + "\n" + face + "\n" + curve
  }

  private var introduction: String {
    let inside = validation.results(.validation).count { $0.verdict == .inside }
    let judged = validation.results(.validation).count { $0.verdict != .unknown }
    let agreeing = validation.checks.count { $0.agrees }
    let people =
      validation.cohort == .drawn
      ? "drawn by the model, as many as were randomised, because the released rows were not at hand"
      : "those who were randomised"
    return """
      # Validation

      Written by `moudsim validate`; do not edit. What the program says beside what theory, other programs and
      published studies say. Failures stand here like successes.

      * \(agreeing) of \(validation.checks.count) checks against theory and other programs agree (part 1).
      * \(inside) of \(judged) published figures that nothing was set to meet lie inside their intervals (part 2).
      * Figures that parameters were set to meet show that the parts fit together, no more (part 3).

      The people of the trials are \(people). *Error* is the Monte Carlo error of the model's figure, a standard
      error over replications. *z* is the distance from the published figure in standard errors of both.
      *Inside* means that the model's mean lies in the published 95 % interval.

      """
  }

  private var checks: String {
    var text = """
      ## 1. Theory and other programs

      A check fails where the two are further apart than \(ValidationCheck.limit) standard errors, which chance
      brings about once in 100,000; those without error must be equal.

      | check | expected | program | error | z | agree? | by |
      |---|---|---|---|---|---|---|

      """
    for check in validation.checks {
      text += Self.row([
        check.name, Self.number(check.expected), Self.number(check.value),
        Self.number(check.standardError), Self.z(check.z), check.agrees ? "yes" : "**no**",
        check.source,
      ])
    }
    return text
  }

  private func targets(_ use: TargetUse) -> String? {
    let results = validation.results(use)
    guard !results.isEmpty else { return nil }
    var text = Self.heading(use)
    var notes: [String] = []
    for file in files {
      let names = Set(file.targets.map(\.name))
      let rows = results.filter { names.contains($0.target.name) }
      guard !rows.isEmpty else { continue }
      text += """

        ### \(file.title)

        | figure | published | interval | model | error | z | verdict | source |
        |---|---|---|---|---|---|---|---|

        """
      for result in rows { text += Self.row(Self.cells(result, notes: &notes)) }
    }
    if !notes.isEmpty {
      text += "\n" + notes.enumerated().map { "\($0.offset + 1). \($0.element)\n" }.joined()
    }
    return text
  }

  private static func heading(_ use: TargetUse) -> String {
    switch use {
    case .validation:
      """

      ## 2. Published figures, held back

      Nothing in the model was set to meet these.

      """
    case .prediction: "\n## Predictions\n"
    case .calibration:
      """

      ## 3. Published figures that parameters were set to meet

      """
    }
  }

  private static func cells(_ result: TargetResult, notes: inout [String]) -> [String] {
    let target = result.target
    let verdict =
      switch result.verdict {
      case .inside: "inside"
      case .outside: "**outside**"
      case .unknown: "no interval"
      }
    let people = result.drawsTrialPeople ? " (people drawn)" : ""
    var marks = ""
    let told = result.verdict == .outside || target.interval == nil ? target.explanation : ""
    for note in [target.note, told] where !note.isEmpty {
      if !notes.contains(note) { notes.append(note) }
      marks += " [\(notes.firstIndex(of: note)! + 1)]"
    }
    return [
      target.title + people, number(target.value),
      target.interval.map { "\(number($0.lowerBound)) to \(number($0.upperBound))" } ?? "-",
      number(result.mean), number(result.standardError), z(result.z), verdict,
      target.sources.joined(separator: ", ") + marks,
    ]
  }

  // MARK: Cells

  static func row(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |\n" }

  /// Three significant digits; counts in full.
  static func number(_ value: Double?) -> String {
    guard let value else { return "-" }
    if value == value.rounded(), abs(value) < 1e15 { return HumanNumber.text(value) }
    if abs(value) >= 1000 { return HumanNumber.text(value) }
    return String(format: "%.3g", value)
  }

  static func z(_ value: Double?) -> String {
    value.map { String(format: "%.1f", $0 == 0 ? 0 : $0) } ?? "-"
  }
}
