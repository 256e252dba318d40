internal import DiscreteEvents
internal import TreatmentModel

/// From a setting to a scenario that the command line runs as well.
extension WhatIfSetting {
  /// Name of the strategy that is compared with today's practice.
  public static let plan = "plan"
  /// Name of the scenario, and of its file.
  public static let scenarioName = "what-if"

  /// Attributes by which gaps are told.
  static let strata: [Stratification] = [.sex, .race, .rurality, .insurance]

  /// Parts that can be left out one at a time: policies, and all changes of places together.
  enum Part: Equatable {
    case policy(String)
    case places

    /// The strategy without this part.
    var strategy: String {
      switch self {
      case .policy(let name): "without-\(name)"
      case .places: "without-more-or-fewer-places"
      }
    }
  }

  /// The parts of the plan.
  var parts: [Part] {
    policies.map { .policy($0.name) } + (places.isEmpty ? [] : [.places])
  }

  /// The scenario; its text is the file to download.
  func scenario() -> Scenario {
    var draft = WhatIfBase.draft
    let areas = WhatIfBase.areas(community)
    let shares = Self.apportioned(people, areas.map(\.population))
    draft.areas = zip(areas, shares).map { area, population in
      var area = area
      let ratio = Double(population) / Double(area.population)
      area.capacity = area.capacity.mapValues { places in
        Schedule(
          (places.values[0] * ratio).rounded(),
          changes: zip(places.dates, places.values.dropFirst()).map {
            (date: $0, value: ($1 * ratio).rounded())
          })
      }
      area.population = population
      return area
    }
    draft.title = "What if: \(community == WhatIfShape.everywhere ? "three counties" : community)"
    draft.run.horizonDays = Double(years) * ScenarioShape.daysPerYear
    draft.run.plan = RunPlan(replications: replications, seed: seed)
    draft.run.evidenceFloor = floor
    draft.strata = Self.strata
    draft.outputs = OutputPlan()
    draft.references = []
    draft.strategies = strategies
    let text = ScenarioWriter.text(of: draft)
    do throws(Faults) {
      return try ScenarioReader.read(text: text, file: "\(Self.scenarioName).yaml")
    } catch {
      preconditionFailure("a setting that was checked makes no scenario: \(error)\n\(canonical)")
    }
  }

  private var strategies: [StrategyDraft] {
    guard changesAnything else { return [] }
    let plan = strategy(Self.plan, title: "The plan", without: nil)
    guard parts.count > 1 else { return [plan] }
    return [plan]
      + parts.map { strategy($0.strategy, title: "The plan \($0.strategy)", without: $0) }
  }

  private func strategy(_ name: String, title: String, without part: Part?) -> StrategyDraft {
    let uses = policies.filter { part != .policy($0.name) }.map { use in
      guard var file = BuiltIn.policy(use.name) else { preconditionFailure("no \(use.name)") }
      file.reach.uptake = use.uptake
      return StrategyDraft.Use(
        reference: use.name, file: file, settings: [.uptake(use.uptake)],
        timing: Timing())
    }
    return StrategyDraft(
      name: name, title: title, uses: uses, places: part == .places ? [:] : places)
  }

  /// Whole numbers in the ratios of others that add up to a total (largest remainders).
  static func apportioned(_ total: Int, _ weights: [Int]) -> [Int] {
    let sum = weights.reduce(0, +)
    var shares = weights.map { total * $0 / sum }
    let remainders = weights.map { total * $0 % sum }
    let order = weights.indices.sorted {
      (remainders[$0], -$0) > (remainders[$1], -$1)
    }
    for index in order.prefix(total - shares.reduce(0, +)) { shares[index] += 1 }
    return shares
  }
}
