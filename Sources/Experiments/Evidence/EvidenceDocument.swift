/// The evidence behind every number, as a document to read: `docs/evidence.md`.
public struct EvidenceDocument: Sendable {
  private let parameters: ParameterFile
  private let bibliography: Bibliography

  /// Prepares the document of the built-in evidence.
  public init() { self.init(parameters: BuiltIn.parameters, bibliography: BuiltIn.bibliography) }

  /// Prepares the document of any parameter file and the bibliography it was read with.
  public init(parameters: ParameterFile, bibliography: Bibliography) {
    self.parameters = parameters
    self.bibliography = bibliography
  }

  /// The document in Markdown.
  public var markdown: String {
    let parts = [introduction, gradeTable, submodelTable] + Submodel.allCases.compactMap(section)
    return (parts + [sources]).joined(separator: "\n\n") + "\n"
  }

  private var introduction: String {
    """
    # Evidence: where the numbers come from

    This file is written by `moudsim evidence`; change `parameters.yaml` or `bibliography.yaml`, not \
    this file.

    The model answers "what if" questions about treatment of opioid use disorder. An answer can be \
    no better than the numbers that it rests on. Here is every one of its \
    \(parameters.rows.count) numbers: its value and unit, the range within which a scenario may \
    change it, how sure we are of it, and who measured it. A number that nobody has measured is \
    called an assumption. If you know a better one, for your county or from a newer study, put it \
    under `parameters:` in your scenario file with its source.
    """
  }

  private var gradeTable: String {
    let rows = EvidenceGrade.allCases.map { grade in
      let count = parameters.rows.count { $0.grade == grade }
      return "| \(grade.rawValue) | \(Self.cell(grade.meaning)) | \(count) |"
    }
    return """
      ## What the grades mean

      | grade | the evidence is | numbers |
      |---|---|---:|
      \(rows.joined(separator: "\n"))
      """
  }

  private var submodelTable: String {
    let grades = EvidenceGrade.allCases
    let rows = Submodel.allCases.compactMap { submodel -> String? in
      let members = self.members(of: submodel)
      guard !members.isEmpty else { return nil }
      let counts = grades.map { grade in
        let count = members.count { $0.grade == grade }
        return count == 0 ? "" : String(count)
      }
      return "| \(Self.link(submodel)) | \(counts.joined(separator: " | ")) |"
    }
    return """
      ## How much of each part is known

      Numbers by grade. A part with many X is a part to test: change its numbers and see whether \
      your conclusion stays.

      | part of the model | \(grades.map(\.rawValue).joined(separator: " | ")) |
      |---|\(String(repeating: "---:|", count: grades.count))
      \(rows.joined(separator: "\n"))
      """
  }

  private func section(_ submodel: Submodel) -> String? {
    let members = self.members(of: submodel)
    guard !members.isEmpty else { return nil }
    let lines = members.map { row in
      let range = "\(Self.number(row.range.lowerBound)) to \(Self.number(row.range.upperBound))"
      let cited =
        row.sources.isEmpty
        ? "assumption" : row.sources.map { "[\($0)](#\(Self.anchor($0)))" }.joined(separator: ", ")
      let how = row.sources.isEmpty || row.how.isEmpty ? cited : "\(cited) (\(row.how))"
      let cells = [
        "`\(row.key)`", Self.number(row.value), row.unitText, range,
        Self.uncertainty(row.distribution), row.grade.rawValue, how, row.note,
      ]
      return "| \(cells.map(Self.cell).joined(separator: " | ")) |"
    }
    return """
      ## \(submodel.rawValue)

      | number | value | unit | may be set to | uncertainty | grade | source | note |
      |---|---:|---|---|---|---|---|---|
      \(lines.joined(separator: "\n"))
      """
  }

  private var sources: String {
    let cited = Set(parameters.rows.flatMap(\.sources))
    let entries = bibliography.entries.sorted { $0.key.lowercased() < $1.key.lowercased() }
    let lines = entries.map { entry in
      var text = "- <a id=\"\(Self.anchor(entry.key))\"></a>**\(entry.key)**"
      text += cited.contains(entry.key) ? ". " : " (no parameter rests on it). "
      text += entry.citation
      if !entry.doi.isEmpty { text += " [doi:\(entry.doi)](https://doi.org/\(entry.doi))" }
      if !entry.url.isEmpty { text += " <\(entry.url)>" }
      if !entry.licence.isEmpty { text += " Licence: \(entry.licence)." }
      if !entry.note.isEmpty { text += " *\(entry.note)*" }
      return Self.oneLine(text)
    }
    return "## Sources\n\n\(lines.joined(separator: "\n"))"
  }

  private func members(of submodel: Submodel) -> [Parameter] {
    parameters.rows.filter { Submodel(of: $0.key) == submodel }
  }

  private static func uncertainty(_ distribution: ParameterDistribution) -> String {
    guard distribution != .fixed else { return "not varied" }
    let arguments = distribution.arguments.map(number).joined(separator: ", ")
    return "\(distribution.name)(\(arguments))"
  }

  private static func number(_ value: Double) -> String { NumberText.text(value) }

  private static func anchor(_ key: String) -> String { "source-\(key)" }

  /// The heading's anchor as Git hosts make it: lower case, no punctuation, hyphens for blanks.
  private static func link(_ submodel: Submodel) -> String {
    let words = submodel.rawValue.lowercased().filter { $0.isLetter || $0 == " " }
    return "[\(submodel.rawValue)](#\(words.replacing(" ", with: "-")))"
  }

  /// A table cell: one line, with bars escaped.
  private static func cell(_ text: String) -> String {
    oneLine(text).replacing("|", with: "\\|")
  }

  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
