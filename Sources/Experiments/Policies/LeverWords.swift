internal import Foundation
internal import TreatmentModel

extension Lever {
  /// What the lever is, for people who do not know the model.
  var words: String {
    switch self {
    case .seekHazard: "the rate of asking for care"
    case .feltStigma: "felt stigma (0 to 1)"
    case .offeredProbability: "the chance of being offered medication"
    case .attendanceProbability: "the chance of coming to the intake"
    case .travelHours: "hours of travel"
    case .intakeDelay: "days until the intake"
    case .patienceHazard: "the rate of giving up while waiting"
    case .interimProbability: "the chance of doses while waiting"
    case .choiceMethadone: "the odds of choosing methadone"
    case .choiceBuprenorphine: "the odds of choosing buprenorphine"
    case .choiceBuprenorphineXR: "the odds of choosing monthly buprenorphine"
    case .choiceNaltrexoneXR: "the odds of choosing monthly naltrexone"
    case .inductionFailure: "failure to start"
    case .withdrawalCompletion: "the chance of completing withdrawal management"
    case .bridgeProbability: "the chance of going on to medication after withdrawal management"
    case .dropoutHazard: "the rate of dropping out of treatment"
    case .lapseHazard: "the rate of lapsing during treatment"
    case .lapseEndHazard: "the rate of coming out of a lapse"
    case .taperHazard: "the rate of beginning a taper"
    case .doseTarget: "the planned dose"
    case .doseStep: "the steps of the dose"
    case .responseGuidedProbability: "the chance of dosing by response"
    case .immediateUse: "return to use on leaving treatment"
    case .relapseHazard: "the rate of relapse after treatment"
    case .cessationHazard: "the rate of stopping use without treatment"
    case .aftercareDays: "days of aftercare"
    case .overdoseHazard: "the rate of overdose"
    case .naloxonePresent: "the chance that naloxone is at hand"
    case .emergencyCall: "the chance of an emergency call"
    case .emergencyLinkage: "the chance of getting into treatment after an overdose"
    case .fatality: "the chance that an overdose is fatal"
    case .otherDeathHazard: "the rate of death from other causes"
    }
  }

  /// What a value does to the lever: `the rate of dropping out of treatment 20 % lower`.
  func sentence(_ value: Double) -> String {
    guard value != Double(neutral) else { return "\(words): no effect" }
    let change = scale == .ratio ? value - 1 : value
    let size = abs(change) * 100
    let text = size < 10 ? String(format: "%.2g", size) : String(format: "%.0f", size)
    let direction = change < 0 ? "lower" : "higher"
    switch scale {
    case .ratio where value >= 3: return "\(words): \(HumanNumber.text(value)) times as high"
    case .ratio: return "\(words): \(text) % \(direction)"
    case .shift: return "\(words): \(text) percentage points \(direction)"
    }
  }
}

extension Reach.Trigger {
  /// The moment, for people who do not know the model.
  var words: String {
    switch self {
    case .everybody: "everybody, when the programme starts or on joining later"
    case .seeking: "people who ask for care"
    case .waiting: "people who join a waiting list"
    case .withdrawalManagement: "people admitted to withdrawal management"
    case .admission: "people admitted to medication"
    case .firstDose: "people at their first dose"
    case .maintenance: "people who have settled on a dose"
    case .emergencyVisit: "people brought to the emergency department after an overdose"
    case .dropout: "people who have just dropped out"
    case .aftercare: "people who begin aftercare"
    }
  }
}

extension EvidenceGrade {
  /// One word for the grade.
  var word: String {
    switch self {
    case .a: "strong"
    case .b: "good"
    case .c: "moderate"
    case .d: "weak"
    case .n: "tested, no effect found"
    case .x: "assumption"
    }
  }
}

extension PolicyEffect {
  /// What the study reports, where the value is worked out from it.
  var origin: String? {
    func percent(_ share: Double) -> String { HumanNumber.text(share * 100) }
    let day = horizonDays.map { " at day \(HumanNumber.text($0))" } ?? ""
    func without(_ baseline: Double?) -> String {
      baseline.map { ", \(percent($0)) % without\(day)" } ?? ""
    }
    switch measure {
    case .ratio, .shift: return nil
    case .oddsRatio(let ratio, _, let baseline):
      return "from an odds ratio of \(HumanNumber.text(ratio))" + without(baseline)
    case .riskRatio(let ratio, _, let baseline):
      return "from a risk ratio of \(HumanNumber.text(ratio))" + without(baseline)
    case .standardisedDifference(let difference, _, let baseline):
      return "from a standardised difference of \(HumanNumber.text(difference))"
        + without(baseline)
    case .retention(let with, let without):
      return "from \(percent(with)) against \(percent(without)) % staying\(day)"
    case .proportions(let with, let without):
      return "from \(percent(with)) against \(percent(without)) %\(day)"
    }
  }
}
