internal import HealthEconomics
internal import TreatmentModel

/// A line of the costs: what is multiplied by which price.
enum EconomicItem: Hashable {
  case medication(Medication)
  case interim, withdrawalManagement, aftercare, intake
  case ambulance, emergencyVisit, naloxone, fatalOverdoseCare
  case background(UseState), backgroundOnMedication
  case deathInvestigation
  case crime(UseState), crimeOnMedication, crimeInBed
  case productivity(UseState), lostLifetimeWork

  /// The event that takes away QALYs.
  static let overdose = "overdose"

  /// The key of its price.
  var key: String {
    switch self {
    case .medication(let medication): "cost.health.\(medication.name)"
    case .interim: "cost.health.interim"
    case .withdrawalManagement: "cost.health.withdrawalManagement"
    case .aftercare: "cost.health.aftercare"
    case .intake: "cost.health.intake"
    case .ambulance: "cost.health.ambulance"
    case .emergencyVisit: "cost.health.emergencyVisit"
    case .naloxone: "cost.health.naloxone"
    case .fatalOverdoseCare: "cost.health.fatalOverdose"
    case .background(let use): "cost.health.background.\(use.name)"
    case .backgroundOnMedication: "cost.health.background.onMedication"
    case .deathInvestigation: "cost.public.deathInvestigation"
    case .crime(let use): "cost.crime.\(use.name)"
    case .crimeOnMedication: "cost.crime.onMedication"
    case .crimeInBed: "cost.crime.withdrawalManagement"
    case .productivity(let use): "cost.productivity.\(use.name)"
    case .lostLifetimeWork: "cost.productivity.fatalOverdose"
    }
  }

  /// Unique among the lines of a ledger.
  var name: String { key }

  /// The heading under which it is summed up.
  var category: String {
    switch self {
    case .medication, .interim, .intake: "treatment"
    case .withdrawalManagement, .aftercare: "withdrawal and aftercare"
    case .ambulance, .emergencyVisit, .naloxone, .fatalOverdoseCare: "overdose"
    case .background, .backgroundOnMedication: "other health care"
    case .deathInvestigation: "public budgets"
    case .crime, .crimeOnMedication, .crimeInBed: "crime"
    case .productivity, .lostLifetimeWork: "work"
    }
  }

  /// The heading of programmes.
  static let programmes = "programmes"

  /// The perspectives in which it counts.
  var perspectives: Set<Perspective> {
    guard let family = CostFamily(of: key) else { preconditionFailure("\(key) is no cost") }
    return Set(family.perspectives.compactMap(Perspective.init))
  }

  /// How many of the price's unit make a year, or one for an event.
  var unitsPerYear: Double {
    switch self {
    case .withdrawalManagement: ScenarioShape.daysPerYear
    case .medication, .interim, .aftercare, .background, .backgroundOnMedication, .crime,
      .crimeOnMedication, .crimeInBed, .productivity:
      12
    case .intake, .ambulance, .emergencyVisit, .naloxone, .fatalOverdoseCare, .deathInvestigation,
      .lostLifetimeWork:
      1
    }
  }

  /// All lines.
  static let all: [EconomicItem] =
    Medication.active.map(EconomicItem.medication)
    + [
      .interim, .withdrawalManagement, .aftercare, .intake, .ambulance, .emergencyVisit, .naloxone,
    ]
    + [.fatalOverdoseCare, .deathInvestigation, .lostLifetimeWork, .backgroundOnMedication]
    + [.crimeOnMedication, .crimeInBed]
    + UseState.allCases.flatMap { [.background($0), .crime($0), .productivity($0)] }
}
