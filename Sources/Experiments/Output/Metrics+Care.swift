import TreatmentModel

/// Person-time, access to care and treatment.
extension Metrics {
  /// Care states in which a person is in treatment: dosed, or holding a place to be.
  static let treatmentStates: [CareState] = [
    .interim, .induction, .stabilisation, .maintenance, .taper,
  ]

  /// Person-time by exposure, care state and use state.
  static let personTime: [Metric] =
    Exposure.all.map { exposure in
      Metric(
        name: exposure.name("person_years"), description: "Years lived: \(exposure.words).",
        formula: .years(exposure.time))
    }
    + CareState.allCases.filter { $0 != .dead }.map { state in
      Metric(
        name: "person_years_in_state_\(snakeCase(state.name))",
        description: "Years lived in the care state `\(state.name)`.",
        formula: .years(time(in: [state], words: "person-time in `\(state.name)`")))
    }
    + UseState.allCases.map { use in
      Metric(
        name: "person_years_\(use.name)_use",
        description: "Years lived in the use state `\(use.name)`.",
        formula: .years(
          MeasureSum(
            columns: occupancy(use: [use]), words: "person-time in use state `\(use.name)`")))
    }

  /// Every count of the model.
  static let counts: [Metric] = EventCount.allCases.map { event in
    Metric(
      name: event.metricName, description: "How often a person \(event.words).",
      formula: .count(count([event], words: "events `\(event.name)`")))
  }

  /// The way into care.
  static let access: [Metric] = {
    let seeks = count([.seek], words: "requests for care")
    let waits = count([.waitStart], words: "waits begun")
    let off = Exposure.offTreatment.time
    let waiting = time(in: [.waiting, .interim], words: "person-time on waiting lists")
    return [
      Metric(
        name: "seeks_per_1000_out_of_treatment_per_month",
        description: "Requests for care per 1,000 people off treatment and month.",
        formula: .perThousandMonths(seeks, time: off)),
      Metric(
        name: "not_offered_share_of_seeks",
        description: "Share of requests at which no medication was offered.",
        formula: .share(count([.notOffered], words: "requests without an offer"), of: seeks)),
      Metric(
        name: "missed_intake_share_of_seeks",
        description: "Share of requests after which the person did not come to the intake.",
        formula: .share(count([.missedIntake], words: "missed intakes"), of: seeks)),
      Metric(
        name: "wait_share_of_seeks", description: "Share of requests that led to a waiting list.",
        formula: .share(waits, of: seeks)),
      Metric(
        name: "renege_share_of_waits",
        description: "Share of waits that the person broke off.",
        formula: .share(count([.renege], words: "waits broken off"), of: waits)),
      Metric(
        name: "interim_share_of_waits", description: "Share of waits with interim doses.",
        formula: .share(count([.interimStart], words: "waits with interim doses"), of: waits)),
      Metric(
        name: "mean_wait_days",
        description: "Mean days on a waiting list, however the wait ended.",
        formula: .days(waiting, per: waits)),
      Metric(
        name: "emergency_linkage_share_of_visits",
        description: "Share of emergency visits that led to a request for care.",
        formula: .share(
          count([.emergencyLinkage], words: "requests after a visit"),
          of: count([.emergencyVisit], words: "emergency visits"))),
    ] + ResourceKind.allCases.flatMap(waitMetrics) + entryMetrics
  }()

  private static func waitMetrics(_ resource: ResourceKind) -> [Metric] {
    let name = snakeCase(resource.name)
    return [
      Metric(
        name: "mean_wait_days_\(name)",
        description: "Mean whole days until a place, resource `\(resource.name)`.",
        formula: .meanWait(resource)),
      Metric(
        name: "median_wait_days_\(name)",
        description: "Median whole days until a place, resource `\(resource.name)`.",
        formula: .medianWait(resource)),
    ]
  }

  /// Entries per month, the unit in which states report them.
  private static let entryMetrics: [Metric] = {
    let off = Exposure.offTreatment.time
    let entries =
      [
        (
          "withdrawal_management_starts", "Starts of withdrawal management",
          count([.withdrawalManagementStart], words: "starts of withdrawal management")
        ), ("admissions", "Admissions to any medication", count(.admission)),
      ]
      + Medication.active.map {
        ("admissions_\($0.metricName)", "Admissions to \($0.words)", count(.admission, of: $0))
      }
    return entries.flatMap { name, words, events in
      [
        Metric(
          name: "\(name)_per_1000_people_per_month",
          description: "\(words) per 1,000 people with opioid use disorder and month.",
          formula: .perThousandMonths(events, time: living)),
        Metric(
          name: "\(name)_per_1000_out_of_treatment_per_month",
          description: "\(words) per 1,000 people off treatment and month.",
          formula: .perThousandMonths(events, time: off)),
      ]
    }
  }()

  /// From induction to the end of treatment, and recovery.
  static let treatment: [Metric] = {
    let all =
      [
        Metric(
          name: "admissions", description: "Admissions to any medication.",
          formula: .count(count(.admission))),
        Metric(
          name: "induction_failure_share",
          description: "Share of admissions that end before the first stable dose.",
          formula: .share(count(.inductionFailure), of: count(.admission))),
        Metric(
          name: "dropouts_per_100_person_years",
          description: "Drop-outs per 100 person-years on any medication.",
          formula: .perYears(100, count(.dropout), time: Exposure.onTreatment.time)),
        Metric(
          name: "withdrawal_management_completed_share",
          description: "Share of stays in withdrawal management that were completed.",
          formula: .share(
            count([.withdrawalManagementCompleted], words: "completed stays"),
            of: count([.withdrawalManagementStart], words: "stays begun"))),
        Metric(
          name: "stable_recoveries_per_100_person_years",
          description: "Beginnings of stable recovery per 100 person-years.",
          formula: .perYears(
            100, count([.stableRecovery], words: "beginnings of stable recovery"), time: living)),
      ]
    return all
      + Medication.active.flatMap { medication in
        [
          Metric(
            name: "induction_failure_share_\(medication.metricName)",
            description:
              "Share of admissions to \(medication.words) that end before the first stable dose.",
            formula: .share(
              count(.inductionFailure, of: medication), of: count(.admission, of: medication))),
          Metric(
            name: "dropouts_\(medication.metricName)_per_100_person_years",
            description: "Drop-outs per 100 person-years on \(medication.words).",
            formula: .perYears(
              100, count(.dropout, of: medication), time: Exposure.on(medication).time)),
        ]
      }
  }()

  /// People at the end of the observed time.
  static let atEnd: [Metric] = {
    let alive = MeasureSum(columns: occupancy(), words: "people alive")
    let groups =
      [
        (
          "in_treatment", "in treatment (interim, induction, stabilisation, maintenance, taper)",
          occupancy(of: treatmentStates)
        ), ("waiting", "on a waiting list", occupancy(of: [.waiting, .interim])),
      ]
      + Medication.active.map { medication in
        (
          "on_\(medication.metricName)", "in treatment with \(medication.words)",
          occupancy(of: treatmentStates, medications: [medication])
        )
      }
      + UseState.allCases.map { use in
        ("\(use.name)_use", "in the use state `\(use.name)`", occupancy(use: [use]))
      }
    return [
      Metric(
        name: "people_at_end", description: "People alive at the end.", formula: .people(alive))
    ]
      + groups.flatMap { name, words, columns in
        let people = MeasureSum(columns: columns, words: "people \(words)")
        return [
          Metric(
            name: "people_\(name)_at_end", description: "People \(words) at the end.",
            formula: .people(people)),
          Metric(
            name: "share_\(name)_at_end",
            description: "Share of the people alive who are \(words) at the end.",
            formula: .peopleShare(people, of: alive)),
        ]
      }
  }()
}
