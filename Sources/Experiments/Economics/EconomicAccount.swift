internal import HealthEconomics
internal import TreatmentModel

/// What people used and how they lived in one community under one strategy, by interval, without
/// prices: costs and QALYs for any prices and utilities follow without another simulation.
///
/// The lines are those of the model's document, section Economics.
struct EconomicAccount: Sendable {
  /// What costs, without programmes.
  let costs: CostLedger
  /// What programmes cost, priced by their files.
  let programmes: CostLedger
  /// How people lived.
  let health: HealthLedger

  /// Reads a community's outcome.
  ///
  /// - Parameters:
  ///   - outcome: of one community, one or more replications added up.
  ///   - community: its name, by which policies are limited.
  ///   - model: of the strategy.
  ///   - policies: the files of the strategy's policies, in the order of the model's.
  ///   - replications: outcomes that were added up; amounts are divided by it.
  init(
    _ outcome: Outcome, community: String, model: Model, policies: [PolicyFile],
    replications: Int = 1
  ) {
    let reader = SeriesReader(outcome, model: model, replications: replications)
    costs = CostLedger(periods: reader.periods, items: Self.careItems(reader))
    programmes = CostLedger(
      periods: reader.periods,
      items: ProgrammeUse(reader, model: model, community: community).items(policies))
    health = HealthLedger(
      periods: reader.periods, states: Self.states(reader),
      events: [
        HealthLedger.Item(name: EconomicItem.overdose, amounts: reader.nonFatal(.overdose))
      ])
  }

  private static func careItems(_ reader: SeriesReader) -> [CostLedger.Item] {
    Medication.active.map { medication in
      item(
        .medication(medication), .time(reader.years(dosed, medications: [medication])))
    }
      + [
        item(.interim, .time(reader.years([.interim]))),
        item(.withdrawalManagement, .time(reader.years([.withdrawalManagement]))),
        item(.aftercare, .time(reader.years([.aftercare]))),
        item(.intake, .count(reader.admissions)),
        item(.ambulance, .count(reader.nonFatal(.overdoseSeen))),
        item(.emergencyVisit, .count(reader.events(.emergencyVisit))),
        item(.naloxone, .count(reader.risks(.overdose))),
        item(.fatalOverdoseCare, .count(reader.risks(.overdoseDeath))),
        item(.deathInvestigation, .count(reader.risks(.overdoseDeath))),
        item(.lostLifetimeWork, .count(reader.risks(.overdoseDeath))),
        item(.backgroundOnMedication, .time(reader.years(treated: true))),
        item(.crimeOnMedication, .time(reader.years(treated: true))),
        item(.crimeInBed, .time(reader.years([.withdrawalManagement]))),
      ]
      + UseState.allCases.flatMap { use in
        [
          item(.background(use), .time(reader.years(treated: false, use: use))),
          item(.crime(use), .time(reader.years(treated: false, use: use, inBed: false))),
          item(.productivity(use), .time(reader.years(use: use))),
        ]
      }
  }

  private static func item(
    _ item: EconomicItem, _ quantity: CostLedger.Quantity
  ) -> CostLedger.Item {
    CostLedger.Item(
      name: item.name, category: item.category, perspectives: item.perspectives,
      quantity: quantity)
  }

  /// States in which a medication is paid for by the month; an induction is paid at intake.
  private static let dosed: [CareState] = [.stabilisation, .maintenance, .taper]

  private static func states(_ reader: SeriesReader) -> [HealthLedger.Item] {
    HealthState.all.map { state in
      HealthLedger.Item(
        name: state.name,
        amounts: reader.years(
          [state.care], medications: [state.medication], use: [state.use]))
    }
  }
}
