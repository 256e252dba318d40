import TreatmentModel

/// What a scenario would run, in a few lines for people.
public struct RunOutline: Sendable {
  private let scenario: Scenario

  /// Outlines a scenario.
  public init(_ scenario: Scenario) { self.scenario = scenario }

  /// One line for each subject, indented.
  public var text: String {
    let model = scenario.model
    let layout = model.layout
    let count = model.communities.count
    let names = model.communities.prefix(5).map(\.name).joined(separator: ", ")
    let communities = "\(count): \(names)\(count > 5 ? ", and \(count - 5) more" : "")"
    let tasks = scenario.run.replications * count
    let strata = layout.stratifications.map(\.rawValue).joined(separator: ", ")
    let strategies = scenario.strategies.map(\.name).joined(separator: ", ")
    let lines =
      [
        ("title", scenario.title), ("communities", communities), ("people", people(model)),
        (
          "observed",
          "\(HumanNumber.text(model.horizonDays)) days in \(layout.intervals) intervals, "
            + "after a warm-up of \(HumanNumber.text(model.warmUpDays)) days"
        ),
        (
          "replications",
          "\(scenario.run.replications) with seed \(scenario.run.seed): "
            + "\(tasks) tasks"
        ), ("strata", strata.isEmpty ? "none" : strata),
        ("references", "\(scenario.references.count) published figures to compare with"),
      ] + (strategies.isEmpty ? [] : [("strategies", strategies)])
    return lines.map { subject, text in
      "  \(subject)\(String(repeating: " ", count: 14 - subject.count))\(text)\n"
    }.joined()
  }

  private func people(_ model: Model) -> String {
    switch model.cohort {
    case .members(let members):
      "\(HumanNumber.text(Double(members.count))) of a cohort file, the same in every community"
    case .synthetic(let open):
      HumanNumber.text(Double(model.communities.reduce(0) { $0 + $1.population }))
        + " drawn at time zero; \(open ? "newcomers are added" : "nobody is added")"
    }
  }
}
