import DiscreteEvents
import Experiments
import Testing

@testable import TreatmentModel

/// Policies on people: what they change, and what they leave alone.
@Suite("Policies")
struct PolicyEffects {
  /// A town in which everything that can happen does.
  private func town(
    _ policies: [Policy], places: Int? = nil, people: Int = 400,
    parameters: Parameters = BuiltIn.parameters.values, combining: CombiningRule = .multiply
  ) -> Model {
    let capacity: [ResourceKind: Schedule<Capacity>] =
      places.map {
        [.otpPlaces: Schedule(.finite($0)), .officePlaces: Schedule(.finite(2 * $0))]
      } ?? [:]
    return Model(
      communities: [
        Community(
          name: "town", population: people, parameters: parameters, fentanylShare: Schedule(0.8),
          capacity: capacity)
      ],
      cohort: .synthetic(open: true), horizonDays: 900, intervalDays: 90,
      stratifications: [.sex], policies: policies, combining: combining)
  }

  private func run(_ model: Model, seed: UInt64 = 1) -> Outcome {
    var simulation = Simulation(model)
    return simulation.run(community: 0, replication: 1, seed: seed)
  }

  private func lives(_ model: Model) -> [UInt32: [LifeRecord]] {
    var simulation = Simulation(model)
    var lives: [UInt32: [LifeRecord]] = [:]
    _ = simulation.run(community: 0, replication: 1, seed: 1, recording: .everybody) {
      lives[$0.patient, default: []].append($0)
    }
    return lives
  }

  /// The outcome without what is counted of the policies themselves.
  private func lifeOnly(_ outcome: Outcome) -> Outcome {
    var outcome = outcome
    outcome.policies = []
    outcome.policySeries = []
    return outcome
  }

  private func retention(_ ratio: Double, uptake: Double = 1, who: Eligibility = Eligibility())
    -> Policy
  {
    Policy(
      name: "retention",
      reach: Reach(trigger: .admission, who: who, uptake: uptake, whileOnMedication: true),
      effects: [Effect(lever: .dropoutHazard, value: ratio)])
  }

  @Test(
    "A policy that nobody takes up, or that changes nothing, changes no life", arguments: [1, 2])
  func nullPolicies(seed: UInt64) {
    let usual = lifeOnly(run(town([], places: 20), seed: seed))
    let unused = run(town([retention(0.5, uptake: 0)], places: 20), seed: seed)
    #expect(lifeOnly(unused) == usual)
    #expect(unused.policies[PolicyCount.reached.rawValue] == 0)
    let null = run(town([retention(1)], places: 20), seed: seed)
    #expect(lifeOnly(null) == usual)
    #expect(null.policies[PolicyCount.reached.rawValue] > 0)
    // Control: the same policy with an effect is seen.
    #expect(lifeOnly(run(town([retention(0.5)], places: 20), seed: seed)) != usual)
  }

  @Test("With places for everybody, whoever a policy does not reach lives the same life")
  func unreached() {
    let who = Eligibility(sexes: [.female])
    let usual = lives(town([]))
    let changed = lives(town([retention(0.2, who: who)]))
    var simulation = Simulation(town([]))
    _ = simulation.run(community: 0, replication: 1, seed: 1)
    var changedWomen = 0
    for (id, life) in usual {
      if simulation.attributes(ofPatient: id).sex == .male {
        #expect(changed[id] == life)
      } else if changed[id] != life {
        changedWomen += 1
      }
    }
    #expect(changedWomen > 10)
  }

  @Test("Longer retention makes others wait longer when places are few, and not when they are many")
  func crowding() {
    func waitingTicks(_ outcome: Outcome) -> Int64 {
      var sum: Int64 = 0
      for use in UseState.allCases {
        sum += outcome.sum(Measure.occupancy(.waiting, .none, use))
      }
      return sum
    }
    for seed: UInt64 in 1...4 {
      let usual = waitingTicks(run(town([], places: 12), seed: seed))
      let kept = waitingTicks(run(town([retention(0.3)], places: 12), seed: seed))
      #expect(kept > usual)
      #expect(waitingTicks(run(town([retention(0.3)]), seed: seed)) == 0)
    }
  }

  @Test("A policy is gone after its end: those it still held are let go that day")
  func end() {
    var policy = Policy(
      name: "outreach", timing: Timing(start: 100, end: 200),
      reach: Reach(trigger: .everybody),
      effects: [Effect(lever: .seekHazard, value: 3)])
    var model = town([policy])
    let outcome = run(model)
    let layout = model.layout
    let days = (0..<layout.cells).reduce(0.0) {
      $0 + Double(outcome.policies[layout.index(of: .ticks, policy: 0, cell: $1)]) / 0x1p20
    }
    var living = 0.0
    for interval in 1...2 {
      // Nobody is attached before day 100 or after day 200.
      for state in 0..<Measure.occupancyCount {
        living += Double(outcome.series[interval * Measure.count + state]) / 0x1p20
      }
    }
    // Days 90 to 270 hold 180 days of everybody; the policy holds 100 of them.
    #expect(abs(days / (living * 100 / 180) - 1) < 0.02)
    // Before its start a policy changes nothing: the first interval is that of usual care.
    let first = 0..<Measure.count
    #expect(outcome.series[first] == run(town([])).series[first])
    policy.timing.start = 50
    model.policies = [policy]
    #expect(run(model).series[first] != run(town([])).series[first])
  }

  @Test("A caseload limits how many are reached at once, and the rest are counted")
  func caseload() {
    let policy = Policy(
      name: "peers",
      reach: Reach(trigger: .admission, resource: .peerCaseload, days: 60),
      effects: [])
    var model = town([policy], people: 2000)
    model.communities[0].capacity[.peerCaseload] = Schedule(.finite(5))
    let outcome = run(model)
    let layout = model.layout
    func count(_ measure: PolicyCount) -> Int64 {
      (0..<layout.cells).reduce(0) {
        $0 + outcome.policies[layout.index(of: measure, policy: 0, cell: $1)]
      }
    }
    // Five at a time for 60 of 900 days each: 75 at most, and every one for 60 days at most.
    #expect(count(.reached) <= 5 * 900 / 60 + 5)
    #expect(count(.reached) > 30)
    #expect(count(.noPlace) > 0)
    #expect(count(.ticks) <= count(.reached) * 60 * EventTime.ticksPerDay + 5 * 900)
  }
}
