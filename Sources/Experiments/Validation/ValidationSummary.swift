/// What `moudsim validate` prints: how many rows agree, and those that do not.
public struct ValidationSummary: Sendable {
  private let validation: Validation

  /// Prepares the summary.
  public init(_ validation: Validation) { self.validation = validation }

  /// A few lines, then one for each disagreement.
  public var text: String {
    let checks = validation.checks
    var text = "Theory and other programs: \(checks.count { $0.agrees }) of \(checks.count) agree\n"
    for check in checks where !check.agrees {
      text += "  differs: \(check.name)\n"
    }
    for use in TargetUse.allCases {
      let judged = validation.results(use).filter { $0.verdict != .unknown }
      guard !judged.isEmpty else { continue }
      let inside = judged.count { $0.verdict == .inside }
      text += "Published figures, \(use.rawValue): \(inside) of \(judged.count) inside\n"
      for result in judged where result.verdict == .outside {
        text += "  outside: \(result.target.title): \(HumanNumber.text(result.mean)), published "
        text += "\(HumanNumber.text(result.target.value))\n"
      }
    }
    return text
  }
}
