/// How well a number is supported by evidence.
public enum EvidenceGrade: String, CaseIterable, Sendable {
  /// A meta-analysis, or two or more concordant randomised trials, in opioid use disorder.
  case a = "A"
  /// One randomised trial in opioid use disorder, or several large concordant cohorts.
  case b = "B"
  /// Confounded or indirect.
  case c = "C"
  /// Small, mechanistic, or the output of another model.
  case d = "D"
  /// Tested, and no effect found.
  case n = "N"
  /// An assumption.
  case x = "X"

  /// What the grade means, for people who do not read trials for a living.
  public var meaning: String {
    switch self {
    case .a:
      "strong: a meta-analysis, or two or more randomised trials that agree, in people with "
        + "opioid use disorder"
    case .b:
      "good: one randomised trial in people with opioid use disorder, or several large cohort "
        + "studies that agree"
    case .c: "moderate: real data, but confounded, or from other people, places or years"
    case .d: "weak: a small or laboratory study, or the output of another model"
    case .n: "tested, and no effect was found: kept as no effect"
    case .x: "no usable evidence: an assumption, written down so that it can be seen and changed"
    }
  }
}
