internal import HealthEconomics
internal import TreatmentModel

/// Prices and utilities of a community, compiled from its parameters.
struct EconomicPrices {
  private let parameters: Parameters

  init(_ parameters: Parameters) { self.parameters = parameters }

  /// The cost of a year or an event of each line, as a perspective sees it.
  func unitCosts(_ perspective: Perspective) -> [String: Double] {
    Dictionary(
      uniqueKeysWithValues: EconomicItem.all.map { ($0.name, unitCost($0, perspective)) })
  }

  private func unitCost(_ item: EconomicItem, _ perspective: Perspective) -> Double {
    let cost = parameters[item.key] * item.unitsPerYear
    switch item {
    case .naloxone:
      return cost * parameters["survival.witnessed"] * parameters["survival.naloxonePresent"]
        * parameters["survival.naloxoneUsed"]
    case .crime, .crimeOnMedication, .crimeInBed:
      return perspective == .payer ? cost * parameters["cost.crime.publicShare"] : cost
    default: return cost
    }
  }

  /// The value of a year in each state.
  var utilities: [String: Double] {
    Dictionary(uniqueKeysWithValues: HealthState.all.map { ($0.name, utility($0)) })
  }

  /// QALYs that an event takes away.
  var decrements: [String: Double] {
    [EconomicItem.overdose: parameters["utility.overdoseLoss"]]
  }

  /// Discounting of costs.
  var discountingOfCosts: Discounting { Discounting(annualRate: parameters["discount.cost"]) }
  /// Discounting of QALYs.
  var discountingOfHealth: Discounting { Discounting(annualRate: parameters["discount.utility"]) }

  private func utility(_ state: HealthState) -> Double {
    let untreated = untreated(state.use)
    guard state.isTreated else {
      return state.isInBed ? parameters["utility.withdrawalManagement"] : untreated
    }
    guard state.use != .regular, state.medication != .none else { return untreated }
    var utility = parameters["utility.onMedication.\(state.medication.name)"]
    if state.use == .lapse { utility -= parameters["utility.useOnMedicationLoss"] }
    if state.isBeginning { utility -= parameters["utility.initiationLoss"] }
    return utility
  }

  private func untreated(_ use: UseState) -> Double {
    switch use {
    case .regular:
      let injects = parameters["population.injects"]
      return injects * parameters["utility.regular.injects"]
        + (1 - injects) * parameters["utility.regular.other"]
    case .lapse: return parameters["utility.lapse"]
    case .abstinent: return parameters["utility.abstinent"]
    }
  }
}

/// A state of health that has a utility: care, medication and use.
struct HealthState: Hashable {
  let care: CareState
  let medication: Medication
  let use: UseState

  var isTreated: Bool { SeriesReader.treated.contains(care) }
  var isInBed: Bool { care == .withdrawalManagement }
  /// Induction and stabilisation.
  var isBeginning: Bool { care == .induction || care == .stabilisation }
  var name: String { "\(care.name).\(medication.name).\(use.name)" }

  /// All states in which somebody lives.
  static let all = CareState.allCases.filter { $0 != .dead }.flatMap { care in
    Medication.allCases.flatMap { medication in
      UseState.allCases.map { HealthState(care: care, medication: medication, use: $0) }
    }
  }
}
