internal import TreatmentModel

extension ScenarioAssembly {
  /// Reads `population`; nil after reporting faults.
  func population(_ file: RecordCursor) -> ScenarioDraft.Population? {
    guard file.has("population") else {
      refuseCohortFile()
      return ScenarioDraft.Population()
    }
    guard let record = file.record("population"), let kind = record.choice("kind") else {
      return nil
    }
    let isOpen = record.flag("open")
    let startsAtInduction = record.flag("startsAtInduction")
    if kind == "synthetic" {
      refuseCohortFile()
      for name in ["cohort", "columns", "where"] {
        record[name]?.fault("'\(name)' is for kind: cohort only. Delete it, or set the kind.")
      }
      guard let isOpen, let startsAtInduction else { return nil }
      return .init(isOpen: isOpen, startsAtInduction: startsAtInduction)
    }
    if record.has("open"), isOpen == true {
      record["open"]?.fault("a cohort of named people is closed. Delete 'open'.")
    }
    guard let cohort = cohort(record), let startsAtInduction else { return nil }
    return .init(isOpen: false, startsAtInduction: startsAtInduction, cohort: cohort)
  }

  private func refuseCohortFile() {
    guard let cohortFile else { return }
    collector.report(
      "the scenario's population is synthetic. Leave the cohort file out, or set "
        + "population.kind to cohort.", at: Place(file: "--cohort \(cohortFile)"), path: "")
  }

  private func cohort(_ record: RecordCursor) -> ScenarioDraft.Cohort? {
    let filter = filter(record)
    if !record.has("columns") {
      record.cursor.fault("kind: cohort needs 'columns', which say what the columns hold.")
    }
    let columns = record.record("columns").flatMap(CohortColumns.init)
    let path: String
    let blame: Place
    if let cohortFile {
      path = cohortFile
      blame = Place(file: "--cohort \(cohortFile)")
    } else if let cursor = record["cohort"] {
      guard let written = cursor.text() else { return nil }
      path = InputFile.path(written, relativeTo: cursor.value.place.file)
      blame = cursor.value.place
    } else {
      record.cursor.fault("kind: cohort needs a file. Give 'cohort', or --cohort FILE.")
      return nil
    }
    let blamePath = cohortFile == nil ? "population.cohort" : ""
    guard
      let text = InputFile.text(
        at: path, blame: blame, blamePath: blamePath, limit: .table,
        collector: collector),
      let columns, let filter,
      let members = CohortFile.members(
        text, file: path, columns: columns, filter: filter, collector: collector)
    else { return nil }
    return .init(path: path, columns: columns, filter: filter, members: members)
  }

  /// The rows to keep; nil after reporting faults.
  private func filter(_ record: RecordCursor) -> [CohortFile.Filter]? {
    guard let cursor = record["where"] else { return [] }
    guard let entries = cursor.mapping() else { return nil }
    let filters: [CohortFile.Filter] = entries.compactMap { entry in
      if case .list = entry.value.value.kind {
        let elements = entry.value.list() ?? []
        let texts = elements.compactMap { $0.text() }
        if elements.isEmpty { entry.value.fault("the list is empty. Name at least one text.") }
        guard !texts.isEmpty, texts.count == elements.count else { return nil }
        return .init(column: entry.key, texts: texts, cursor: entry.value)
      }
      return entry.value.text().map {
        .init(column: entry.key, texts: [$0], cursor: entry.value)
      }
    }
    return filters.count == entries.count ? filters : nil
  }
}
