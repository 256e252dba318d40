import DiscreteEvents
import Foundation
import TestSupport
import Testing

@testable import TreatmentModel

/// Retention, lapses, delays and tolerance against closed forms and independent integrals.
///
/// Error rate 1e-5 (|z| < 4.417), fixed seeds.
@Suite("Treatment against closed forms")
struct Retention {
  private let count = 20_000

  private func trial(_ medication: Medication, traits: Traits = []) -> World {
    var world = World()
    world.cohort = World.people(count, World.person(medication, traits: traits))
    world.startsAtInduction = true
    world.setForAll("induction.days", 0)
    world.horizon = 200
    // Fewer events that only change the dose or the tolerance, which nothing depends on here.
    world["tolerance.stepDays"] = 1000
    world["dose.methadone.intervalDays"] = 1000
    world["dose.buprenorphine.intervalDays"] = 1000
    return world
  }

  private func gone(_ run: Run, _ medication: Medication, by day: Int) -> Int {
    let exits = run.outcome.retention[Int(medication.rawValue) - 1].exits
    return Int(exits[0...day].reduce(0, +))
  }

  // n = 20,000; catches 1.6 percentage points at each of six dates. Shape and scale are the shipped
  // ones; failure of induction (shipped) is a mass on day 0.
  @Test("retention is induction failure, then Weibull", arguments: Medication.active)
  func weibull(_ medication: Medication) {
    var world = trial(medication)
    for key in ["dropout.shape", "dropout.scaleDays", "induction.failure"] {
      world["\(key).\(medication.name)"] = World.shipped["\(key).\(medication.name)"]
    }
    let run = world.run(recording: .nobody)
    let shape = World.shipped["dropout.shape.\(medication.name)"]
    let scale = World.shipped["dropout.scaleDays.\(medication.name)"]
    let failure = World.shipped["induction.failure.\(medication.name)"]
    for day in [0, 6, 27, 83, 160, 199] {
      let left = (1 - failure) * exp(-pow(Double(day + 1) / scale, shape))
      let test = MeanTest(
        successes: gone(run, medication, by: day), trials: count, expected: 1 - left)
      #expect(test.passes, "day \(day): \(test)")
    }
    let exponential = (1 - failure) * exp(-(28 / scale) * 1.5)
    let control = MeanTest(
      successes: gone(run, medication, by: 27), trials: count, expected: 1 - exponential)
    #expect(!control.passes, "\(control)")
  }

  // n = 20,000; catches 1.6 points. Frailty is log-normal with mean 1 and log-sd 0.6; the integral of
  // exp(-z H) over it is scipy's (quad, 1.17.1): 0.74094 at day 30, 0.48974 at day 180.
  @Test("frailty bends the retention curve by the Laplace transform of its distribution")
  func frailty() {
    var world = trial(.buprenorphine)
    world.set(["dropout.shape.buprenorphine": 0.528, "dropout.scaleDays.buprenorphine": 261.1])
    world["dropout.frailtyLogSD"] = 0.6
    let run = world.run(recording: .nobody)
    for (day, left) in [(29, 0.740940387331875), (179, 0.48973708257773724)] {
      let test = MeanTest(
        successes: gone(run, .buprenorphine, by: day), trials: count, expected: 1 - left)
      #expect(test.passes, "day \(day): \(test)")
    }
    // Without frailty 0.43979 would be left on day 180.
    let control = MeanTest(
      successes: gone(run, .buprenorphine, by: 179), trials: count,
      expected: 1 - exp(-pow(180 / 261.1, 0.528)))
    #expect(!control.passes)
  }

  // n = 20,000; catches 1.6 points. For buprenorphine lapses multiply drop-out by 1.678 and injecting
  // by 1.19, divided by their mean in the reference cohort: 1 + 0.678 x 0.3535 and 1 + 0.19 x 0.644.
  // Half the needed dose is a shortfall of 0.5, 0.45 above the reference: 1.2^(3 x 0.45).
  @Test("drop-out is multiplied by lapse, injecting and a dose that is too low")
  func dropoutFactors() {
    let norm = 1 / ((1 + 0.678 * 0.3535) * (1 + 0.19 * 0.644))
    let cases: [(Traits, lapses: Double, need: Double, ratio: Double)] = [
      ([], 0, 16, norm * pow(1.2, -0.15)), ([], 1, 16, norm * 1.678 * pow(1.2, -0.15)),
      (.injects, 0, 16, norm * 1.19 * pow(1.2, -0.15)),
      ([], 0, 32, norm * pow(1.2, 3 * 0.45)),
    ]
    for (traits, lapses, need, ratio) in cases {
      var world = trial(.buprenorphine, traits: traits)
      world.set([
        "dropout.shape.buprenorphine": 0.528, "dropout.scaleDays.buprenorphine": 261.1,
        "dropout.lapseRatio.buprenorphine": 1.678, "dropout.injectsRatio.buprenorphine": 1.19,
        "dropout.referenceLapseShare.buprenorphine": 0.3535,
        "dropout.referenceInjects.buprenorphine": 0.644,
      ])
      world["adequacy.dropoutRatioPerThird"] = 1.2
      world["adequacy.referenceShortfall"] = 0.05
      world["lapse.atFirstDose.buprenorphine"] = lapses
      world["dose.buprenorphine.start"] = 16
      world["dose.buprenorphine.reference"] = need
      world.horizon = 100
      let run = world.run(recording: .nobody)
      let left = exp(-ratio * pow(90 / 261.1, 0.528))
      let test = MeanTest(
        successes: gone(run, .buprenorphine, by: 89), trials: count, expected: 1 - left)
      #expect(test.passes, "\(traits), \(lapses), \(need): \(test)")
      let control = MeanTest(
        successes: gone(run, .buprenorphine, by: 89), trials: count,
        expected: 1 - exp(-1.12 * ratio * pow(90 / 261.1, 0.528)))
      #expect(!control.passes, "a hazard 12 % higher is found: \(control)")
    }
  }

  // n = 20,000; catches 1.6 points. Two states: P(lapse at t) = a/(a+b) (1 - exp(-(a+b) t)).
  @Test("lapses come and go as in a chain of two states", arguments: [7.0, 200])
  func lapses(_ days: Double) {
    var world = trial(.methadone)
    world["lapse.perDay.methadone"] = 0.03313
    world["lapse.endPerDay.methadone"] = 0.05332
    world.horizon = days
    let run = world.run(recording: .nobody)
    let (a, b) = (0.03313, 0.05332)
    let settled = a / (a + b)
    let lapsing = run.outcome.prevalence.suffix(Measure.occupancyCount)
    let care = days < 28 ? CareState.stabilisation : .maintenance
    let index = lapsing.startIndex + Measure.occupancy(care, .methadone, .lapse)
    let test = MeanTest(
      successes: Int(lapsing[index]), trials: count,
      expected: settled * (1 - exp(-(a + b) * days)))
    #expect(test.passes, "\(test)")
    let control = MeanTest(successes: Int(lapsing[index]), trials: count, expected: 0.35)
    #expect(!control.passes)
    // Share of person-time: its mean is the integral of the probability.
    let time = Double(run.ticks(Run.alive, [.methadone], [.lapse])) / Double(run.ticks())
    let mean = settled * (1 - (1 - exp(-(a + b) * days)) / ((a + b) * days))
    // The sd of one person's share is below 1/2, and below sqrt(2 s (1 - s) / ((a + b) t)).
    let sd = min(0.5, (2 * settled * (1 - settled) / ((a + b) * days)).squareRoot())
    let share = MeanTest(
      observed: time, expected: mean, standardError: sd / Double(count).squareRoot(), count: count)
    #expect(share.passes, "\(share)")
  }

  // n = 20,000; Kolmogorov's distance catches 0.017. Median 2.5 days, log-sd 1 (shipped).
  @Test("intake delays are log-normal")
  func intakeDelay() {
    var world = World()
    world.cohort = World.people(count)
    world.setSeeking(perDay: World.atOnce, .methadone)
    world["access.intakeDelayLogSD.otp"] = 1
    world["access.intakeDelayMedianDays.otp"] = 2.5
    world.horizon = 400
    let run = world.run()
    let days = run.records.filter { $0.event == .event(.admissionMethadone) }.map { $0.day - tick }
    #expect(days.count == count)
    func cdf(_ day: Double, median: Double) -> Double {
      0.5 * erfc(-log(day / median) / 2.0.squareRoot())
    }
    let test = KolmogorovSmirnov(
      count: days.count, cdf: { cdf($0, median: 2.5) }, value: { days[$0] })
    #expect(test.passes, "\(test)")
    let control = KolmogorovSmirnov(
      count: days.count, cdf: { cdf($0, median: 2.7) }, value: { days[$0] })
    #expect(!control.passes)
  }

  /// Tolerance falls as exp(-t / 14): exact wherever a state changes, whatever the steps between.
  @Test("tolerance after the last dose of opioids, at the dates of other events")
  func toleranceCurve() {
    var world = trial(.naltrexoneXR)
    world.cohort = World.people(1, World.person(.naltrexoneXR))
    world.setTimer("dropout", days: 47, suffix: ".naltrexoneXR")
    world.setTimer("relapse.afterTreatment", days: 3)
    world["tolerance.stepDays"] = 7
    let run = world.run()
    func tolerance(_ event: EventCount) -> Float {
      run.records.first { $0.event == .event(event) }?.tolerance ?? .nan
    }
    #expect(abs(tolerance(.maintenanceStart) - Float(exp(-28.0 / 14))) < 1e-5)
    #expect(abs(tolerance(.dropoutNaltrexoneXR) - Float(exp(-47.0 / 14))) < 1e-5)
    #expect(abs(tolerance(.relapse) - Float(exp(-50.0 / 14))) < 1e-5)
    // Gained again in regular use with 21 days: the gap closes to exp(-150/21) of what it was.
    #expect(run.records.last?.tolerance == 1)
  }

  // 12 people with 250 overdoses a day at full tolerance: 29,000 to 85,000 a week; the standard error
  // of a weekly ratio is 0.3 to 0.6 %, and steps of seven days with the middle's ratio are within 0.5 %
  // of the integral. Expected: mean over each week of exp(ln 4.3 (1 - exp(-t/14))), scipy quad.
  @Test("the excess of overdoses after use stops emerges from tolerance, week by week")
  func toleranceExcess() {
    let expected = [
      1.3830297232102065, 2.1541767342009726, 2.824102526046912, 3.3306787055176175,
      3.6822415612532113, 3.913713029928793, 4.061292477904815,
    ]
    var world = trial(.naltrexoneXR)
    world.cohort = World.people(12, World.person(.naltrexoneXR))
    world["tolerance.overdoseRatioAtNone"] = 4.3
    world["tolerance.lossDays"] = 14
    world["tolerance.stepDays"] = 7
    let perDay = 250.0
    world.setOverdoses(perDay: perDay, fatal: false)
    world.horizon = 49
    world.interval = 7
    let run = world.run(recording: .nobody)
    for week in 0..<7 {
      let row = week * Measure.count
      let counted = RiskWindow.allCases.reduce(Int64(0)) {
        $0 + run.outcome.series[row + Measure.count(of: RiskCount.overdose, in: $1)]
      }
      let scale = 12 * 7 * perDay
      let error = (expected[week] / scale).squareRoot()
      // 0.6 % for the step, on top of chance.
      let distance = abs(Double(counted) / scale - expected[week])
      #expect(distance < 4.417 * error + 0.006 * expected[week], "week \(week): \(counted)")
      if week == 2 {
        #expect(abs(Double(counted) / scale - 4.3) > 1, "no jump to the ratio of no tolerance")
      }
    }
  }
}
