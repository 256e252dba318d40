import Experiments
import Testing
import TreatmentModel

/// Mortality on and off treatment in a cohort in which everybody has entered treatment, as in the
/// studies that Sordo 2017 pools (doi:10.1136/bmj.j1550).
@Suite("Mortality on and off treatment")
struct MortalityPatterns {
  /// People who begin the medication at time zero, in ordinary practice (the curves of Massachusetts),
  /// with room for everybody, five years.
  private func outcome(
    _ medication: Medication, people: Int = 12_000, fentanyl: Double,
    changing change: (inout Parameters) -> Void = { _ in }
  ) throws -> Outcome {
    let scenario = try ScenarioReader.read(
      path: "massachusetts",
      overrides: [ScenarioOverride(key: "supply.fentanylShare", value: "\(fentanyl)")])
    var model = scenario.model
    var community = model.communities[0]
    community.capacity = [:]
    change(&community.parameters)
    model.communities = [community]
    model.cohort = .members(
      (0..<people).map { CohortMember(id: String($0), medication: medication) })
    model.startsAtInduction = true
    model.warmUpDays = 0
    model.stratifications = []
    var simulation = Simulation(model)
    return simulation.run(community: 0, replication: 1, seed: scenario.run.seed)
  }

  /// Events by person-time in some windows.
  private func rate(_ events: [RiskCount], _ outcome: Outcome, in windows: [RiskWindow]) -> Double {
    var count: Int64 = 0
    var ticks: Int64 = 0
    for window in windows {
      ticks += outcome.totals[Measure.time(in: window)]
      for event in events { count += outcome.totals[Measure.count(of: event, in: window)] }
    }
    return Double(count) / Double(ticks)
  }

  private func offToOn(
    _ events: [RiskCount], _ outcome: Outcome, _ medication: Medication
  ) -> Double {
    let off = RiskWindow.allCases.filter { $0.medication == .none }
    let on = RiskWindow.allCases.filter { $0.medication == medication }
    return rate(events, outcome, in: off) / rate(events, outcome, in: on)
  }

  /// Whether a ratio of rates may lie in an interval: within two standard errors of it, those of the
  /// logarithm of a ratio of Poisson counts.
  private func isCompatible(
    _ events: [RiskCount], _ outcome: Outcome, _ medication: Medication,
    with interval: ClosedRange<Double>
  ) -> Bool {
    func count(_ windows: [RiskWindow]) -> Double {
      Double(
        windows.reduce(0) { sum, window in
          sum + events.reduce(0) { $0 + outcome.totals[Measure.count(of: $1, in: window)] }
        })
    }
    let off = count(RiskWindow.allCases.filter { $0.medication == .none })
    let on = count(RiskWindow.allCases.filter { $0.medication == medication })
    let error = 2 * (1 / off + 1 / on).squareRoot()
    let ratio = offToOn(events, outcome, medication)
    return ratio * (1 + error) >= interval.lowerBound && ratio <= interval.upperBound * (1 + error)
  }

  // About 200 deaths on methadone and 100 on buprenorphine: standard errors of 7 and 11 %. The same
  // cohort of 120,000 people has 2.73 (0.04) for methadone; `moudsim validate` uses the whole state.
  @Test("before fentanyl the ratios of rates are compatible with Sordo 2017")
  func sordo() throws {
    let deaths = [RiskCount.overdoseDeath, .otherDeath]
    let methadone = try outcome(.methadone, fentanyl: 0)
    #expect(isCompatible(deaths, methadone, .methadone, with: 2.65...3.86))
    // Overdoses of all kinds: deaths are a fixed share of them and too few.
    #expect(isCompatible([.overdose], methadone, .methadone, with: 2.9...7.96))
    let buprenorphine = try outcome(.buprenorphine, fentanyl: 0)
    #expect(isCompatible(deaths, buprenorphine, .buprenorphine, with: 1.34...3.61))
    // Control: without protection against other causes methadone's ratio is too low.
    let unprotected = try outcome(.methadone, fentanyl: 0) {
      $0["death.onTreatmentRatio.methadone"] = 1
    }
    #expect(!isCompatible(deaths, unprotected, .methadone, with: 2.65...3.86))
  }

  @Test("the ratio rises as fentanyl enters the supply")
  func fentanyl() throws {
    let ratios = try [0, 0.4, 0.8].map { share in
      offToOn(
        [.overdoseDeath, .otherDeath],
        try outcome(.methadone, people: 20_000, fentanyl: share), .methadone)
    }
    #expect(ratios[0] < ratios[1] && ratios[1] < ratios[2], "\(ratios)")
  }

  // Several thousand overdoses: the standard error of the ratio is below 5 %.
  @Test("the excess of the first four weeks comes out of tolerance, and is gone without it")
  func firstWeeks() throws {
    func excess(_ outcome: Outcome) -> Double {
      rate([.overdose], outcome, in: [.afterTreatment])
        / rate([.overdose], outcome, in: [.offTreatment])
    }
    let usual = excess(try outcome(.methadone, fentanyl: 0.89))
    #expect((1.24...3.15).contains(usual), "\(usual)")
    let without = excess(
      try outcome(.methadone, fentanyl: 0.89) { $0["tolerance.overdoseRatioAtNone"] = 1 })
    // Who leaves treatment is no average person, so that not all of it is tolerance; most of it is.
    #expect(without - 1 < (usual - 1) / 2, "\(without) without, \(usual) with")
  }
}
