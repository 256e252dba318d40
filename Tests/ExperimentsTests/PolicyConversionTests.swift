import Testing
import TreatmentModel

@testable import Experiments

/// Expected values are worked out by hand or printed in the sources named.
@Suite("From trials to hazards")
struct PolicyConversionTests {
  private func near(_ value: Double, _ expected: Double, within: Double = 0.0005) -> Bool {
    abs(value - expected) <= within
  }

  @Test("48 against 44 % retained is a hazard ratio of 0.894; 82.4 against 68.4 % is 0.51")
  func retention() {
    #expect(near(HazardConversion.hazardRatio(staying: 0.48, insteadOf: 0.44), 0.894))
    #expect(near(HazardConversion.hazardRatio(staying: 0.32, insteadOf: 0.28), 0.895))
    #expect(near(HazardConversion.hazardRatio(staying: 0.824, insteadOf: 0.684), 0.5097))
    #expect(HazardConversion.hazardRatio(staying: 0.3, insteadOf: 0.3) == 1)
  }

  @Test("Halving a survival of one quarter doubles nothing: ln 1/2 over ln 1/4 is one half")
  func exact() {
    #expect(near(HazardConversion.hazardRatio(staying: 0.5, insteadOf: 0.25), 0.5, within: 1e-15))
    #expect(near(HazardConversion.hazardRatio(event: 0.75, insteadOf: 0.5), 2, within: 1e-15))
  }

  @Test("An odds ratio of 1.46 lifts 43.97 % to 53.39 %, a hazard ratio of 0.764")
  func oddsRatio() {
    let share = HazardConversion.share(oddsRatio: 1.46, baseline: 0.4397)
    #expect(near(share, 0.5339, within: 0.0001))
    #expect(near(HazardConversion.hazardRatio(staying: share, insteadOf: 0.4397), 0.764))
    #expect(HazardConversion.share(oddsRatio: 1, baseline: 0.3) == 0.3)
  }

  @Test("Standardised differences as Chinn 2000 turns them into odds ratios")
  func chinn() {
    for (difference, ratio) in [(0.58, 2.86), (0.30, 1.72), (0.86, 4.76), (0.187, 1.40)] {
      let value = HazardConversion.oddsRatio(standardisedDifference: difference)
      #expect(near(value, ratio, within: 0.005))
    }
    #expect(HazardConversion.oddsRatio(standardisedDifference: 0) == 1)
  }

  @Test("Odds of abstinence divide the rate of lapsing: rates 0.2 and 0.3 have odds 1.5")
  func abstinence() {
    let ratio = HazardConversion.lapseRatio(abstinenceOddsRatio: 2)
    let lapse = 0.2 * ratio
    #expect(near(0.3 / lapse, 2 * 0.3 / 0.2, within: 1e-12))
    #expect(near(HazardConversion.lapseRatio(abstinenceOddsRatio: 2.29), 0.437))
  }

  @Test("Measures become values of levers")
  func measures() throws {
    let cases: [(EffectMeasure, Lever, Double)] = [
      (.ratio(0.8), .dropoutHazard, 0.8),
      (.shift(0.02), .offeredProbability, 0.02),
      (.retention(with: 0.37, without: 0.20), .relapseHazard, 0.6178),
      (.proportions(with: 0.415, without: 0.278), .withdrawalCompletion, 0.137),
      (.oddsRatio(2.7, of: .event, baseline: 0.37), .seekHazard, 2.0565),
      (.oddsRatio(1.85, of: .event, baseline: 0.278), .withdrawalCompletion, 0.138),
      (.riskRatio(1.2, of: .staying, baseline: 0.5), .dropoutHazard, 0.737),
      (.standardisedDifference(0.314, of: .staying, baseline: 0.5514), .dropoutHazard, 0.6361),
      (.standardisedDifference(0.58, of: .abstinence, baseline: nil), .lapseHazard, 0.3493),
    ]
    for (measure, lever, expected) in cases {
      #expect(near(try measure.value(of: lever), expected), "\(measure)")
    }
    #expect(EffectMeasure.retention(with: 0.4, without: 0.3).with(number: 0.5).number == 0.5)
  }

  @Test(
    "A measure that does not fit its lever says what to give",
    arguments: [
      (
        EffectMeasure.ratio(2), Lever.feltStigma,
        "the lever 'feltStigma' is added to. Give shift, or two proportions."
      ),
      (.shift(0.1), .dropoutHazard, "the lever 'dropoutHazard' is multiplied. Give ratio."),
      (
        .retention(with: 0.4, without: 0.3), .travelHours,
        "the lever 'travelHours' is no hazard. Give ratio."
      ),
      (
        .retention(with: 0.4, without: 0.3), .naloxonePresent,
        "the lever 'naloxonePresent' is the chance of an event. Give of: event, or proportions."
      ),
      (
        .oddsRatio(2, of: .staying, baseline: nil), .dropoutHazard,
        "the share without the programme is needed. Give baseline."
      ),
      (
        .oddsRatio(2, of: .abstinence, baseline: nil), .relapseHazard,
        "odds of abstinence are turned into lapseHazard only. Give ratio."
      ),
      (
        .riskRatio(2, of: .event, baseline: 0.6), .seekHazard,
        "the share with the programme would be 1.2. It must lie between 0 and 1."
      ),
    ])
  func misfits(measure: EffectMeasure, lever: Lever, message: String) {
    let misfit = #expect(throws: EffectMeasure.Misfit.self) { try measure.value(of: lever) }
    #expect(misfit?.message == message)
  }
}
