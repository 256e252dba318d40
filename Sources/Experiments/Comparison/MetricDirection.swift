import TreatmentModel

/// Which way a metric gets better.
public enum MetricDirection: String, Sendable {
  /// More of it is better.
  case higher
  /// Less of it is better.
  case lower

  /// The sign that turns a change into an improvement.
  var sign: Double { self == .higher ? 1 : -1 }
}

extension Metric {
  /// Which way the metric gets better; nil where neither way is.
  ///
  /// Counts by exposure (overdoses on treatment) have none: they grow with the time exposed. Rates,
  /// shares and waits have one, and so have years lived in good or bad states.
  public var direction: MetricDirection? {
    if Self.higherIsBetter.contains(name) { return .higher }
    if Self.lowerIsBetter.contains(name) { return .lower }
    return nil
  }

  static let higherIsBetter: Set<String> = [
    "person_years", "person_years_on_treatment", "person_years_abstinent_use",
    "person_years_in_state_maintenance", "admissions", "maintenance_starts", "stable_recoveries",
    "emergency_linkages", "emergency_linkage_share_of_visits", "interim_share_of_waits",
    "withdrawal_management_completed_share", "stable_recoveries_per_100_person_years",
    "admissions_per_1000_people_per_month", "admissions_per_1000_out_of_treatment_per_month",
    "people_at_end", "people_in_treatment_at_end", "share_in_treatment_at_end",
    "people_abstinent_use_at_end", "share_abstinent_use_at_end",
  ]

  static let lowerIsBetter: Set<String> = {
    let risks = ["overdoses", "overdoses_seen", "overdose_deaths", "other_deaths", "deaths"]
    let rates = risks.flatMap { risk in
      Exposure.all.map { $0.name("\(risk)_per_100_person_years") }
    }
    let waits = ResourceKind.allCases.flatMap { resource in
      ["mean", "median"].map { "\($0)_wait_days_\(snakeCase(resource.name))" }
    }
    let medications = Medication.active.flatMap { medication in
      [
        "induction_failure_share_\(medication.metricName)",
        "dropouts_\(medication.metricName)_per_100_person_years",
      ]
    }
    return Set(
      risks + rates + waits + medications + [
        "overdose_fatal_share", "overdose_seen_fatal_share", "not_offered", "missed_intakes",
        "reneges", "not_offered_share_of_seeks", "missed_intake_share_of_seeks",
        "wait_share_of_seeks", "renege_share_of_waits", "mean_wait_days",
        "induction_failure_share", "dropouts_per_100_person_years",
        "person_years_regular_use", "person_years_in_state_waiting",
        "person_years_off_treatment", "emergency_visits", "people_waiting_at_end",
        "share_waiting_at_end", "people_regular_use_at_end", "share_regular_use_at_end",
      ])
  }()
}
