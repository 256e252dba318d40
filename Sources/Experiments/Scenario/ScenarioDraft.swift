internal import DiscreteEvents
internal import TreatmentModel

/// A scenario as read: checked, with defaults, and still in the terms of the file.
///
/// Both the model and the resolved file are made from it.
struct ScenarioDraft {
  /// Who is simulated.
  struct Population {
    var isOpen = true
    var startsAtInduction = false
    /// The people of a file; nil for synthetic ones.
    var cohort: Cohort?
  }

  /// The people of a file, and how the file is read.
  struct Cohort {
    var path: String
    var columns: CohortColumns
    var filter: [CohortFile.Filter]
    var members: [CohortMember]
  }

  /// A community as read; days of schedules count from the start of observation.
  struct Area {
    var name: String
    var population: Int
    var overrides: ParameterOverrides
    var parameters: Parameters
    var fentanylShare: Schedule<Double>
    var capacity: [ResourceKind: Schedule<Double>]
  }

  /// How long and how often.
  struct Run {
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

  /// The finished scenario.
  func scenario(name: String, inputs: [InputDigest]) -> Scenario {
    let schedules = ScheduleReading(startDate: startDate, warmUpDays: run.warmUpDays)
    let communities = areas.map { area in
      Community(
        name: area.name, population: area.population, parameters: area.parameters,
        fentanylShare: schedules.forModel(area.fentanylShare) { $0 },
        capacity: area.capacity.mapValues { places in
          schedules.forModel(places) { Capacity.finite(Int($0)) }
        })
    }
    let model = Model(
      communities: communities,
      cohort: population.cohort.map { .members($0.members) }
        ?? .synthetic(open: population.isOpen),
      warmUpDays: run.warmUpDays, horizonDays: run.horizonDays, intervalDays: run.intervalDays,
      stratifications: strata, priorities: priorities,
      startsAtInduction: population.startsAtInduction, combining: combining)
    return Scenario(
      name: name, title: title, model: model, run: run.plan, outputs: outputs,
      references: references,
      strategies: strategies.map {
        $0.strategy(
          communities: communities, warmUpDays: run.warmUpDays, floor: run.evidenceFloor)
      },
      evidenceFloor: run.evidenceFloor, resolvedYAML: ScenarioWriter.text(of: self),
      inputs: inputs)
  }
}
