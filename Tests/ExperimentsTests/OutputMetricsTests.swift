import Testing
import TreatmentModel

@testable import Experiments

/// Expected values are worked out by hand in the comments.
@Suite struct OutputMetricsTests {
  private let layout = RunFixtures.model().layout

  private func value(
    _ name: String, in outcome: Outcome, stratum: Int = 0
  ) throws -> Double? {
    let metric = try #require(Metrics.named(name), "no metric \(name)")
    return metric.value(in: Observation.all(in: outcome, layout: layout)[stratum])
  }

  private func expect(
    _ name: String, _ expected: Double?, in outcome: Outcome, stratum: Int = 0,
    _ place: SourceLocation = #_sourceLocation
  ) throws {
    let value = try value(name, in: outcome, stratum: stratum)
    guard let expected, let value else {
      #expect(value == nil && expected == nil, "\(name) is \(value as Any)", sourceLocation: place)
      return
    }
    #expect(
      abs(value - expected) <= 1e-9 * max(1, abs(expected)), "\(name) is \(value)",
      sourceLocation: place)
  }

  @Test("names are unique, in snake case, described, and computed in words")
  func names() {
    #expect(Set(Metrics.all.map(\.name)).count == Metrics.all.count)
    for metric in Metrics.all {
      #expect(metric.name.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "_" })
      #expect(!metric.name.contains("__"), "\(metric.name)")
      #expect(metric.description.hasSuffix("."), "\(metric.name)")
      #expect(!metric.computation.isEmpty)
      #expect(!(metric.description + metric.computation).contains("|"), "\(metric.name)")
    }
  }

  @Test("every count of the model is a metric")
  func everyCount() {
    for event in EventCount.allCases { #expect(Metrics.named(event.metricName) != nil) }
    for count in RiskCount.allCases { #expect(Metrics.named(count.metricName) != nil) }
  }

  @Test("rates relate events to the person-time of their own window")
  func rates() throws {
    var outcome = Outcome(layout: layout)
    outcome.add(years: 40, to: Measure.time(in: .offTreatment))
    outcome.add(years: 10, to: Measure.time(in: .afterTreatment))
    outcome.add(years: 5, to: Measure.time(in: .earlyMethadone))
    outcome.add(years: 20, to: Measure.time(in: .onMethadone))
    outcome.add(years: 25, to: Measure.time(in: .onBuprenorphine))
    outcome.add(6, to: Measure.count(of: .overdose, in: .offTreatment))
    outcome.add(4, to: Measure.count(of: .overdose, in: .afterTreatment))
    outcome.add(2, to: Measure.count(of: .overdose, in: .earlyMethadone))
    outcome.add(1, to: Measure.count(of: .overdose, in: .onMethadone))
    outcome.add(5, to: Measure.count(of: .overdoseSeen, in: .offTreatment))
    outcome.add(2, to: Measure.count(of: .overdoseDeath, in: .offTreatment))
    outcome.add(1, to: Measure.count(of: .overdoseDeath, in: .onMethadone))
    outcome.add(3, to: Measure.count(of: .otherDeath, in: .onBuprenorphine))

    try expect("person_years", 100, in: outcome)
    try expect("person_years_off_treatment", 50, in: outcome)
    try expect("person_years_on_treatment", 50, in: outcome)
    try expect("person_years_on_methadone", 25, in: outcome)
    try expect("overdoses", 13, in: outcome)
    try expect("overdoses_per_100_person_years", 13, in: outcome)
    try expect("overdoses_off_treatment", 10, in: outcome)
    // 100 x 10 / 50; 100 x 4 / 10; 100 x 6 / 40; 100 x 2 / 5; 100 x 1 / 20; 100 x 3 / 25
    try expect("overdoses_per_100_person_years_off_treatment", 20, in: outcome)
    try expect("overdoses_per_100_person_years_off_treatment_first_4_weeks", 40, in: outcome)
    try expect("overdoses_per_100_person_years_off_treatment_later", 15, in: outcome)
    try expect("overdoses_per_100_person_years_on_methadone_first_4_weeks", 40, in: outcome)
    try expect("overdoses_per_100_person_years_on_methadone_later", 5, in: outcome)
    try expect("overdoses_per_100_person_years_on_methadone", 12, in: outcome)
    // (10 / 50) / (3 / 50); (2 / 5) / (1 / 20)
    try expect("overdoses_rate_ratio_off_to_on_treatment", 10.0 / 3, in: outcome)
    try expect("overdoses_rate_ratio_on_methadone_first_4_weeks_to_later", 8, in: outcome)
    try expect("overdoses_seen_per_100_person_years_off_treatment", 10, in: outcome)
    // Deaths: 2 off treatment, 1 + 3 on it.
    try expect("deaths", 6, in: outcome)
    try expect("deaths_per_100_person_years_on_treatment", 8, in: outcome)
    try expect("deaths_rate_ratio_off_to_on_treatment", 0.5, in: outcome)
    try expect("other_deaths_per_100_person_years_on_buprenorphine", 12, in: outcome)
    // 3 fatal of 13, and of 5 seen.
    try expect("overdose_fatal_share", 3.0 / 13, in: outcome)
    try expect("overdose_seen_fatal_share", 3.0 / 5, in: outcome)
  }

  @Test("admissions per 1,000 people and month")
  func admissions() throws {
    var outcome = Outcome(layout: layout)
    outcome.add(years: 150, to: Measure.time(in: .offTreatment))
    outcome.add(years: 50, to: Measure.time(in: .onBuprenorphine))
    outcome.add(12, to: Measure.count(of: .admissionMethadone))
    outcome.add(24, to: Measure.count(of: .admissionBuprenorphine))
    outcome.add(6, to: Measure.count(of: .inductionFailureBuprenorphine))
    outcome.add(18, to: Measure.count(of: .seek))
    // 200 person-years are 2,400 person-months, 150 are 1,800.
    try expect("admissions_methadone_per_1000_people_per_month", 5, in: outcome)
    try expect("admissions_per_1000_people_per_month", 15, in: outcome)
    try expect("admissions_per_1000_out_of_treatment_per_month", 20, in: outcome)
    try expect("seeks_per_1000_out_of_treatment_per_month", 10, in: outcome)
    try expect("admissions", 36, in: outcome)
    try expect("induction_failure_share", 6.0 / 36, in: outcome)
    try expect("induction_failure_share_buprenorphine", 0.25, in: outcome)
    try expect("induction_failure_share_naltrexone_xr", nil, in: outcome)
  }

  @Test("waits: time by person-time, days by resource, for everybody only")
  func waits() throws {
    var outcome = Outcome(layout: layout)
    let waiting = Measure.occupancy(.waiting, .none, .regular)
    let interim = Measure.occupancy(.interim, .methadone, .lapse)
    outcome.add(30 << 20, to: waiting)
    outcome.add(10 << 20, to: interim, cell: 1)
    outcome.add(5, to: Measure.count(of: .waitStart))
    outcome.add(2, to: Measure.count(of: .renege))
    // Two waits of 0 days, one of 3, one of 9: mean 3; half wait 0 days or less.
    let places = Int(ResourceKind.otpPlaces.rawValue)
    outcome.waits[places].admitted[0] = 2
    outcome.waits[places].admitted[3] = 1
    outcome.waits[places].admitted[9] = 1
    outcome.waits[places].lost[100] = 7
    try expect("mean_wait_days", 8, in: outcome)
    try expect("renege_share_of_waits", 0.4, in: outcome)
    try expect("mean_wait_days_otp_places", 3, in: outcome)
    try expect("median_wait_days_otp_places", 0, in: outcome)
    try expect("mean_wait_days_withdrawal_beds", nil, in: outcome)
    #expect(Metrics.named("mean_wait_days_otp_places")?.isByStratum == false)
    #expect(Metrics.named("mean_wait_days")?.isByStratum == true)
  }

  @Test("the end is the last interval's")
  func atEnd() throws {
    var outcome = Outcome(layout: layout)
    let last = (layout.intervals - 1) * Measure.occupancyCount
    outcome.prevalence[Measure.occupancy(.maintenance, .methadone, .abstinent)] = 999
    outcome.prevalence[last + Measure.occupancy(.maintenance, .methadone, .abstinent)] = 3
    outcome.prevalence[last + Measure.occupancy(.taper, .buprenorphine, .lapse)] = 1
    outcome.prevalence[last + Measure.occupancy(.waiting, .none, .regular)] = 4
    outcome.prevalence[last + Measure.occupancy(.outOfCare, .none, .regular)] = 8
    try expect("people_at_end", 16, in: outcome)
    try expect("people_in_treatment_at_end", 4, in: outcome)
    try expect("share_in_treatment_at_end", 0.25, in: outcome)
    try expect("share_on_methadone_at_end", 3.0 / 16, in: outcome)
    try expect("share_regular_use_at_end", 0.75, in: outcome)
  }

  @Test("strata hold the people of their cells, and everybody is their sum")
  func strata() throws {
    var outcome = Outcome(layout: layout)
    outcome.add(2, to: Measure.count(of: .seek), cell: 0)
    outcome.add(5, to: Measure.count(of: .seek), cell: 1)
    #expect(StratumNames.all(of: layout) == ["all", "sex=female", "sex=male"])
    try expect("seeks", 7, in: outcome)
    try expect("seeks", 2, in: outcome, stratum: 1)
    try expect("seeks", 5, in: outcome, stratum: 2)
  }

  @Test("two stratifications: every cell counts once in each")
  func crossedStrata() {
    let layout = OutcomeLayout(
      observedDays: 10, intervalDays: 10, stratifications: [.sex, .rurality])
    var outcome = Outcome(layout: layout)
    // Cells: female urban, female rural, male urban, male rural.
    for (cell, seeks) in [1, 10, 100, 1000].enumerated() {
      outcome.add(Int64(seeks), to: Measure.count(of: .seek), cell: cell)
    }
    let totals = Observation.all(in: outcome, layout: layout).map {
      $0.total([Measure.count(of: .seek)])
    }
    #expect(totals == [1111, 11, 1100, 101, 1010])
    #expect(
      StratumNames.all(of: layout)
        == ["all", "sex=female", "sex=male", "rurality=urban", "rurality=rural"])
  }

  @Test("a ratio over communities is a ratio of sums, not a mean of ratios")
  func ratioOfSums() throws {
    var small = Outcome(layout: layout)
    small.add(years: 1, to: Measure.time(in: .offTreatment))
    small.add(1, to: Measure.count(of: .overdose, in: .offTreatment))
    var large = Outcome(layout: layout)
    large.add(years: 99, to: Measure.time(in: .offTreatment))
    small.add(large)
    // 1 in 100 years; the mean of the two rates would be 50 per 100 years.
    try expect("overdoses_per_100_person_years", 1, in: small)
  }
}
