internal import DiscreteEvents
internal import Experiments
internal import TreatmentModel

/// The full model with the shipped parameters: all attributes and clocks.
enum FullModel {
  /// Fentanyl's share of the supply: all of it, as in most of the country now.
  private static let fentanylShare = 1.0

  /// Strata to keep outcomes by, where they are asked for.
  static let strata: [Stratification] = [.sex, .age, .race]
  private static let daysPerYear = 365.25

  /// Equal closed communities; places are a share of people, 0 for no limit.
  static func model(
    people: Int, communities: Int, years: Double, placesShare: Double,
    stratifications: [Stratification] = [], policies: [Policy] = []
  ) -> Model {
    var capacity: [ResourceKind: Schedule<Capacity>] = [:]
    if placesShare > 0 {
      let places = Schedule(Capacity.finite(Int((placesShare * Double(people)).rounded())))
      capacity = [.otpPlaces: places, .officePlaces: places]
    }
    let parameters = BuiltIn.parameters.values
    return Model(
      communities: (0..<communities).map { index in
        Community(
          name: "Community \(index + 1)", population: people, parameters: parameters,
          fentanylShare: Schedule(fentanylShare), capacity: capacity)
      },
      cohort: .synthetic(open: false), horizonDays: years * daysPerYear,
      stratifications: stratifications, policies: policies)
  }

  /// Every shipped policy, in force from the start on.
  static func catalogue() -> [Policy] {
    BuiltIn.policies.map { $0.policy(timing: Timing(), floor: .x) }
  }

  /// Events of lives in an outcome: everything that is counted, a fatal overdose once.
  static func lifeEvents(_ outcome: Outcome) -> Int {
    let events = EventCount.allCases.reduce(0) {
      $0 + Int(outcome.totals[Measure.count(of: $1)])
    }
    return events + risks([.overdose, .otherDeath], outcome)
  }

  /// People who died.
  static func deaths(_ outcome: Outcome) -> Int { risks([.overdoseDeath, .otherDeath], outcome) }

  private static func risks(_ kinds: [RiskCount], _ outcome: Outcome) -> Int {
    kinds.reduce(0) { sum, kind in
      RiskWindow.allCases.reduce(sum) {
        $0 + Int(outcome.totals[Measure.count(of: kind, in: $1)])
      }
    }
  }
}
