internal import TreatmentModel

extension ReportInput.Strategy {
  /// A strategy of a scenario, with what its files say.
  init(_ strategy: Strategy) {
    self.init(
      name: strategy.name, title: strategy.title,
      policies: strategy.files.map { ReportInput.Policy($0) })
  }
}

extension ReportInput.Policy {
  /// What a policy's file says about it.
  init(_ file: PolicyFile) {
    self.init(
      title: file.title, summary: file.summary, caveat: file.caveat, grade: file.bestGrade)
  }
}

extension ReportInput.EvidenceRow {
  /// What is known about each thing that a policy does.
  static func rows(of file: PolicyFile, bibliography: Bibliography) -> [Self] {
    func row(_ effect: String, _ evidence: PolicyEvidence) -> Self {
      let sources = evidence.sources.compactMap { key in
        bibliography[key] ?? file.sources.first { $0.key == key }
      }
      return Self(
        policy: file.title, effect: effect, grade: evidence.grade,
        sources: sources.map(Source.init), note: evidence.note)
    }
    let effects = file.effects.map { row($0.lever.sentence($0.value), $0.evidence) }
    let places = file.resources.map {
      row("places (\($0.resource.name)): \(HumanNumber.text($0.ratio)) times as many", $0.evidence)
    }
    let machinery = file.machineryEvidence.map { row("how the programme works", $0) }
    return effects + places + [machinery].compactMap(\.self)
  }
}

extension ReportInput.EvidenceRow.Source {
  /// A source of the bibliography; its address is the DOI's where there is one.
  init(_ entry: BibliographyEntry) {
    self.init(
      citation: entry.citation,
      url: entry.doi.isEmpty ? entry.url : "https://doi.org/\(entry.doi)")
  }
}
