internal import Foundation
internal import TreatmentModel

/// What policies are, do and cost, and how well that is known, in plain language.
public struct PolicyDocument: Sendable {
  private let policies: [PolicyFile]
  private let bibliography: Bibliography

  /// Prepares the document of the shipped policies.
  public init() { self.init(policies: BuiltIn.policies, bibliography: BuiltIn.bibliography) }

  /// Prepares the document of some policies and the bibliography that they were read with.
  public init(policies: [PolicyFile], bibliography: Bibliography) {
    self.policies = policies
    self.bibliography = bibliography
  }

  /// A table for a terminal: name, what it moves, best grade, cost, title.
  public var listing: String {
    var table = TextTable([
      ("policy", false), ("grade", false), ("cost", false), ("moves", false), ("title", false),
    ])
    for policy in policies {
      table.add([
        policy.name, Self.grade(policy), Self.cost(policy.cost), Self.moves(policy), policy.title,
      ])
    }
    return table.text
  }

  /// One policy explained for a terminal.
  public func explanation(of policy: PolicyFile) -> String {
    let known = Bibliography(
      bibliography.entries
        + policy.sources.filter { bibliography[$0.key] == nil })
    let cited = Set(policy.evidence.flatMap(\.sources) + policy.cost.sources).sorted()
    var lines = [policy.title, String(repeating: "=", count: policy.title.count), ""]
    lines += Self.wrapped(policy.summary) + ["", "What it does here"]
    lines += Self.wrapped(policy.mechanism)
    lines += Self.wrapped("It reaches \(Self.reach(policy)).") + ["", "How well it is known"]
    for line in Self.findings(policy) { lines += Self.wrapped(line, first: "- ", indent: "  ") }
    lines += ["", "What it costs"]
    lines += Self.wrapped(Self.costSentence(policy.cost))
    lines += ["", "Keep in mind"] + Self.wrapped(policy.caveat)
    if !cited.isEmpty { lines += ["", "Sources"] }
    for key in cited {
      lines += Self.wrapped(
        "\(key): \(known[key].map(Self.citation) ?? "")", first: "- ", indent: "  ")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The document in Markdown: `docs/policies.md`.
  public var markdown: String {
    ([introduction, table] + policies.map(section) + [sources]).joined(separator: "\n\n") + "\n"
  }

  private var introduction: String {
    """
    # Policies: what can be tried, and how well it is known

    This file is written by `moudsim policies --markdown`; change the files in `Scenarios/policies/`, \
    not this file.

    A policy is a programme that a county could pay for. Each is a small text file that says whom it \
    reaches, what it changes, for how long, what it costs, and who found that out. Nothing here is \
    medical advice. A programme that was tested without effect is kept, with its cost and no effect: \
    paying for it and getting nothing is a finding too. Numbers that nobody has measured have grade \
    X; change them, and see whether your conclusion stays. With `evidenceFloor: B` in a scenario, \
    everything known less well than B is taken as no effect.

    To write your own, copy a file, change it, and name it in a scenario: \
    `strategies: [{name: mine, policies: [./my-policy.yaml]}]`.

    Grades: \(EvidenceGrade.allCases.map { "**\($0.rawValue)** \($0.word)" }
      .joined(separator: ", ")). [evidence.md](evidence.md) says more. The grade in the table is the \
    best of what the policy does.
    """
  }

  private var table: String {
    let rows = policies.map { policy in
      let cells = [
        "[\(policy.title)](#\(policy.name))", Self.moves(policy, words: true), Self.grade(policy),
        Self.cost(policy.cost),
      ]
      return "| \(cells.map(Self.cell).joined(separator: " | ")) |"
    }
    return """
      | policy | what it moves | grade | cost |
      |---|---|---|---|
      \(rows.joined(separator: "\n"))
      """
  }

  private func section(_ policy: PolicyFile) -> String {
    """
    ## <a id="\(policy.name)"></a>\(policy.title)

    *`\(policy.name)`.* \(policy.summary)

    **What it does here.** \(policy.mechanism) It reaches \(Self.reach(policy)).

    **How well it is known.**

    \(Self.findings(policy).map { "- \(Self.oneLine($0))" }.joined(separator: "\n"))

    **What it costs.** \(Self.costSentence(policy.cost))

    **Keep in mind.** \(policy.caveat)
    """
  }

  private var sources: String {
    let keys = policies.flatMap { $0.evidence.flatMap(\.sources) + $0.cost.sources }
    let lines = Set(keys).sorted { $0.lowercased() < $1.lowercased() }.map { key in
      "- **\(key)**. \(bibliography[key].map(Self.citation) ?? "")"
    }
    return "## Sources\n\n\(lines.joined(separator: "\n"))"
  }
}

extension PolicyDocument {
  private static func grade(_ policy: PolicyFile) -> String {
    policy.bestGrade?.rawValue ?? "-"
  }

  private static func moves(_ policy: PolicyFile, words: Bool = false) -> String {
    let levers = policy.effects.filter { !$0.isNull }.map(\.lever)
    var parts = levers.map { words ? $0.words : String(describing: $0) }
    parts += policy.resources.map { words ? "places (\($0.resource.name))" : $0.resource.name }
    switch policy.machinery {
    case .none, .staffTraining: break
    case .pgxDosing: parts.append(words ? "time to an adequate dose" : "dose")
    case .telehealth: parts.append(words ? "places and travel of remote care" : "remote places")
    }
    return parts.isEmpty ? "nothing" : parts.joined(separator: ", ")
  }

  static func reach(_ policy: PolicyFile) -> String {
    let reach = policy.reach
    var text = reach.trigger.words
    let uptake = HumanNumber.text(reach.uptake * 100)
    text += reach.uptake == 1 ? ", all of them" : "; \(uptake) % take it up"
    let conditions = conditions(reach.who)
    if !conditions.isEmpty { text += ", if they are: \(conditions.joined(separator: "; "))" }
    if reach.targeting != nil { text += ", if a score flags them" }
    if reach.days < .infinity { text += ", for \(HumanNumber.text(reach.days)) days" }
    if reach.whileOnMedication { text += ", as long as they take medication" }
    if let resource = reach.resource { text += "; each takes up one `\(resource.name)`" }
    return text
  }

  private static func conditions(_ who: Eligibility) -> [String] {
    func names(_ traits: Traits) -> [String] {
      Traits.named.filter { traits.contains($0.trait) }.map(\.name)
    }
    func cases<Case: CaseIterable & Hashable>(_ set: Set<Case>) -> String {
      Case.allCases.filter(set.contains).map { String(describing: $0) }.joined(separator: " or ")
    }
    var parts = names(who.required) + names(who.excluded).map { "not \($0)" }
    parts += [
      cases(who.sexes), cases(who.races), cases(who.insurances), cases(who.uses),
      who.communities.sorted().joined(separator: " or "),
    ].filter { !$0.isEmpty }
    if !who.medications.isEmpty { parts.append("on, or bound for, \(cases(who.medications))") }
    if who.ages != 0...200 {
      parts.append("aged \(Int(who.ages.lowerBound)) to \(Int(who.ages.upperBound))")
    }
    if who.minimumPriorEpisodes > 0 {
      parts.append("with \(who.minimumPriorEpisodes) or more earlier episodes")
    }
    return parts
  }

  /// One line for each thing that the policy does, with its evidence.
  static func findings(_ policy: PolicyFile) -> [String] {
    var lines = policy.effects.map { effect in
      let drugs = Medication.allCases.filter(effect.medications.contains).map(\.name)
      let condition = drugs.isEmpty ? "" : " (\(drugs.joined(separator: ", ")))"
      let number =
        effect.isNull
        ? ""
        : " (\(effect.lever) \(HumanNumber.text(effect.value))"
          + (effect.origin.map { ", \($0)" } ?? "") + ")"
      return effect.lever.sentence(effect.value).capitalisedFirst + condition + number + ". "
        + evidence(effect.evidence)
    }
    lines += policy.resources.map { change in
      "Places (`\(change.resource.name)`): \(HumanNumber.text(change.ratio)) times as many. "
        + evidence(change.evidence)
    }
    if let known = policy.machineryEvidence {
      lines.append("\(machinery(policy.machinery)) \(evidence(known))")
    }
    return lines
  }

  static func machinery(_ machinery: Machinery) -> String {
    switch machinery {
    case .none: return ""
    case .telehealth: return "Care on the panel of remote prescribers, without travel."
    case .staffTraining(let training):
      return "Each month \(HumanNumber.text(training.trainedPerMonth * 100)) % of staff are "
        + "trained, what they learn halves in \(HumanNumber.text(training.halfLifeDays)) days, and "
        + "\(HumanNumber.text(training.turnoverPerYear * 100)) % of staff are replaced a year."
    case .pgxDosing(let dosing):
      let genes = PGxDosing.Gene.allCases.filter(dosing.genes.contains).map(\.rawValue)
      return "The result (\(genes.joined(separator: ", "))) comes after "
        + HumanNumber.interval(dosing.turnaroundDays.lowerBound, dosing.turnaroundDays.upperBound)
        + " days; \(HumanNumber.text(dosing.failure * 100)) % of samples give none, and "
        + "\(HumanNumber.text(dosing.followed * 100)) % of results are followed."
    }
  }

  static func evidence(_ evidence: PolicyEvidence) -> String {
    var text = "Grade \(evidence.grade.rawValue), \(evidence.grade.word)"
    if !evidence.sources.isEmpty { text += " (\(evidence.sources.joined(separator: ", ")))" }
    if let estimate = evidence.estimate {
      text += "; the study reports \(HumanNumber.text(estimate))"
    }
    if let interval = evidence.interval {
      text += "; 95 % interval " + HumanNumber.interval(interval.lowerBound, interval.upperBound)
    }
    if let range = evidence.range, range.lowerBound < range.upperBound {
      text += "; try " + HumanNumber.interval(range.lowerBound, range.upperBound)
    }
    return text + "." + (evidence.note.isEmpty ? "" : " \(evidence.note)")
  }

  /// A short text: `435 USD a person`.
  static func cost(_ cost: PolicyCost) -> String {
    let parts = [
      (cost.perPersonReached, "a person"), (cost.perPersonMonth, "a month"),
      (cost.perCommunityYear, "a community and year"),
    ].filter { $0.0 > 0 }.map { "\(HumanNumber.text($0.0)) \(cost.currency) \($0.1)" }
    return parts.isEmpty ? "none of its own" : parts.joined(separator: ", ")
  }

  static func costSentence(_ cost: PolicyCost) -> String {
    let cited = cost.sources.isEmpty ? "" : " (\(cost.sources.joined(separator: ", ")))"
    return
      "\(Self.cost(cost).capitalisedFirst), prices of \(cost.year). Grade \(cost.grade.rawValue), "
      + "\(cost.grade.word)\(cited)." + (cost.note.isEmpty ? "" : " \(cost.note)")
  }

  static func citation(_ entry: BibliographyEntry) -> String {
    var text = entry.citation
    if !entry.doi.isEmpty { text += " https://doi.org/\(entry.doi)" }
    if !entry.url.isEmpty { text += " <\(entry.url)>" }
    if !entry.note.isEmpty { text += " \(entry.note)" }
    return oneLine(text)
  }

  /// Lines of at most 96 characters.
  private static func wrapped(
    _ text: String, first: String = "", indent: String = ""
  ) -> [String] {
    var lines: [String] = []
    var line = first
    var isFresh = true
    for word in text.split(whereSeparator: \.isWhitespace) {
      if !isFresh, line.count + 1 + word.count > 96 {
        lines.append(line)
        line = indent
        isFresh = true
      }
      line += (isFresh ? "" : " ") + word
      isFresh = false
    }
    return lines + [line]
  }

  private static func cell(_ text: String) -> String {
    oneLine(text).replacing("|", with: "\\|")
  }

  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension String {
  /// The text with a capital at its beginning.
  fileprivate var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
