import Testing

@testable import TreatmentModel

/// Strength in time and combination of effects, against values worked by hand.
@Suite("Strength and combination of policies")
struct PolicyStrength {
  private func policy(_ timing: Timing, _ machinery: Machinery = .none) -> Policy {
    Policy(
      name: "p", timing: timing, reach: Reach(trigger: .everybody), effects: [],
      machinery: machinery)
  }

  @Test("Strength rises on the ramp, halves by the half-life and ends with the policy")
  func timing() {
    let policy = policy(Timing(start: 10, end: 200, rampDays: 20, halfLifeDays: 50))
    #expect(policy.strength(at: 9.99) == 0)
    #expect(policy.strength(at: 15) == 0.25)
    #expect(policy.strength(at: 30) == 1)
    #expect(policy.strength(at: 80) == 0.5)
    #expect(policy.strength(at: 130) == 0.25)
    #expect(policy.strength(at: 200) == 0)
    #expect(self.policy(Timing()).strength(at: 1e6) == 1)
  }

  @Test("The share of staff changed by training follows its differential equation")
  func training() {
    // s' = a (1 - s) - (ln 2 / h + l) s with a = 0.1 a month, h = 180 days, l = 0.3 a year;
    // solved by scipy.integrate.solve_ivp (DOP853, rtol 1e-12).
    let training = StaffTraining(trainedPerMonth: 0.1, halfLifeDays: 180, turnoverPerYear: 0.3)
    let expected = [
      (30.0, 0.08768070), (180.0, 0.31429716), (720.0, 0.41152480), (3000.0, 0.41286613),
    ]
    for (day, share) in expected {
      #expect(abs(training.changedShare(after: day) - share) < 1e-6)
    }
  }

  @Test("Ratios multiply, the strongest holds alone, or later ones are attenuated")
  func combining() {
    let ratios = [0.9, 0.5, 0.8]
    #expect(abs(CombiningRule.multiply.combine(ratios, .ratio) - 0.36) < 1e-12)
    #expect(CombiningRule.strongest.combine(ratios, .ratio) == 0.5)
    // 0.5 x 0.8^0.5 x 0.9^0.25
    #expect(abs(CombiningRule.attenuated(0.5).combine(ratios, .ratio) - 0.4355877) < 1e-6)
    let shifts = [0.1, -0.3]
    #expect(abs(CombiningRule.multiply.combine(shifts, .shift) + 0.2) < 1e-12)
    #expect(CombiningRule.strongest.combine(shifts, .shift) == -0.3)
    #expect(abs(CombiningRule.attenuated(0.5).combine(shifts, .shift) + 0.25) < 1e-12)
    // A ratio of 0 is stronger than any other; a null effect changes nothing.
    #expect(CombiningRule.strongest.combine([0, 0.1], .ratio) == 0)
    #expect(CombiningRule.multiply.combine([1, 0.7], .ratio) == 0.7)
  }
}
