/// What is known about a policy, for the page.
struct WhatIfEvidence: Encodable {
  struct Source: Encodable {
    let key, citation, doi, url: String
  }
  let name, title, summary, mechanism, reach, caveat, grade, gradeWord, cost: String
  let findings: [String]
  let sources: [Source]

  init(_ policy: PolicyFile) {
    name = policy.name
    title = policy.title
    summary = policy.summary
    mechanism = policy.mechanism
    reach = "It reaches \(PolicyDocument.reach(policy))."
    caveat = policy.caveat
    grade = policy.bestGrade?.rawValue ?? ""
    gradeWord = policy.bestGrade?.word ?? "nothing to grade"
    cost = PolicyDocument.costSentence(policy.cost)
    findings = PolicyDocument.findings(policy)
    let keys = Set(policy.evidence.flatMap(\.sources) + policy.cost.sources).sorted()
    sources = keys.compactMap { key in
      (BuiltIn.bibliography[key] ?? policy.sources.first { $0.key == key }).map {
        Source(key: key, citation: $0.citation, doi: $0.doi, url: $0.url)
      }
    }
  }
}
