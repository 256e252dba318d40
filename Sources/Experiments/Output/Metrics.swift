import TreatmentModel

/// The table of metrics: the one place for their names, meaning and computation.
public enum Metrics {
  /// All metrics, in the order of `outcomes.csv`.
  public static let all: [Metric] =
    personTime + counts + access + treatment + risks + riskRatios + atEnd

  /// Metrics that a run prints; the files hold all of them.
  public static let headline: [Metric] = [
    "person_years", "share_in_treatment_at_end",
    "seeks_per_1000_out_of_treatment_per_month", "not_offered_share_of_seeks",
    "renege_share_of_waits", "mean_wait_days",
    "admissions_methadone_per_1000_people_per_month",
    "admissions_buprenorphine_per_1000_people_per_month",
    "admissions_buprenorphine_xr_per_1000_people_per_month",
    "admissions_naltrexone_xr_per_1000_people_per_month",
    "induction_failure_share", "overdoses", "overdoses_seen", "overdose_deaths", "other_deaths",
    "overdose_fatal_share", "overdose_deaths_per_100_person_years",
    "overdose_deaths_per_100_person_years_off_treatment",
    "overdose_deaths_per_100_person_years_off_treatment_first_4_weeks",
    "overdose_deaths_per_100_person_years_on_treatment",
    "deaths_rate_ratio_off_to_on_treatment", "stable_recoveries",
  ].map { named($0)! }

  /// The metric of a name, or nil.
  public static func named(_ name: String) -> Metric? { index[name].map { all[$0] } }

  /// Position of each name in `all`.
  static let index = Dictionary(
    uniqueKeysWithValues: all.enumerated().map { ($0.element.name, $0.offset) })

  /// All living person-time.
  static let living = Exposure.everywhere.time

  /// Person-time in care states, any medication and use.
  static func time(in states: [CareState], words: String) -> MeasureSum {
    MeasureSum(columns: occupancy(of: states), words: words)
  }

  /// Columns of occupancy of some care states, medications and use states.
  static func occupancy(
    of states: [CareState] = CareState.allCases.filter { $0 != .dead },
    medications: [Medication] = Medication.allCases, use: [UseState] = UseState.allCases
  ) -> [Int] {
    states.flatMap { state in
      medications.flatMap { medication in
        use.map { Measure.occupancy(state, medication, $0) }
      }
    }
  }

  /// Events of some kinds.
  static func count(_ events: [EventCount], words: String) -> MeasureSum {
    MeasureSum(columns: events.map { Measure.count(of: $0) }, words: words)
  }

  /// Events of a kind that is counted for each medication.
  static func count(_ family: MedicationFamily, of medication: Medication? = nil) -> MeasureSum {
    let medications = medication.map { [$0] } ?? Medication.active
    let words = medication.map { " (\($0.words))" } ?? ""
    return count(medications.map { family.event(of: $0) }, words: family.words + words)
  }
}

/// Kinds of events that are counted for each medication.
enum MedicationFamily {
  case admission, inductionFailure, dropout

  /// What is counted, in the plural.
  var words: String {
    switch self {
    case .admission: "admissions to medication"
    case .inductionFailure: "failed inductions"
    case .dropout: "drop-outs"
    }
  }

  /// The count for a medication; `none` has no count.
  func event(of medication: Medication) -> EventCount {
    switch (self, medication) {
    case (_, .none): preconditionFailure("no count of \(self) without medication")
    case (.admission, .methadone): .admissionMethadone
    case (.admission, .buprenorphine): .admissionBuprenorphine
    case (.admission, .buprenorphineXR): .admissionBuprenorphineXR
    case (.admission, .naltrexoneXR): .admissionNaltrexoneXR
    case (.inductionFailure, .methadone): .inductionFailureMethadone
    case (.inductionFailure, .buprenorphine): .inductionFailureBuprenorphine
    case (.inductionFailure, .buprenorphineXR): .inductionFailureBuprenorphineXR
    case (.inductionFailure, .naltrexoneXR): .inductionFailureNaltrexoneXR
    case (.dropout, .methadone): .dropoutMethadone
    case (.dropout, .buprenorphine): .dropoutBuprenorphine
    case (.dropout, .buprenorphineXR): .dropoutBuprenorphineXR
    case (.dropout, .naltrexoneXR): .dropoutNaltrexoneXR
    }
  }
}
