internal import HealthEconomics
internal import TreatmentModel

/// Amounts by calendar interval, read from an outcome's series: years and numbers of events.
struct SeriesReader {
  let periods: AccountingPeriods
  let outcome: Outcome
  /// Years for a tick, events for an event: one over the replications that were added up.
  private let share: Double

  /// States in which a person is in treatment.
  static let treated = Set(Metrics.treatmentStates)

  init(_ outcome: Outcome, model: Model, replications: Int) {
    precondition(replications > 0, "\(replications) replications")
    self.outcome = outcome
    share = 1 / Double(replications)
    periods = AccountingPeriods(
      every: model.intervalDays / ScenarioShape.daysPerYear,
      until: model.horizonDays / ScenarioShape.daysPerYear)
  }

  /// Sums of columns by interval, for one replication.
  private func sums(_ columns: [Int]) -> [Double] {
    (0..<periods.count).map { interval in
      let row = interval * Measure.count
      return share * Double(columns.reduce(0) { $0 + outcome.series[row + $1] })
    }
  }

  /// Person-years in care states.
  func years(
    _ states: [CareState], medications: [Medication] = Medication.allCases,
    use: [UseState] = UseState.allCases
  ) -> [Double] {
    sums(Metrics.occupancy(of: states, medications: medications, use: use)).map {
      $0 / Self.ticksPerYear
    }
  }

  /// Person-years on treatment or off it.
  func years(
    treated: Bool, use: UseState? = nil, inBed: Bool = true
  ) -> [Double] {
    let states = CareState.allCases.filter { state in
      state != .dead && Self.treated.contains(state) == treated
        && (inBed || state != .withdrawalManagement)
    }
    return years(states, use: use.map { [$0] } ?? UseState.allCases)
  }

  /// Person-years in a use state.
  func years(use: UseState) -> [Double] {
    years(CareState.allCases.filter { $0 != .dead }, use: [use])
  }

  /// Events of a kind.
  func events(_ event: EventCount) -> [Double] { sums([Measure.count(of: event)]) }

  /// Admissions to any medication.
  var admissions: [Double] {
    sums(Medication.active.map { Measure.count(of: MedicationFamily.admission.event(of: $0)) })
  }

  /// Overdoses or deaths in all risk windows.
  func risks(_ event: RiskCount) -> [Double] {
    sums(RiskWindow.allCases.map { Measure.count(of: event, in: $0) })
  }

  /// Overdoses of a kind that were survived; fatal ones are counted among those seen.
  func nonFatal(_ event: RiskCount) -> [Double] {
    zip(risks(event), risks(.overdoseDeath)).map { $0 - $1 }
  }

  /// A count of a policy by interval; years for person-time.
  func policy(_ count: PolicyCount, of policy: Int, policies: Int) -> [Double] {
    let width = PolicyCount.allCases.count
    let unit = count == .ticks ? Self.ticksPerYear : 1
    return (0..<periods.count).map { interval in
      let index = (interval * policies + policy) * width + count.rawValue
      return share * Double(outcome.policySeries[index]) / unit
    }
  }

  private static let ticksPerYear = ScenarioShape.daysPerYear * Double(1 << 20)
}
