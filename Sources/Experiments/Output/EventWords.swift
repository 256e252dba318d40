import TreatmentModel

extension EventCount {
  /// The name of its count as a metric: snake case, plural.
  var metricName: String {
    switch self {
    case .arrival: "arrivals"
    case .seek: "seeks"
    case .notOffered: "not_offered"
    case .missedIntake: "missed_intakes"
    case .waitStart: "waits"
    case .renege: "reneges"
    case .interimStart: "interim_starts"
    case .withdrawalManagementStart: "withdrawal_management_starts"
    case .withdrawalManagementCompleted: "withdrawal_management_completed"
    case .withdrawalManagementLeft: "withdrawal_management_left"
    case .admissionMethadone: "admissions_methadone"
    case .admissionBuprenorphine: "admissions_buprenorphine"
    case .admissionBuprenorphineXR: "admissions_buprenorphine_xr"
    case .admissionNaltrexoneXR: "admissions_naltrexone_xr"
    case .inductionFailureMethadone: "induction_failures_methadone"
    case .inductionFailureBuprenorphine: "induction_failures_buprenorphine"
    case .inductionFailureBuprenorphineXR: "induction_failures_buprenorphine_xr"
    case .inductionFailureNaltrexoneXR: "induction_failures_naltrexone_xr"
    case .dropoutMethadone: "dropouts_methadone"
    case .dropoutBuprenorphine: "dropouts_buprenorphine"
    case .dropoutBuprenorphineXR: "dropouts_buprenorphine_xr"
    case .dropoutNaltrexoneXR: "dropouts_naltrexone_xr"
    case .interruption: "interruptions"
    case .maintenanceStart: "maintenance_starts"
    case .titrationStep: "titration_steps"
    case .taperStart: "taper_starts"
    case .taperCompleted: "tapers_completed"
    case .lapse: "lapses"
    case .lapseEnd: "lapse_ends"
    case .relapse: "relapses"
    case .cessation: "cessations"
    case .stableRecovery: "stable_recoveries"
    case .emergencyVisit: "emergency_visits"
    case .emergencyLinkage: "emergency_linkages"
    }
  }

  /// What happens to the person, as the rest of a sentence.
  var words: String {
    switch self {
    case .arrival: "develops opioid use disorder and enters the community's count"
    case .seek: "asks for care"
    case .notOffered: "is turned away: no medication is offered"
    case .missedIntake: "does not come to the intake appointment"
    case .waitStart: "finds no free place and joins a waiting list"
    case .renege: "leaves the waiting list without a place"
    case .interimStart: "gets interim doses while waiting"
    case .withdrawalManagementStart: "gets a bed for withdrawal management"
    case .withdrawalManagementCompleted: "completes withdrawal"
    case .withdrawalManagementLeft: "leaves withdrawal management before it is completed"
    case .admissionMethadone: "is admitted to methadone treatment"
    case .admissionBuprenorphine: "is admitted to treatment with sublingual buprenorphine"
    case .admissionBuprenorphineXR: "is admitted to treatment with extended-release buprenorphine"
    case .admissionNaltrexoneXR: "is admitted to treatment with extended-release naltrexone"
    case .inductionFailureMethadone, .inductionFailureBuprenorphine,
      .inductionFailureBuprenorphineXR, .inductionFailureNaltrexoneXR:
      "leaves before the first stable dose: the induction failed"
    case .dropoutMethadone, .dropoutBuprenorphine, .dropoutBuprenorphineXR, .dropoutNaltrexoneXR:
      "drops out of treatment"
    case .interruption: "misses doses and comes back; the episode goes on"
    case .maintenanceStart: "has a settled dose: maintenance begins"
    case .titrationStep: "gets a different dose"
    case .taperStart: "begins a planned taper"
    case .taperCompleted: "completes the taper"
    case .lapse: "lapses: uses opioids occasionally"
    case .lapseEnd: "stops the occasional use"
    case .relapse: "relapses to regular use"
    case .cessation: "stops regular use without treatment"
    case .stableRecovery: "has been abstinent long enough to be in stable recovery"
    case .emergencyVisit: "is taken to an emergency department"
    case .emergencyLinkage: "asks for care because of the emergency visit"
    }
  }
}

extension RiskCount {
  /// The name of its count as a metric: snake case, plural.
  var metricName: String {
    switch self {
    case .overdose: "overdoses"
    case .overdoseSeen: "overdoses_seen"
    case .overdoseDeath: "overdose_deaths"
    case .otherDeath: "other_deaths"
    }
  }

  /// What is counted, in the plural.
  var plural: String {
    switch self {
    case .overdose: "opioid overdoses, seen by a service or not, fatal or not"
    case .overdoseSeen: "overdoses with an emergency call, and fatal ones"
    case .overdoseDeath: "deaths from overdose"
    case .otherDeath: "deaths from causes other than overdose"
    }
  }

  /// What happens to the person, as the rest of a sentence.
  var words: String {
    switch self {
    case .overdose: "overdoses"
    case .overdoseSeen: "is seen by an emergency service because of the overdose"
    case .overdoseDeath: "dies of the overdose"
    case .otherDeath: "dies of another cause"
    }
  }
}
