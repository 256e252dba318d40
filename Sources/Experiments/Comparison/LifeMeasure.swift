/// What is told of lives paired by person: a person under a strategy beside the same person under the
/// comparator.
///
/// Times are kept in ticks of 2^-20 day and told in days.
public enum LifeMeasure: Int, CaseIterable, Sendable {
  case lives, livesChanged
  case deathsComparator, deathsStrategy, deathsAverted, deathsCaused
  case overdoseDeathsComparator, overdoseDeathsStrategy
  case daysLivedGained, daysLivedLost
  case livesWithMoreMedication, livesWithLessMedication
  case medicationDaysGained, medicationDaysLost
  case livesWithFewerOverdoses, livesWithMoreOverdoses
  case overdosesAverted, overdosesAdded

  /// The name in `lives.csv`.
  public var name: String {
    switch self {
    case .lives: "lives"
    case .livesChanged: "lives_changed"
    case .deathsComparator: "deaths_comparator"
    case .deathsStrategy: "deaths_strategy"
    case .deathsAverted: "deaths_averted"
    case .deathsCaused: "deaths_caused"
    case .overdoseDeathsComparator: "overdose_deaths_comparator"
    case .overdoseDeathsStrategy: "overdose_deaths_strategy"
    case .daysLivedGained: "days_lived_gained"
    case .daysLivedLost: "days_lived_lost"
    case .livesWithMoreMedication: "lives_with_more_medication"
    case .livesWithLessMedication: "lives_with_less_medication"
    case .medicationDaysGained: "medication_days_gained"
    case .medicationDaysLost: "medication_days_lost"
    case .livesWithFewerOverdoses: "lives_with_fewer_overdoses"
    case .livesWithMoreOverdoses: "lives_with_more_overdoses"
    case .overdosesAverted: "overdoses_averted"
    case .overdosesAdded: "overdoses_added"
    }
  }

  /// What it means, for people who do not read code.
  public var meaning: String {
    switch self {
    case .lives: "people who live at the start of the observed time or enter later"
    case .livesChanged:
      "people of whom death, its day, time on medication or number of overdoses differs"
    case .deathsComparator: "people who die under the comparator"
    case .deathsStrategy: "people who die under the strategy"
    case .deathsAverted: "people who die under the comparator only"
    case .deathsCaused: "people who die under the strategy only"
    case .overdoseDeathsComparator: "people who die of an overdose under the comparator"
    case .overdoseDeathsStrategy: "people who die of an overdose under the strategy"
    case .daysLivedGained: "days lived more, summed over those who live longer"
    case .daysLivedLost: "days lived less, summed over those who live shorter"
    case .livesWithMoreMedication: "people who spend more time on medication"
    case .livesWithLessMedication: "people who spend less time on medication"
    case .medicationDaysGained: "days on medication more, summed over those who gain some"
    case .medicationDaysLost: "days on medication less, summed over those who lose some"
    case .livesWithFewerOverdoses: "people who have fewer overdoses"
    case .livesWithMoreOverdoses: "people who have more overdoses"
    case .overdosesAverted: "overdoses less, summed over those who have fewer"
    case .overdosesAdded: "overdoses more, summed over those who have more"
    }
  }

  /// A sum of counts or ticks in the unit of the name.
  func value(_ sum: Int64) -> Double {
    switch self {
    case .daysLivedGained, .daysLivedLost, .medicationDaysGained, .medicationDaysLost:
      Double(sum) / Formula.ticksPerDay
    case .lives, .livesChanged, .deathsComparator, .deathsStrategy, .deathsAverted,
      .deathsCaused, .overdoseDeathsComparator, .overdoseDeathsStrategy,
      .livesWithMoreMedication, .livesWithLessMedication, .livesWithFewerOverdoses,
      .livesWithMoreOverdoses, .overdosesAverted, .overdosesAdded:
      Double(sum)
    }
  }
}
