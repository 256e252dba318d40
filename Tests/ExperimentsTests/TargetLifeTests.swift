import Testing

@testable import Experiments
@testable import TreatmentModel

/// Quantities of lives against lives written by hand.
@Suite("Quantities computed from lives")
struct TargetLifeTests {
  /// A follower of a world in which the first dose of methadone comes one day after admission.
  private func follower() throws -> LifeFollower {
    let scenario = try ScenarioReader.read(
      path: "three-counties", overrides: [ScenarioOverride(key: "run.warmUpDays", value: "0")])
    return LifeFollower(model: scenario.model, community: 0)
  }

  private func record(
    _ day: Double, _ event: LifeEvent, _ care: CareState, _ medication: Medication, _ use: UseState,
    patient: UInt32 = 0
  ) -> LifeRecord {
    LifeRecord(
      day: day, patient: patient, event: event, care: care, medication: medication, use: use,
      dose: 0, adequacy: 1, tolerance: 1)
  }

  private func tally(_ records: [LifeRecord]) throws -> FollowedLives {
    var follower = try follower()
    for record in records { follower.add(record) }
    return follower.finish()
  }

  @Test("weekly samples begin with the first dose, which leaves no record")
  func samples() throws {
    // Abstinent on days 7 and 14 (known from the lapse on day 20), in lapse on 21 and 28, abstinent on 35.
    let tally = try tally([
      record(0, .event(.admissionMethadone), .induction, .none, .regular),
      record(20, .event(.lapse), .maintenance, .methadone, .lapse),
      record(30, .event(.lapseEnd), .maintenance, .methadone, .abstinent),
      record(36, .event(.dropoutMethadone), .outOfCare, .none, .abstinent),
      record(100, .end, .outOfCare, .none, .abstinent),
    ])
    #expect(tally[.methadone].pairs == [1, 1, 1, 1])
    #expect(tally.value(of: .weeklyLapse(.methadone)) == 0.5)
    #expect(tally.value(of: .weeklyReturn(.methadone)) == 0.5)
    #expect(tally[.methadone].inducted == 1)
    #expect(tally.value(of: .relapsed(.methadone, day: 100, .randomised)) == 0)
  }

  @Test("relapse: regular use, or four weekly samples with use")
  func relapse() throws {
    let tally = try tally([
      // 0: fails at induction.
      record(0, .event(.admissionMethadone), .induction, .none, .regular),
      record(2, .event(.inductionFailureMethadone), .outOfCare, .none, .regular),
      // 1: in lapse on days 7, 14, 21, 28.
      record(0, .event(.admissionMethadone), .induction, .none, .regular, patient: 1),
      record(5, .event(.lapse), .stabilisation, .methadone, .lapse, patient: 1),
      record(60, .end, .maintenance, .methadone, .lapse, patient: 1),
      // 2: drops out into regular use on day 40.
      record(0, .event(.admissionMethadone), .induction, .none, .regular, patient: 2),
      record(9, .event(.titrationStep), .stabilisation, .methadone, .abstinent, patient: 2),
      record(40, .event(.dropoutMethadone), .outOfCare, .none, .regular, patient: 2),
      record(60, .end, .outOfCare, .none, .regular, patient: 2),
    ])
    func share(_ day: Int, _ among: LifeQuantity.Among) -> Double? {
      tally.value(of: .relapsed(.methadone, day: day, among))
    }
    #expect(tally[.methadone].randomised == 3 && tally[.methadone].inducted == 2)
    #expect(share(2, .randomised) == 1.0 / 3)
    #expect(share(27, .randomised) == 1.0 / 3)
    #expect(share(28, .randomised) == 2.0 / 3)
    #expect(share(40, .randomised) == 1)
    #expect(share(27, .inducted) == 0 && share(28, .inducted) == 0.5 && share(40, .inducted) == 1)
  }

  @Test("after withdrawal: who goes on to medication is left out, who dies is censored")
  func withdrawal() throws {
    func completed(_ patient: UInt32) -> LifeRecord {
      record(
        10, .event(.withdrawalManagementCompleted), .withdrawalManagement, .none, .abstinent,
        patient: patient)
    }
    let tally = try tally([
      completed(0), record(15, .event(.relapse), .outOfCare, .none, .regular),
      completed(1),
      record(10, .event(.admissionNaltrexoneXR), .induction, .none, .abstinent, patient: 1),
      completed(2), record(12, .risk(.otherDeath), .dead, .none, .abstinent, patient: 2),
      completed(3), record(60, .end, .outOfCare, .none, .abstinent, patient: 3),
    ])
    // One of the two still at risk on day 5.
    #expect(tally.value(of: .relapsedAfterWithdrawal(day: 4)) == 0)
    #expect(tally.value(of: .relapsedAfterWithdrawal(day: 5)) == 0.5)
  }

  @Test("overdoses of an arm, and their ratio")
  func overdoses() throws {
    let tally = try tally([
      record(0, .event(.admissionMethadone), .induction, .none, .regular),
      record(0, .event(.admissionNaltrexoneXR), .induction, .none, .regular, patient: 1),
      record(50, .risk(.overdoseSeen), .maintenance, .methadone, .lapse),
      record(60, .risk(.overdoseSeen), .outOfCare, .none, .regular, patient: 1),
      record(61, .risk(.overdose), .outOfCare, .none, .regular, patient: 1),
      record(70, .risk(.overdoseSeen), .outOfCare, .none, .regular, patient: 1),
    ])
    #expect(tally.value(of: .overdoses(.methadone, day: 49)) == 0)
    #expect(tally.value(of: .overdoses(.methadone, day: 50)) == 100)
    #expect(tally.value(of: .overdoseRatio(.naltrexoneXR, .methadone, day: 80)) == 2)
    #expect(tally.value(of: .overdoseRatio(.naltrexoneXR, .methadone, day: 10)) == nil)
  }
}
