import DiscreteEvents
import Foundation
import TestSupport
import Testing

@testable import TreatmentModel

/// The whole model with exponential times is a Markov chain: its state shares against the chain's.
///
/// Everything happens within five days, Monday to Friday, at rates of about one a day, because
/// inductions do not start on weekends; the unit of time is arbitrary.
@Suite("The all-exponential model against its Markov chain")
struct MarkovTests {
  private enum State: Int, CaseIterable {
    case using, usingAgain, abstinentOn, lapseOn, abstinentAfter, remission, remissionAgain
    case overdosed, diedOtherwise
  }

  /// The same numbers as in `world`, written as a chain.
  private var chain: MarkovChain {
    var chain = MarkovChain(states: State.allCases.count)
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

  private var world: World {
    var world = World()
    world.horizon = 4.5
    world.setSeeking(perDay: 0.6, .methadone)
    world.setRate("reentry", perDay: 0.8)
    world.setIntakeDelay(days: 0)
    world.setForAll("induction.days", 0)
    world["lapse.atFirstDose.methadone"] = 0.3
    world["cessation.perYear"] = 0.3 * 365.25
    world["lapse.perDay.methadone"] = 0.5
    world["lapse.endPerDay.methadone"] = 0.7
    world.setRate("dropout", perDay: 0.4, suffix: ".methadone")
    world["dropout.lapseRatio.methadone"] = 1.5
    world["dropout.immediateUse.methadone"] = 0.6
    world.setRate("relapse.afterTreatment", perDay: 0.9)
    world.setRate("relapse.afterRemission", perDay: 0.5)
    world.setOverdoses(perDay: 0.05, fatal: true)
    world["overdose.exposure.abstinentOn"] = 0.2
    world["overdose.exposure.lapseOn"] = 0.5
    world["overdose.exposure.abstinentOff"] = 0.1
    world.setOtherDeaths(perDay: 0.02)
    world["death.onTreatmentRatio.methadone"] = 0.5
    world["death.abstinentRatio"] = 0.4
    return world
  }

  /// Observed: using, abstinent and lapsing on methadone, abstinent off it, two deaths.
  private func observed(_ run: Run) -> [Int] {
    let last = Array(run.outcome.prevalence.suffix(Measure.occupancyCount))
    func sum(_ care: [CareState], _ medication: Medication, _ use: UseState) -> Int {
      care.reduce(0) { $0 + Int(last[Measure.occupancy($1, medication, use)]) }
    }
    return [
      sum(Run.alive, .none, .regular), sum(Run.alive, .methadone, .abstinent),
      sum(Run.alive, .methadone, .lapse), sum(Run.alive, .none, .abstinent),
      Int(run.count(.overdoseDeath)), Int(run.count(.otherDeath)),
    ]
  }

  private func classes(_ solution: [Double]) -> [Double] {
    func share(_ states: State...) -> Double { states.reduce(0) { $0 + solution[$1.rawValue] } }
    return [
      share(.using, .usingAgain), share(.abstinentOn), share(.lapseOn),
      share(.abstinentAfter, .remission, .remissionAgain), share(.overdosed),
      share(.diedOtherwise),
    ]
  }

  @Test("uniformisation agrees with scipy's matrix exponential (expm, 1.17.1)")
  func oracle() {
    let expected = [
      0.069689405801, 0.174830935127, 0.246855715763, 0.135245313934, 0.04250319801,
      0.088149803775, 0.072861943447, 0.113544948974, 0.056318735168,
    ]
    let solution = chain.solve(from: 0, days: 4.5)
    for (mine, scipy) in zip(solution.probabilities, expected) {
      #expect(abs(mine - scipy) < 1e-10)
    }
    #expect(abs(solution.time.reduce(0, +) - 4.5) < 1e-9)
  }

  // n = 20,000; chi-square on 5 degrees of freedom; catches a share wrong by 1.7 points, and the
  // control shows that a drop-out rate wrong by 20 % is found. 60,000 events.
  @Test("shares of states after 4.5 days")
  func shares() {
    var world = world
    world.cohort = World.people(20_000)
    let run = world.run(recording: .nobody)
    let solution = chain.solve(from: 0, days: 4.5)
    let counts = observed(run)
    #expect(counts.reduce(0, +) == 20_000)
    let test = ChiSquare(observed: counts, probabilities: classes(solution.probabilities))
    #expect(test.passes, "\(test)")
    // Person-time: sd of one person's days in a class is below 4.5 / 2.
    let onMethadone = Double(run.ticks(Run.alive, [.methadone])) / 0x1p20 / 20_000
    let time = MeanTest(
      observed: onMethadone,
      expected: solution.time[State.abstinentOn.rawValue] + solution.time[State.lapseOn.rawValue],
      standardError: 2.25 / 20_000.0.squareRoot(), count: 20_000)
    #expect(time.passes, "\(time)")

    world.setRate("dropout", perDay: 0.48, suffix: ".methadone")
    let wrong = ChiSquare(
      observed: observed(world.run(recording: .nobody)),
      probabilities: classes(solution.probabilities))
    #expect(!wrong.passes, "\(wrong)")
  }
}
