import DiscreteEvents
import Experiments
import Testing

@testable import TreatmentModel

/// Every parameter that is shipped is used: changing it changes what the model compiles from it.
@Suite("Parameters shipped and parameters read")
struct ParameterCoverage {
  /// Everything that a run compiles from parameters, as text.
  private func compiled(_ parameters: Parameters) -> String {
    var text = ""
    dump(CommunityRates(parameters), to: &text)
    return text
  }

  /// Keys that no table of the model holds, and who reads them instead.
  private let elsewhere: [String: String] = [
    "population.incidencePer1000PerYear": "read where the number of newcomers is drawn",
    "supply.fentanylShare": "read by the scenario, where it has no supply series of its own",
  ]

  @Test("every key of the parameter file reaches a table of the model, but for a list with reasons")
  func everyKeyIsRead() {
    // Ratios of 1 would hide what they are applied to.
    var base = World.shipped
    base["dropout.lapseRatio.naltrexoneXR"] = 1.1
    base["dropout.injectsRatio.naltrexoneXR"] = 1.1
    let usual = compiled(base)
    var unread: Set<String> = []
    for key in base.keys {
      var changed = base
      changed[key] = changed[key] * 1.0625 + 0.001
      if compiled(changed) == usual { unread.insert(key) }
    }
    // What things cost and how well people are is multiplied with outcomes afterwards: a test of the
    // economic accounts holds that every one of these keys is.
    let priced = BuiltIn.parameters.rows.filter(\.isEconomic).map(\.key)
    #expect(priced.count > 30)
    #expect(unread == Set(elsewhere.keys).union(priced))
    #expect(World.shipped.keys.count > 200)
  }

  @Test("the tables hold nothing else: what is compiled twice is the same text")
  func deterministic() {
    #expect(compiled(World.shipped) == compiled(World.shipped))
  }

  @Test("the incidence is read where newcomers are drawn")
  func incidence() {
    var world = World()
    world.cohort = .synthetic(open: true)
    world.population = 1000
    #expect(world.run().people.count == 1000)
    world["population.incidencePer1000PerYear"] = 1000
    #expect(world.run().people.count > 1100)
  }

  /// Hazards per day, worked out by hand from the units in the parameter file.
  @Test("units are converted: per year, per 1,000 and month, ratio per third")
  func units() {
    var world = World()
    world.parameters = World.shipped
    world.setDemand(2)
    world.set([
      "seek.entriesPer1000PerMonth.methadone": 2.40,
      "seek.entriesPer1000PerMonth.buprenorphine": 8.41,
      "seek.entriesPer1000PerMonth.naltrexoneXR": 1.08,
      "seek.entriesPer1000PerMonth.withdrawalManagement": 6.80,
      "seek.buprenorphineXRShare": 0.012, "overdose.perYear": 0.02388,
      "cessation.perYear": 0.068, "patience.meanDays": 120, "death.levelAt40.male": 0.003709,
      "death.slopePerYear.male": 0.0631, "adequacy.dropoutRatioPerThird": 1.2,
    ])
    let rates = CommonRates(world.parameters)
    // (2.40 + 8.41 + 1.08 + 6.80) / 1000 / 30.4375 x 2.0
    #expect(abs(rates.seek - 0.00122809) < 1e-8)
    // 0.02388 / 365.25
    #expect(abs(rates.overdosePerDay - 6.53799e-5) < 1e-9)
    #expect(abs(rates.cessation - 0.068 / 365.25) < 1e-9)
    #expect(abs(rates.patience - 1 / 120) < 1e-9)
    // 1.2 per third of the dose: 1.2^3 = 1.728 per whole dose, ln 1.728 = 0.546965
    #expect(abs(rates.logDropoutPerShortfall - 0.546965) < 1e-5)
    // Men: 0.003709 a year at 40, slope 0.0631: at birth 0.003709 exp(-2.524) = 0.000297233.
    #expect(abs(rates.mortalityMale.level * 365.25 - 0.000297233) < 1e-8)
    #expect(abs(rates.mortalityMale.slope * 365.25 - 0.0631) < 1e-12)
    let weights = Medication.allCases.map { MedicationRates($0, world.parameters).choiceWeight / 2 }
    #expect(weights[0] == 6.80 && weights[1] == 2.40 && weights[4] == 1.08)
    // 1.2 % of 8.41 is asked for as injections.
    #expect(abs(weights[2] - 8.30908) < 1e-9 && abs(weights[3] - 0.10092) < 1e-9)
  }
}
