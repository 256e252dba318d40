import Foundation
import ReferenceClinic
import Statistics
import TreatmentModel

/// Checks against other methods and other programs.
enum CrossModelChecks {
  /// All of them.
  static func all() -> [ValidationCheck] {
    markov() + britishColumbia() + clinic()
  }

  // MARK: Markov chain

  private enum State: Int, CaseIterable {
    case using, usingAgain, abstinentOn, lapseOn, abstinentAfter, remission, remissionAgain
    case overdosed, diedOtherwise
  }

  /// The whole model with exponential times, 4.5 days at rates of about one a day.
  private static var exponentialWorld: StillWorld {
    var world = StillWorld(people: TheoryChecks.people, horizonDays: 4.5)
    world.setSeeking(perDay: 0.6)
    world.setRate("reentry", perDay: 0.8)
    for channel in ["otp", "office", "withdrawalManagement"] {
      world["access.intakeDelayMedianDays.\(channel)"] = 0x1p-21
    }
    for medication in Medication.active { world["induction.days.\(medication.name)"] = 0 }
    world["lapse.atFirstDose.methadone"] = 0.3
    world["cessation.perYear"] = 0.3 * Formula.daysPerYear
    world["lapse.perDay.methadone"] = 0.5
    world["lapse.endPerDay.methadone"] = 0.7
    world.setRate("dropout", perDay: 0.4, suffix: ".methadone")
    world["dropout.lapseRatio.methadone"] = 1.5
    world["dropout.immediateUse.methadone"] = 0.6
    world.setRate("relapse.afterTreatment", perDay: 0.9)
    world.setRate("relapse.afterRemission", perDay: 0.5)
    world.setFatalOverdoses(perDay: 0.05)
    world["overdose.exposure.abstinentOn"] = 0.2
    world["overdose.exposure.lapseOn"] = 0.5
    world["overdose.exposure.abstinentOff"] = 0.1
    world.setOtherDeaths(perDay: 0.02)
    world["death.onTreatmentRatio.methadone"] = 0.5
    world["death.abstinentRatio"] = 0.4
    return world
  }

  /// The same numbers, written as a chain.
  private static var chain: MarkovCohort {
    var chain = MarkovCohort(states: State.allCases.count)
    func move(_ from: State, _ to: State, _ rate: Double) {
      chain.move(from.rawValue, to.rawValue, rate)
    }
    for (from, rate) in [(State.using, 0.6), (.usingAgain, 0.8)] {
      move(from, .abstinentOn, rate * 0.7)
      move(from, .lapseOn, rate * 0.3)
    }
    move(.using, .remission, 0.3)
    move(.usingAgain, .remissionAgain, 0.3)
    move(.abstinentOn, .lapseOn, 0.5)
    move(.lapseOn, .abstinentOn, 0.7)
    move(.abstinentOn, .usingAgain, 0.4 * 0.6)
    move(.abstinentOn, .abstinentAfter, 0.4 * 0.4)
    move(.lapseOn, .usingAgain, 0.4 * 1.5)
    move(.abstinentAfter, .usingAgain, 0.9)
    move(.remission, .using, 0.5)
    move(.remissionAgain, .usingAgain, 0.5)
    let risks: [(State, overdose: Double, other: Double)] = [
      (.using, 1, 1), (.usingAgain, 1, 1), (.abstinentOn, 0.2, 0.5), (.lapseOn, 0.5, 0.5),
      (.abstinentAfter, 0.1, 0.4), (.remission, 0.1, 0.4), (.remissionAgain, 0.1, 0.4),
    ]
    for (state, overdose, other) in risks {
      move(state, .overdosed, 0.05 * overdose)
      move(state, .diedOtherwise, 0.02 * other)
    }
    return chain
  }

  private static func markov() -> [ValidationCheck] {
    let world = exponentialWorld
    let outcome = world.outcome()
    let shares = chain.shares(from: State.using.rawValue, days: world.horizonDays)
    func expected(_ states: State...) -> Double { states.reduce(0) { $0 + shares[$1.rawValue] } }
    func alive(_ medication: Medication, _ use: UseState) -> Int {
      let last = Array(outcome.prevalence.suffix(Measure.occupancyCount))
      return CareState.allCases.filter { $0 != .dead }.reduce(0) {
        $0 + Int(last[Measure.occupancy($1, medication, use)])
      }
    }
    let rows: [(String, Double, Int)] = [
      ("using", expected(.using, .usingAgain), alive(.none, .regular)),
      ("abstinent on methadone", expected(.abstinentOn), alive(.methadone, .abstinent)),
      ("in lapse on methadone", expected(.lapseOn), alive(.methadone, .lapse)),
      (
        "abstinent off medication", expected(.abstinentAfter, .remission, .remissionAgain),
        alive(.none, .abstinent)
      ),
      ("dead of overdose", expected(.overdosed), outcome.total(.overdoseDeath)),
      ("dead otherwise", expected(.diedOtherwise), outcome.total(.otherDeath)),
    ]
    return rows.map { name, share, count in
      .share(
        .crossModel, "All times exponential, 4.5 days: \(name)", expected: share, of: count,
        trials: world.people, source: "cohort by uniformisation")
    }
  }

  // MARK: British Columbia

  /// Shares gone at round dates, of curves S(t) = exp(-lambda t^gamma), t in months (Enns 2023).
  private static func britishColumbia() -> [ValidationCheck] {
    let month = Formula.daysPerYear / 12
    let curves: [(Medication, lambda: Double, gamma: Double)] = [
      (.methadone, 0.2957, 0.5272), (.buprenorphine, 0.4399, 0.5750),
    ]
    return curves.flatMap { medication, lambda, gamma -> [ValidationCheck] in
      var world = RetentionWorld.world(medication, people: TheoryChecks.people)
      world["dropout.shape.\(medication.name)"] = gamma
      world["dropout.scaleDays.\(medication.name)"] = pow(lambda, -1 / gamma) * month
      let exits = RetentionWorld.exits(world.outcome(), medication)
      let median = pow(log(2) / lambda, 1 / gamma) * month
      return [30.0, 90, median, 365].map { day in
        let whole = day.rounded()
        let left = exp(-lambda * pow(whole / month, gamma))
        return .share(
          .crossModel,
          "British Columbia, \(medication.words): gone within \(Int(whole)) days",
          expected: 1 - left, of: exits[..<Int(whole)].reduce(0, +), trials: world.people,
          source: "closed form of enns2023")
      }
    }
  }

  // MARK: The clinic

  /// 10,000 patients, places for 0.4 of them, five years: mean and standard deviation of 200 runs of
  /// the C program, which agrees with seven others (SimPy, salabim, simmer, Mesa, Starsim, Ciw, heapq).
  private static let clinicRuns = 200.0
  private static let clinicReference: [(String, mean: Double, sd: Double)] = [
    ("admissions", 26_541, 201), ("overdoses", 6_414, 78), ("deaths", 641, 26),
    ("mean places in use", 3_773, 4.5), ("mean people waiting", 767, 12),
    ("mean wait of those admitted from the list, days", 50.8, 0.9),
  ]

  private static func clinic() -> [ValidationCheck] {
    let day = 1_048_576.0
    let horizon = Double(ClinicModel.horizonDays) * day
    var moments = clinicReference.map { _ in RunningMoments() }
    for seed in 1...UInt64(20) {
      var model = ClinicModel(patients: 10_000, placesShare: 0.4, seed: seed)
      model.run()
      let counts = model.counts
      let values = [
        Double(counts.admissions), Double(counts.overdoses), Double(counts.deaths),
        Double(counts.occupancyTicks) / horizon, Double(counts.queueTicks) / horizon,
        Double(counts.waitTicks) / day / Double(counts.admittedFromLine),
      ]
      for (index, value) in values.enumerated() { moments[index].add(value) }
    }
    return zip(clinicReference, moments).map { reference, moments in
      ValidationCheck(
        .crossModel, "Reference clinic: \(reference.0)", expected: reference.mean,
        expectedError: reference.sd / clinicRuns.squareRoot(), value: moments.mean!,
        standardError: moments.standardError, source: "C and SimPy (Benchmarks/ref_clinic.c)")
    }
  }
}
