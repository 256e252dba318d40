import DiscreteEvents
import Foundation
import Randomness
import TestSupport
import Testing

@testable import TreatmentModel

/// Chances and factors one at a time, against numbers worked out by hand.
///
/// n = 20,000 unless said otherwise, error rate 1e-5: a share wrong by 1.6 points is found.
@Suite("Choices and factors")
struct Choices {
  private let count = 20_000

  /// Everybody asks on tick 1, with the shipped weights of the medications.
  private func seekers(_ traits: Traits = []) -> World {
    var world = World()
    for key in world.parameters.keys
    where key.hasPrefix("choice.") { world[key] = World.shipped[key] }
    world.set([
      "seek.entriesPer1000PerMonth.methadone": 2.40,
      "seek.entriesPer1000PerMonth.buprenorphine": 8.41,
      "seek.entriesPer1000PerMonth.naltrexoneXR": 1.08,
      "seek.entriesPer1000PerMonth.withdrawalManagement": 6.80,
      "seek.buprenorphineXRShare": 0.012, "choice.ratio.severe.methadone": 1.5,
      "choice.ratio.remote.methadone": 0.5, "choice.ratio.previous": 3,
    ])
    world.setDemand(1e12)
    world.cohort = World.people(count, World.person(traits: traits))
    world.setIntakeDelay(days: 1)
    world.horizon = 1.5
    return world
  }

  /// Methadone, buprenorphine, its injection; withdrawal management, alone or before naltrexone.
  private func admitted(_ run: Run) -> [Int] {
    [
      EventCount.admissionMethadone, .admissionBuprenorphine, .admissionBuprenorphineXR,
      .withdrawalManagementStart,
    ].map { Int(run.count($0)) }
  }

  /// Weights per 1,000 and month: 2.40, 8.41 (of which 1.2 % injections), 6.80 + 1.08; the severe
  /// want methadone 1.5 times as often, those in rural places half as often.
  @Test("the first choice of medication follows the weights; nobody has a previous one")
  func firstChoice() {
    for (traits, ratio) in [(Traits([]), 1.0), (.severe, 1.5), (.rural, 0.5)] {
      let weights = [2.40 * ratio, 8.30908, 0.10092, 7.88]
      let sum = weights.reduce(0, +)
      let counts = admitted(seekers(traits).run(recording: .nobody))
      #expect(counts.reduce(0, +) == count)
      let test = ChiSquare(observed: counts, probabilities: weights.map { $0 / sum })
      #expect(test.passes, "\(traits.rawValue): \(counts), \(test)")
      // Withdrawal management alone must not pass for somebody's previous medication.
      let tripled = [weights[0], weights[1], weights[2], 3 * 6.80 + 1.08]
      let total = tripled.reduce(0, +)
      let control = ChiSquare(observed: counts, probabilities: tripled.map { $0 / total })
      #expect(!control.passes)
    }
  }

  /// About 2,500 people whose first medication was methadone: 7.2 / (18.69 + 4.8) = 0.3065 choose it
  /// again; 4.417 standard errors are 4 points.
  @Test("the previous medication has three times its weight")
  func previousChoice() {
    var world = seekers()
    world.setForAll("induction.days", 0)
    world.setTimer("dropout", days: 1, suffix: ".methadone")
    world["dropout.immediateUse.methadone"] = 1
    world.setTimer("reentry", days: 1)
    world.horizon = 4.5
    var again = (same: 0, of: 0)
    for life in world.run().lives {
      let choices = life.compactMap { record -> EventCount? in
        guard case .event(let event) = record.event else { return nil }
        let starts: [EventCount] = [
          .admissionMethadone, .admissionBuprenorphine, .admissionBuprenorphineXR,
          .withdrawalManagementStart,
        ]
        return starts.contains(event) ? event : nil
      }
      guard choices.first == .admissionMethadone, choices.count > 1 else { continue }
      again.of += 1
      if choices[1] == .admissionMethadone { again.same += 1 }
    }
    #expect(again.of > 2000)
    let test = MeanTest(successes: again.same, trials: again.of, expected: 7.2 / 23.49)
    #expect(test.passes, "\(test)")
    let control = MeanTest(successes: again.same, trials: again.of, expected: 2.4 / 18.69)
    #expect(!control.passes)
  }

  @Test("offers by medication and insurance: 0.86, 0.54 with Medicaid, 0.62 otherwise, 0.50")
  func offers() {
    let cases: [(Medication, Insurance, Double)] = [
      (.methadone, .commercial, 0.86), (.buprenorphine, .medicaid, 0.54),
      (.buprenorphine, .commercial, 0.62), (.naltrexoneXR, .commercial, 0.50),
      (.none, .medicaid, 1),
    ]
    for (medication, insurance, expected) in cases {
      var world = World()
      var member = World.person()
      member.insurance = insurance
      world.cohort = World.people(5_000, member)
      world.set([
        "access.offered.methadone": 0.86, "access.offered.buprenorphine.medicaid": 0.54,
        "access.offered.buprenorphine.other": 0.62, "access.offered.naltrexoneXR": 0.5,
      ])
      world.setSeeking(perDay: World.atOnce, medication)
      world.setIntakeDelay(days: 100)
      world.horizon = tick
      world.interval = 1
      let run = world.run(recording: .nobody)
      let offered = 5_000 - Int(run.count(.notOffered))
      if expected == 1 {
        #expect(offered == 5_000)
      } else {
        let test = MeanTest(successes: offered, trials: 5_000, expected: expected)
        #expect(test.passes, "\(medication): \(test)")
      }
    }
  }

  /// 0.6 per hour of travel: 0.6^0.27 = 0.8712 in towns, 0.6^0.75 = 0.6817 in rural places.
  @Test("attendance falls with travel")
  func attendance() {
    for (traits, expected) in [(Traits([]), 0.87116), (.rural, 0.68170)] {
      var world = World()
      world.cohort = World.people(count, World.person(traits: traits))
      world.set([
        "access.travelHours.urban": 0.27, "access.travelHours.rural": 0.75,
        "access.distanceRatioPerHour": 0.6,
      ])
      world.setSeeking(perDay: World.atOnce, .methadone)
      world.setIntakeDelay(days: 1)
      world.horizon = 1 + tick
      world.interval = 1
      let run = world.run(recording: .nobody)
      let test = MeanTest(
        successes: count - Int(run.count(.missedIntake)), trials: count, expected: expected)
      #expect(test.passes, "\(test)")
    }
  }

  /// 1 - exp(-integrated hazard) with typical ratios.
  @Test("overdose hazard: exposure by use, injecting, sedatives, early weeks, too high a dose")
  func overdoseFactors() {
    func check(
      _ name: String, _ medication: Medication?, _ traits: Traits, perDay: Double, _ ratio: Double,
      _ changes: [String: Double] = [:]
    ) {
      var world = World()
      world.set([
        "overdose.exposure.abstinentOn": 0.11, "overdose.exposure.lapseOn": 0.56,
        "overdose.injectsRatio": 3.1, "overdose.sedativesRatio": 1.88,
        "overdose.earlyRatio.methadone": 2.01, "overdose.earlyDays": 28,
        "adequacy.overdoseRatioPerThirdExcess": 1.3,
      ])
      world.cohort = World.people(count, World.person(medication, traits: traits))
      world.startsAtInduction = medication != nil
      world.setForAll("induction.days", 0)
      world["tolerance.stepDays"] = 1000
      world["dose.methadone.intervalDays"] = 1000
      for (key, value) in changes { world[key] = value }
      world.setOverdoses(perDay: perDay, fatal: true)
      let run = world.run(recording: .nobody)
      func test(_ ratio: Double) -> MeanTest {
        MeanTest(
          successes: Int(run.count(.overdoseDeath)), trials: count,
          expected: 1 - exp(-perDay * 100 * ratio))
      }
      #expect(test(ratio).passes, "\(name): \(test(ratio))")
      #expect(!test(ratio * 1.12).passes, "\(name): 12 % more is found")
    }
    check("regular use", nil, [], perDay: 0.01, 1)
    check("injects", nil, .injects, perDay: 0.003, 3.1)
    check("sedatives and injects", nil, [.sedatives, .injects], perDay: 0.002, 3.1 * 1.88)
    // 28 days at 2.01, then 72 at 1.
    let early = (28 * 2.01 + 72) / 100
    check("methadone, abstinent", .methadone, [], perDay: 0.07, 0.11 * early)
    check(
      "methadone, lapsing", .methadone, [], perDay: 0.013, 0.56 * early,
      ["lapse.atFirstDose.methadone": 1])
    check("buprenorphine", .buprenorphine, [], perDay: 0.1, 0.11)
    // 30 mg where 20 mg are needed: half too much, 1.3^1.5 in the first 28 days.
    let high = (28 * 2.01 * pow(1.3, 1.5) + 72) / 100
    check(
      "methadone, too much", .methadone, [], perDay: 0.06, 0.11 * high,
      ["dose.methadone.reference": 20])
  }

  /// n = 20,000: shares at time zero of 2.88 %, 6.09 %, 1 %, 0.29 %; a fifth of the rest
  /// abstinent.
  @Test("the mix at time zero")
  func initialMix() {
    var world = World()
    world.set([
      "initial.inTreatment.methadone": 0.0288, "initial.inTreatment.buprenorphine": 0.0609,
      "initial.inTreatment.naltrexoneXR": 0.0029, "initial.abstinent": 0.2,
    ])
    world.cohort = World.people(count)
    world["initial.inTreatment.buprenorphineXR"] = 0.01
    world.setForAll("dropout.scaleDays", 1e5)
    let entries = world.run().records.filter { $0.event == .entry }
    var counts = Medication.active.map { medication in
      entries.count { $0.medication == medication }
    }
    counts.append(entries.count { $0.medication == .none && $0.use == .abstinent })
    counts.append(entries.count { $0.medication == .none && $0.use == .regular })
    let out = 1 - 0.0288 - 0.0609 - 0.01 - 0.0029
    let test = ChiSquare(
      observed: counts,
      probabilities: [0.0288, 0.0609, 0.01, 0.0029, out * 0.2, out * 0.8])
    #expect(test.passes, "\(counts), \(test)")
    // No more than there are places.
    world.capacity[.otpPlaces] = Schedule(.finite(100))
    let limited = world.run()
    #expect(limited.inUse[.otpPlaces] ?? 101 <= 100)
    #expect(limited.records.count { $0.event == .entry && $0.medication == .methadone } == 100)
  }

  /// Stationary age of episodes: with exponential stays its law is the stay's own; n is about 20,000,
  /// Kolmogorov's distance catches 0.017.
  @Test("episodes under way at time zero have the stationary age")
  func stationaryAge() {
    var sampler = PopulationSampler(CommunityRates(World.shipped))
    func ages(_ shape: Double) -> [Double] {
      (0..<UInt32(count)).map {
        sampler.stationaryAge(
          shape: shape, scale: 100, .init(seed: 4, replication: 0),
          at: .init(community: 0, process: 1, patient: $0, occurrence: 0))
      }
    }
    let exponential = ages(1)
    let test = KolmogorovSmirnov(count: count, cdf: { 1 - exp(-$0 / 100) }) { exponential[$0] }
    #expect(test.passes, "\(test)")
    // Shape 2: density exp(-(a/100)^2) / mean, so a half-normal: cdf erf(a / 100).
    let rayleigh = ages(2)
    let half = KolmogorovSmirnov(count: count, cdf: { erf($0 / 100) }) { rayleigh[$0] }
    #expect(half.passes, "\(half)")
    let control = KolmogorovSmirnov(count: count, cdf: { 1 - exp(-$0 * $0 / 10_000) }) {
      rayleigh[$0]
    }
    #expect(!control.passes, "the age is not the stay")
  }
}
