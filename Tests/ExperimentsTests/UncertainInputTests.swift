import Testing
import TreatmentModel

@testable import Experiments

@Suite("Uncertain inputs and models with other numbers")
struct UncertainInputTests {
  private static let text = """
    title: Two places and two policies
    population: {kind: synthetic}
    communities:
      - {name: Ash, population: 300}
      - {name: Birch, population: 200, parameters: {seek.severeRatio: 1.5}}
    run: {horizonYears: 1, replications: 2, seed: 5}
    strategies:
      - {name: both, policies: [contingency-management, telehealth]}
    """

  private func read(_ overrides: [ScenarioOverride] = []) throws -> Scenario {
    try ScenarioReader.read(text: Self.text, file: "test.yaml", overrides: overrides)
  }

  private func outcomes(_ models: [Model]) -> [Outcome] {
    models.flatMap { model in
      model.communities.indices.map { community in
        var simulation = Simulation(model)
        return simulation.run(community: community, replication: 1, seed: 5)
      }
    }
  }

  @Test("models without other numbers are those of the scenario")
  func noInputs() throws {
    let scenario = try read()
    let own = [scenario.model] + scenario.strategies.map { scenario.model(of: $0) }
    #expect(outcomes(try scenario.models(with: [:])) == outcomes(own))
  }

  @Test(
    "another number is the same as setting it in the file",
    arguments: [
      ("dropout.scaleDays.buprenorphine", 50.0), ("supply.fentanylShare", 0.2),
      ("seek.severeRatio", 3.0),
    ])
  func parameter(_ key: String, _ value: Double) throws {
    let set = try read([ScenarioOverride(key: "parameters.\(key)", value: "\(value)")])
    let expected = outcomes([set.model] + set.strategies.map { set.model(of: $0) })
    let scenario = try read()
    #expect(outcomes(try scenario.models(with: [key: value])) == expected)
    // The control: the number matters.
    #expect(outcomes(try scenario.models(with: [:])) != expected)
  }

  @Test("another number for an effect passes through the study's conversion")
  func effect() throws {
    let key = "policy.telehealth.dropoutHazard"
    let scenario = try read()
    let models = try scenario.models(with: [key: 0.45])
    let effect = try #require(
      models[1].policies[1].effects.first { $0.lever == .dropoutHazard })
    // ln 0.45 / ln 0.36: proportional hazards, by hand.
    #expect(abs(effect.value - 0.781_58) < 1e-5)
    #expect(outcomes(models)[0] == outcomes([scenario.model])[0], "the base has no policies")
  }

  @Test("every uncertain input of the shipped factorial design gives numbers inside its range")
  func quantiles() throws {
    let scenario = try ScenarioReader.read(
      path: "strategies/factorial-pgx-stigma-telehealth-peer")
    let inputs = scenario.uncertainInputs
    #expect(inputs.count > 200)
    #expect(Set(inputs.map(\.key)).count == inputs.count)
    for input in inputs {
      let numbers = [1e-6, 0.025, 0.5, 0.975, 1 - 1e-6].map(input.quantile)
      #expect(numbers == numbers.sorted(), "\(input.key)")
      #expect(numbers.allSatisfy { input.range.contains($0) }, "\(input.key)")
      #expect(numbers[0] < numbers[4], "\(input.key)")
      #expect(throws: Never.self, "\(input.key)") {
        for number in numbers { _ = try scenario.models(with: [input.key: number]) }
      }
    }
  }

  @Test("a key that does not exist and a number out of range are named")
  func faults() throws {
    let scenario = try read()
    #expect(throws: InputFault.self) { try scenario.models(with: ["dropout.scale": 1]) }
    #expect {
      try scenario.models(with: ["supply.fentanylShare": 1.5])
    } throws: {
      "\($0)" == "supply.fentanylShare: 1.5 is outside 0...1."
    }
    #expect {
      try scenario.models(with: ["population.race.white": 0.1])
    } throws: {
      "\($0)".contains("must sum to 1")
    }
  }

  @Test("what a scenario sets without a distribution is certain, like what the floor removes")
  func certain() throws {
    let key = "dropout.scaleDays.buprenorphine"
    #expect(try read().uncertainInputs.contains { $0.key == key })
    let set = try read([ScenarioOverride(key: "parameters.\(key)", value: "50")])
    #expect(!set.uncertainInputs.contains { $0.key == key })
    let effect = "policy.telehealth.dropoutHazard"
    #expect(try read().uncertainInputs.contains { $0.key == effect })
    let floor = try read([ScenarioOverride(key: "run.evidenceFloor", value: "B")])
    #expect(!floor.uncertainInputs.contains { $0.key == effect })
  }
}
