internal import DiscreteEvents
internal import TreatmentModel

/// A scenario as read: checked, with defaults, and still in the terms of the file.
///
/// Both the model and the resolved file are made from it.
struct ScenarioDraft: Sendable {
  /// Who is simulated.
  struct Population: Sendable {
    var isOpen = true
    var startsAtInduction = false
    /// The people of a file; nil for synthetic ones.
    var cohort: Cohort?
  }

  /// The people of a file, and how the file is read.
  struct Cohort: Sendable {
    var path: String
    var columns: CohortColumns
    var filter: [CohortFile.Filter]
    var members: [CohortMember]
  }

  /// A community as read; days of schedules count from the start of observation.
  struct Area: Sendable {
    var name: String
    var population: Int
    var overrides: ParameterOverrides
    var parameters: Parameters
    var fentanylShare: Schedule<Double>
    /// Whether fentanyl's share is that of the parameter, as neither scenario nor community gives one.
    var takesSupplyFromParameter: Bool
    var capacity: [ResourceKind: Schedule<Double>]
  }

  /// How long and how often.
  struct Run: Sendable {
    var horizonDays: Double
    var warmUpDays: Double
    var intervalDays: Double
    var plan: RunPlan
    var evidenceFloor: EvidenceFloor
  }

  var title: String
  var population: Population
  var areas: [Area]
  var overrides: ParameterOverrides
  var parameterFile: ParameterFile
  var parameters: Parameters
  var priorities: [PriorityClass]
  var run: Run
  var startDate: CalendarDay?
  var strata: [Stratification]
  var outputs: OutputPlan
  var references: [Reference]
  var strategies: [StrategyDraft]
  var combining: CombiningRule
  var economics: EconomicsPlan
  var uncertainty: UncertaintyPlan

  /// The communities as the model takes them.
  var communities: [Community] {
    let schedules = ScheduleReading(startDate: startDate, warmUpDays: run.warmUpDays)
    return areas.map { area in
      Community(
        name: area.name, population: area.population, parameters: area.parameters,
        fentanylShare: schedules.forModel(area.fentanylShare) { $0 },
        capacity: area.capacity.mapValues { places in
          schedules.forModel(places) { Capacity.finite(Int($0)) }
        })
    }
  }

  /// The model of the run without policies.
  func model(_ communities: [Community]) -> Model {
    Model(
      communities: communities,
      cohort: population.cohort.map { .members($0.members) }
        ?? .synthetic(open: population.isOpen),
      warmUpDays: run.warmUpDays, horizonDays: run.horizonDays, intervalDays: run.intervalDays,
      stratifications: strata, priorities: priorities,
      startsAtInduction: population.startsAtInduction, combining: combining)
  }

  /// The finished scenario.
  func scenario(name: String, inputs: [InputDigest]) -> Scenario {
    let communities = communities
    return Scenario(
      name: name, title: title, model: model(communities), run: run.plan, outputs: outputs,
      references: references,
      strategies: strategies.map {
        $0.strategy(
          communities: communities, warmUpDays: run.warmUpDays, floor: run.evidenceFloor)
      },
      evidenceFloor: run.evidenceFloor, economics: economics, uncertainty: uncertainty,
      resolvedYAML: ScenarioWriter.text(of: self),
      inputs: inputs, source: self)
  }
}
