internal import TreatmentModel

/// Writes strategies as YAML that reads back to the same strategies.
enum StrategyWriter {
  /// The keys `combining` and `strategies`.
  static func lines(_ strategies: [StrategyDraft], combining: CombiningRule) -> [String] {
    let rule =
      switch combining {
      case .multiply: "multiply"
      case .strongest: "strongest"
      case .attenuated(let factor): "{attenuated: \(NumberText.text(factor))}"
      }
    var lines = ["combining: \(rule)"]
    if !strategies.isEmpty { lines.append("strategies:") }
    for strategy in strategies {
      lines.append("  - name: \(ScenarioWriter.quoted(strategy.name))")
      lines.append("    title: \(ScenarioWriter.quoted(strategy.title))")
      let places = ResourceKind.allCases.compactMap { kind in
        strategy.places[kind].map { "\(kind.name): \(NumberText.text($0))" }
      }
      if !places.isEmpty { lines.append("    places: {\(places.joined(separator: ", "))}") }
      lines.append("    policies:\(strategy.uses.isEmpty ? " []" : "")")
      for use in strategy.uses { lines.append("      - \(text(use))") }
    }
    return lines
  }

  private static func text(_ use: StrategyDraft.Use) -> String {
    let keys = ["use: \(ScenarioWriter.quoted(use.reference))"] + use.settings.map(text)
    return "{\(keys.joined(separator: ", "))}"
  }

  private static func text(_ setting: StrategyDraft.Setting) -> String {
    switch setting {
    case .name(let name): return "as: \(ScenarioWriter.quoted(name))"
    case .uptake(let uptake): return "uptake: \(NumberText.text(uptake))"
    case .timing(let timing): return "timing: \(text(timing))"
    case .effects(let effects):
      let pairs = effects.map { "\($0.lever): \(NumberText.text($0.value))" }
      return "effects: {\(pairs.joined(separator: ", "))}"
    case .who(let who): return "who: \(text(who))"
    case .targeting(let score): return "targeting: \(text(score))"
    }
  }

  private static func text(_ timing: PolicyTiming) -> String {
    func day(_ day: PolicyDay) -> String {
      switch day {
      case .day(let number): NumberText.text(number)
      case .date(let text): text
      }
    }
    var keys = ["start: \(day(timing.start))"]
    if let end = timing.end { keys.append("end: \(day(end))") }
    keys.append("rampDays: \(NumberText.text(timing.rampDays))")
    if timing.halfLifeDays < .infinity {
      keys.append("halfLifeDays: \(NumberText.text(timing.halfLifeDays))")
    }
    return "{\(keys.joined(separator: ", "))}"
  }

  private static func text(_ who: Eligibility) -> String {
    func traits(_ set: Traits) -> [String] {
      Traits.named.filter { set.contains($0.trait) }.map(\.name)
    }
    func cases<Case: CaseIterable & Hashable>(_ set: Set<Case>) -> [String] {
      Case.allCases.filter(set.contains).map { String(describing: $0) }
    }
    let lists: [(String, [String])] = [
      ("required", traits(who.required)), ("excluded", traits(who.excluded)),
      ("sexes", cases(who.sexes)), ("races", cases(who.races)),
      ("insurances", cases(who.insurances)), ("medications", cases(who.medications)),
      ("uses", cases(who.uses)),
      ("communities", who.communities.sorted().map(ScenarioWriter.quoted)),
    ]
    let ages = [who.ages.lowerBound, who.ages.upperBound].map { NumberText.text(Double($0)) }
    return
      "{"
      + (lists.filter { !$0.1.isEmpty }.map { "\($0): [\($1.joined(separator: ", "))]" }
      + [
        "ages: [\(ages.joined(separator: ", "))]",
        "minimumPriorEpisodes: \(who.minimumPriorEpisodes)",
      ]).joined(separator: ", ") + "}"
  }

  private static func text(_ score: Targeting) -> String {
    func text(_ accuracy: Targeting.Accuracy) -> String {
      "sensitivity: \(NumberText.text(accuracy.sensitivity)), specificity: "
        + NumberText.text(accuracy.specificity)
    }
    let races = RaceEthnicity.allCases.compactMap { race in
      score.accuracyByRace[race].map { "\(race): {\(text($0))}" }
    }
    return "{highRisk: \(Self.text(score.highRisk)), \(text(score.accuracy))"
      + (races.isEmpty ? "" : ", byRace: {\(races.joined(separator: ", "))}") + "}"
  }
}
