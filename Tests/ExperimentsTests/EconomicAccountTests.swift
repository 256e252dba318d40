import DiscreteEvents
import HealthEconomics
import Testing
import TreatmentModel

@testable import Experiments

@Suite("Costs and QALYs of outcomes")
struct EconomicAccountTests {
  /// A model of one year in one interval, in one community, without discounting.
  private static func model(_ change: (inout Parameters) -> Void = { _ in }) -> Model {
    var parameters = BuiltIn.parameters.values
    parameters["discount.cost"] = 0
    parameters["discount.utility"] = 0
    change(&parameters)
    return Model(
      communities: [
        Community(
          name: "Ash", population: 10, parameters: parameters, fentanylShare: Schedule(0.5),
          capacity: [:])
      ], cohort: .synthetic(open: false), horizonDays: 365.25, intervalDays: 365.25)
  }

  private static let ticksPerYear = Int64(365.25 * Double(1 << 20))

  private func outcome(_ model: Model, _ fill: (inout [Int64]) -> Void) -> Outcome {
    var outcome = Outcome(layout: model.layout)
    fill(&outcome.series)
    return outcome
  }

  private func value(_ outcome: Outcome, _ model: Model, _ files: [PolicyFile] = [])
    -> EconomicValue
  {
    EconomicAccounts([outcome], model: model, policies: files).value(
      at: model.communities.map(\.parameters))
  }

  @Test("two person-years and one death, priced by hand")
  func byHand() {
    let model = Self.model { parameters in
      parameters["cost.health.methadone"] = 100
      parameters["cost.health.background.onMedication"] = 10
      parameters["cost.health.background.regular"] = 20
      parameters["cost.health.fatalOverdose"] = 5000
      parameters["cost.health.naloxone"] = 0
      parameters["cost.public.deathInvestigation"] = 1000
      parameters["cost.crime.onMedication"] = 30
      parameters["cost.crime.regular"] = 40
      parameters["cost.crime.publicShare"] = 0.5
      parameters["cost.productivity.abstinent"] = 0
      parameters["cost.productivity.regular"] = 7
      parameters["cost.productivity.fatalOverdose"] = 100_000
      parameters["utility.onMedication.methadone"] = 0.75
      parameters["population.injects"] = 0.5
      parameters["utility.regular.injects"] = 0.5
      parameters["utility.regular.other"] = 0.6
    }
    let outcome = outcome(model) { series in
      series[Measure.occupancy(.maintenance, .methadone, .abstinent)] = Self.ticksPerYear
      series[Measure.occupancy(.outOfCare, .none, .regular)] = Self.ticksPerYear
      series[Measure.count(of: .overdoseDeath, in: .offTreatment)] = 1
      series[Measure.count(of: .overdose, in: .offTreatment)] = 1
      series[Measure.count(of: .overdoseSeen, in: .offTreatment)] = 1
    }
    let value = value(outcome, model)
    // 12 x (100 + 10 + 20) + 5000.
    #expect(abs(value.cost(.healthSector) - 6560) < 1e-9)
    // Also 1000, and half of 12 x (30 + 40).
    #expect(abs(value.cost(.payer) - 7980) < 1e-9)
    // The whole of it, 12 x 7 of lost work, and a lifetime's.
    #expect(abs(value.cost(.societal) - 108_484) < 1e-9)
    // 0.75 and the mean of 0.5 and 0.6; nobody survived an overdose.
    #expect(abs(value.qalys - 1.3) < 1e-12)
    #expect(abs(value.lifeYears - 2) < 1e-12)
  }

  @Test("programmes: a year in force, a person reached, two months of attachment")
  func programme() throws {
    var file = try #require(BuiltIn.policy("telehealth"))
    file.cost.perCommunityYear = 1000
    file.cost.perPersonReached = 70
    file.cost.perPersonMonth = 5
    var model = Self.model()
    // From the middle of the year.
    model.policies = [file.policy(timing: Timing(start: 182.625), floor: .x)]
    var outcome = Outcome(layout: model.layout)
    outcome.policySeries[PolicyCount.reached.rawValue] = 3
    outcome.policySeries[PolicyCount.ticks.rawValue] = Self.ticksPerYear / 6
    let value = value(outcome, model, [file])
    #expect(abs(value.cost(.payer, of: "programmes") - (500 + 210 + 10)) < 1e-3)
  }

  @Test("a cost after a year is discounted by 3 % a year")
  func discounting() {
    let model = Self.model { parameters in
      parameters["discount.cost"] = 0.03
      parameters["cost.health.background.regular"] = 100 / 12
    }
    let outcome = outcome(model) { series in
      series[Measure.occupancy(.outOfCare, .none, .regular)] = Self.ticksPerYear
    }
    // The mean of 1.03^-t over a year: (1 - 1/1.03) / ln 1.03.
    #expect(abs(value(outcome, model).cost(.healthSector) - 98.536_51) < 1e-4)
  }

  @Test("every economic parameter changes a cost or QALYs of a run")
  func everyKeyIsRead() throws {
    let scenario = try ScenarioReader.read(
      path: "three-counties",
      overrides: [ScenarioOverride(key: "run.horizonYears", value: "1")])
    var model = scenario.model
    model.communities = [model.communities[0]]
    var simulation = Simulation(model)
    var outcome = simulation.run(community: 0, replication: 1, seed: 1)
    // Rare states, so that none is missed by chance.
    for care in CareState.allCases where care != .dead {
      for medication in Medication.allCases {
        for use in UseState.allCases {
          outcome.series[Measure.occupancy(care, medication, use)] += Self.ticksPerYear
        }
      }
    }
    func figures(_ parameters: Parameters) -> [Double] {
      let value = EconomicAccounts([outcome], model: model, policies: []).value(at: [parameters])
      return Perspective.allCases.map(value.cost) + [value.qalys]
    }
    let base = model.communities[0].parameters
    let usual = figures(base)
    let keys = BuiltIn.parameters.rows.filter(\.isEconomic).map(\.key)
    let unread = keys.filter { key in
      var changed = base
      changed[key] = changed[key] * 1.01 + 0.001
      return figures(changed) == usual
    }
    #expect(unread == [])
    // The control: a parameter of the model changes no price.
    var other = base
    other["dropout.shape.methadone"] *= 2
    #expect(figures(other) == usual)
  }
}
