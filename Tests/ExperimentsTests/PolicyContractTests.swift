import Testing
import TreatmentModel

@testable import Experiments

/// What every shipped policy does to lives, and does not.
@Suite("Shipped policies in the model")
struct PolicyContractTests {
  /// A town with few places, so that people also wait.
  private static func town(_ people: Int) -> String {
    """
    title: t
    run: {horizonDays: 730}
    communities:
      - name: Town
        population: \(people)
        resources: {otpPlaces: 60, officePlaces: 110, withdrawalBeds: 3}

    """
  }

  private static func model(people: Int = 1500) throws -> Model {
    try ScenarioReader.read(text: town(people), file: "t.yaml").model
  }

  /// The outcome of one run, without the counts of whom policies reached.
  private static func outcome(_ model: Model) -> Outcome {
    var simulation = Simulation(model)
    var outcome = simulation.run(community: 0, replication: 1, seed: 7)
    outcome.policies = []
    outcome.policySeries = []
    return outcome
  }

  @Test("At zero uptake a policy changes nothing")
  func zeroUptake() throws {
    var model = try Self.model()
    let none = Self.outcome(model)
    for file in BuiltIn.policies {
      var file = file
      file.reach.uptake = 0
      model.policies = [file.policy(timing: Timing(), floor: .x)]
      let isSame = Self.outcome(model) == none
      #expect(isSame, "\(file.name)")
    }
  }

  @Test("All null policies together change nothing, whomever they reach")
  func null() throws {
    var model = try Self.model()
    let none = Self.outcome(model)
    let silent = BuiltIn.policies.filter { file in
      file.effects.allSatisfy(\.isNull) && file.machinery == .none
    }
    model.policies = silent.map { file in
      var file = file
      file.reach.uptake = 1
      return file.policy(timing: Timing(), floor: .x)
    }
    #expect(silent.count == 11)
    let isSame = Self.outcome(model) == none
    #expect(isSame)
  }

  @Test("Every policy that claims an effect has one: its levers are read where they act")
  func acts() throws {
    for var file in BuiltIn.policies
    where file.effects.contains(where: { !$0.isNull }) || file.machinery != .none {
      // Only deaths tell of naloxone, and they are rare.
      var model = try Self.model(people: file.name == "naloxone-distribution" ? 8000 : 1500)
      let none = Self.outcome(model)
      file.reach.uptake = 1
      model.policies = [file.policy(timing: Timing(), floor: .x)]
      let isSame = Self.outcome(model) == none
      #expect(!isSame, "\(file.name)")
    }
  }

  @Test("A policy that is over before anybody is reached leaves nothing")
  func ended() throws {
    var model = try Self.model()
    let none = Self.outcome(model)
    for file in BuiltIn.policies where file.reach.trigger != .everybody {
      model.policies = [file.policy(timing: Timing(end: 1e-6), floor: .x)]
      let isSame = Self.outcome(model) == none
      #expect(isSame, "\(file.name)")
    }
  }
}
