import DiscreteEvents
import Foundation
import Statistics
import TestSupport
import Testing
import TreatmentModel

@testable import Experiments

/// What common random numbers are worth: a policy that halves overdoses among one person in twenty.
///
/// Overdoses are five times the usual, so that a small town has some 16 deaths in a run. By theory, where
/// nobody else is touched, deaths with and without the policy are a thinned Poisson process: of L deaths
/// from overdose 0.05 x 0.5 L are averted, so that (Var A + Var B) / Var(A - B) is near 2 / 0.025 = 80,
/// and more with deaths of other causes. The difference rests on about 0.4 events in each of 80
/// replications, so the logarithm of the estimate has a standard error of about
/// sqrt(1/32 + 2/80) = 0.24; under 25 lies ln(80/25) / 0.24 = 4.9 of them away, beyond the 4.417 of an
/// error rate of 1e-5. A loss of pairing by half of the draws would be seen: the ratio would be below 10.
@Suite("Pairing", .timeLimit(.minutes(Sanitizer.minutes))) struct ComparisonPairingTests {
  private static let replications = 80

  private func town(_ policies: [Policy], places: Int?) -> Model {
    var parameters = RunFixtures.parameters
    parameters["overdose.perYear"] *= 5
    let capacity: [ResourceKind: Schedule<Capacity>] =
      places.map { [.otpPlaces: Schedule(.finite($0)), .officePlaces: Schedule(.finite($0))] }
      ?? [:]
    return Model(
      communities: [
        Community(
          name: "Ash", population: 300, parameters: parameters, fentanylShare: Schedule(0.8),
          capacity: capacity)
      ], cohort: .synthetic(open: false), horizonDays: 365, policies: policies)
  }

  private let policy = Policy(
    name: "fewer", reach: Reach(trigger: .everybody, who: Eligibility(), uptake: 0.05),
    effects: [Effect(lever: .overdoseHazard, value: 0.5)])

  /// Deaths in each replication.
  private func deaths(_ model: Model, seed: UInt64) throws -> [Double] {
    let metric = try #require(Metrics.named("deaths"))
    return try TaskPool(tasks: Self.replications, threads: 2).reduce(
      into: [Double](), cancellation: Cancellation(), worker: { Simulation(model) },
      perform: { index, simulation in
        let outcome = simulation.run(community: 0, replication: UInt32(index + 1), seed: seed)
        return metric.value(in: Observation.all(in: outcome, layout: model.layout)[0])!
      }, combine: { values, _, value in values.append(value) })
  }

  private func pairs(_ first: [Double], _ second: [Double]) -> PairedDifference {
    zip(first, second).reduce(into: PairedDifference()) { $0.add($1.0, $1.1) }
  }

  @Test(
    "a policy that reaches one in twenty: pairing is worth 25 times the replications and more",
    arguments: [nil, 12])
  func worth(places: Int?) throws {
    let usual = town([], places: places)
    let changed = town([policy], places: places)
    let base = try deaths(usual, seed: 17)
    let own = try deaths(changed, seed: 17)
    let paired = pairs(own, base)
    let ratio = try #require(paired.varianceRatio)
    #expect(ratio > 25, "\(ratio)")
    #expect(try #require(paired.difference.mean) < 0)

    // Honestly unpaired: other seeds, really run. Their differences vary as the sum of variances says.
    let strangers = pairs(try deaths(changed, seed: 18), base)
    let unpaired = try #require(strangers.difference.variance)
    let sum = try #require(paired.first.variance) + #require(paired.second.variance)
    // Each variance of 80 values has a relative error of sqrt(2 / 79) = 0.16, both together 0.23.
    #expect(abs(log(unpaired / sum)) < ErrorRate.twoSided * 0.23, "\(unpaired), \(sum)")
    // Negative control: without pairing the same check fails.
    #expect(try #require(strangers.varianceRatio) < 25)
  }

  @Test("with places for everybody those not reached live the same lives; few places couple them")
  func coupling() {
    for (places, isCoupled) in [(nil, false), (12, true)] as [(Int?, Bool)] {
      var usual = Simulation(town([], places: places))
      var changed = Simulation(town([policy], places: places))
      usual.summarizesLives = true
      changed.summarizesLives = true
      var others = 0
      var reached = 0
      for replication in 1...5 as ClosedRange<UInt32> {
        _ = usual.run(community: 0, replication: replication, seed: 17)
        _ = changed.run(community: 0, replication: replication, seed: 17)
        for index in 0..<UInt32(usual.patientCount) {
          var (first, second) = (usual.summary(ofPatient: index), changed.summary(ofPatient: index))
          let wasReached = second.wasReached
          (first.wasReached, second.wasReached) = (false, false)
          if first == second { continue }
          if wasReached { reached += 1 } else { others += 1 }
        }
      }
      #expect(reached > 0)
      #expect((others > 0) == isCoupled, "\(others)")
    }
  }
}
