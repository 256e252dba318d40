/// A source of numbers.
public struct BibliographyEntry: Sendable, Equatable {
  /// Short name by which parameters cite it.
  public var key: String
  /// Authors, title, journal, year as one line.
  public var citation: String
  /// Digital object identifier without `https://doi.org/`; empty where there is none.
  public var doi: String
  /// Where to find it without a DOI; may be empty.
  public var url: String
  /// Terms of use where they matter; may be empty.
  public var licence: String
  /// What was read of it; may be empty.
  public var note: String
}

/// The sources that parameters and references cite, by key.
public struct Bibliography: Sendable, Equatable {
  /// In the order of the file.
  public let entries: [BibliographyEntry]
  private let byKey: [String: Int]

  /// Wraps entries with keys that differ.
  init(_ entries: [BibliographyEntry]) {
    self.entries = entries
    byKey = Dictionary(
      uniqueKeysWithValues: entries.enumerated().map { ($0.element.key, $0.offset) })
  }

  /// The entry of a key.
  public subscript(_ key: String) -> BibliographyEntry? { byKey[key].map { entries[$0] } }

  /// All keys, in the order of the file.
  public var keys: [String] { entries.map(\.key) }

  static let entryShape = Record(fields: [
    .required("key", .text, "short name by which parameters cite the source"),
    .required("citation", .text, "authors, title, journal and year"),
    .optional("doi", .text, "digital object identifier", standard: .text("")),
    .optional("url", .text, "where to find it without a DOI", standard: .text("")),
    .optional("licence", .text, "terms of use where they matter", standard: .text("")),
    .optional("note", .text, "what was read", standard: .text("")),
  ])
  static let fileShape = Record(fields: [
    .required("sources", .list(.record(entryShape)), "the list of sources")
  ])

  /// Reads a bibliography.
  ///
  /// - Throws: `Faults`, everything that is wrong with the text.
  public static func read(_ text: String, file: String) throws(Faults) -> Bibliography {
    let collector = FaultCollector()
    var entries: [BibliographyEntry] = []
    var seen: Set<String> = []
    let root = YAMLDocument.parse(text, file: file, collector: collector)
    let cursor = root.map { Cursor(value: $0, path: "", collector: collector) }
    for element in cursor?.record(fileShape)?.list("sources") ?? [] {
      guard let row = element.record(entryShape), let key = row.text("key") else { continue }
      if !seen.insert(key).inserted {
        row["key"]?.fault("'\(key)' is the key of an earlier source. Give another.")
        continue
      }
      if let entry = entry(row) { entries.append(entry) }
    }
    try collector.throwIfAny()
    return Bibliography(entries)
  }

  /// Reads one source; nil after reporting faults.
  static func entry(_ row: RecordCursor) -> BibliographyEntry? {
    let key = row.text("key")
    let citation = row.text("citation")
    let doi = row.text("doi")
    let url = row.text("url")
    let licence = row.text("licence")
    let note = row.text("note")
    guard let key, let citation, let doi, let url, let licence, let note else { return nil }
    return BibliographyEntry(
      key: key, citation: citation, doi: doi, url: url, licence: licence, note: note)
  }
}
