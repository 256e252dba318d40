internal import HealthEconomics
internal import TreatmentModel

/// An uncertainty analysis: every strategy of a scenario under many draws of its uncertain inputs.
public struct ProbabilisticPlan: Sendable {
  /// What is analysed; its seed starts the draws and the simulations.
  public let scenario: Scenario
  /// Names of the strategies: those of the scenario, after the run without policies where none of
  /// them is without.
  public let strategies: [String]
  /// The design of the draws.
  public let design: DrawDesign
  /// Number of draws, 2 or more.
  public let draws: Int
  /// Simulations of each strategy in each draw, with random numbers of their own; strategies share
  /// them.
  public let replications: Int

  /// Describes an analysis of everything that is uncertain in a scenario.
  ///
  /// - Parameter posterior: rows of which each draw takes one, read for this scenario; nil for none.
  /// - Throws: `InputFault` where the design cannot be, or a group names what is not uncertain.
  public init(
    _ scenario: Scenario, draws: Int, replications: Int = 1,
    method: DrawDesign.Method = .latinHypercube, posterior: PosteriorDraws? = nil
  ) throws(InputFault) {
    precondition(draws > 1, "\(draws) draws")
    precondition(replications > 0, "\(replications) replications")
    self.scenario = scenario
    self.draws = draws
    self.replications = replications
    let hasNone = scenario.strategies.contains { $0.policies.isEmpty }
    strategies = (hasNone ? [] : [Scenario.base]) + scenario.strategies.map(\.name)
    design = try DrawDesign(
      inputs: scenario.uncertainInputs + scenario.uncertainPrices, method: method,
      groups: scenario.uncertainty.correlated, posterior: posterior, seed: scenario.run.seed)
    let known = Set(design.inputs.map(\.key))
    for group in scenario.uncertainty.groups {
      for key in group.keys where !known.contains(key) {
        throw InputFault(key: key, message: "it is in the group '\(group.name)' but not uncertain.")
      }
    }
  }

  /// Numbers by draw, strategy, replication and measure, in this order.
  var valuesPerDraw: Int {
    strategies.count * replications * ProbabilisticMeasure.allCases.count
  }

  /// People at time zero, by whom costs and health are divided.
  public var people: Double {
    scenario.model.communities.reduce(0) { $0 + Double($1.population) }
  }

  /// The hash of everything that a draw's numbers depend on.
  var identity: String {
    let parts = [
      ProgramVersion.current, scenario.resolvedYAML, strategies.joined(separator: " "),
      "\(draws) \(replications) \(design.method.rawValue) \(scenario.run.seed)",
      design.inputs.map(\.key).joined(separator: " "),
      design.groups.map { "\($0.keys) \($0.correlation)" }.joined(separator: " "),
    ]
    // The file's bytes, not its name: a file that was moved is the same.
    let posterior = design.posterior.map { ["posterior \($0.file.sha256)"] } ?? []
    return SHA256.hex(of: (parts + posterior).joined(separator: "\n"))
  }
}

/// What a simulation of a draw is summed up in; totals over all people.
enum ProbabilisticMeasure: Int, CaseIterable {
  case costHealthSector, costPayer, costSocietal, qalys, lifeYears, overdoseDeaths

  /// The cost as a perspective sees it.
  static func cost(_ perspective: Perspective) -> ProbabilisticMeasure {
    switch perspective {
    case .healthSector: .costHealthSector
    case .payer: .costPayer
    case .societal: .costSocietal
    }
  }

  /// The name of the column.
  var name: String {
    switch self {
    case .costHealthSector: "cost_health_sector"
    case .costPayer: "cost_payer"
    case .costSocietal: "cost_societal"
    case .qalys: "qalys"
    case .lifeYears: "life_years"
    case .overdoseDeaths: "overdose_deaths"
    }
  }
}

/// Simulates the strategies of one draw after the other.
struct DrawSimulator: Sendable {
  let plan: ProbabilisticPlan
  let inputs: [Scenario.Inputs]

  init(_ plan: ProbabilisticPlan) {
    self.plan = plan
    inputs = plan.design.draws(plan.draws)
  }

  /// The numbers of a draw.
  ///
  /// - Throws: `InputFault` where a drawn number is impossible.
  func values(ofDraw draw: Int) throws -> [Double] {
    let scenario = plan.scenario
    let changed = try scenario.strategies(with: inputs[draw])
    var values: [Double] = []
    values.reserveCapacity(plan.valuesPerDraw)
    for name in plan.strategies {
      let index = scenario.strategies.firstIndex { $0.name == name }
      let strategy = changed[index.map { $0 + 1 } ?? 0]
      let model = strategy.model
      var simulation = Simulation(model)
      for number in 0..<plan.replications {
        let replication = UInt32(draw * plan.replications + number + 1)
        let outcomes = model.communities.indices.map { community in
          simulation.run(
            community: community, replication: replication, seed: scenario.run.seed)
        }
        values += Self.measures(outcomes, model: model, policies: strategy.files)
      }
    }
    return values
  }

  private static func measures(
    _ outcomes: [Outcome], model: Model, policies: [PolicyFile]
  ) -> [Double] {
    let value = EconomicAccounts(outcomes, model: model, policies: policies).value(
      at: model.communities.map(\.parameters))
    let deaths = RiskWindow.allCases.map { Measure.count(of: .overdoseDeath, in: $0) }
    let overdoseDeaths = outcomes.reduce(0) { sum, outcome in
      (0..<model.layout.cells).reduce(sum) { sum, cell in
        deaths.reduce(sum) { $0 + outcome.totals[cell * Measure.count + $1] }
      }
    }
    return ProbabilisticMeasure.allCases.map { measure in
      switch measure {
      case .costHealthSector: value.cost(.healthSector)
      case .costPayer: value.cost(.payer)
      case .costSocietal: value.cost(.societal)
      case .qalys: value.qalys
      case .lifeYears: value.lifeYears
      case .overdoseDeaths: Double(overdoseDeaths)
      }
    }
  }
}
