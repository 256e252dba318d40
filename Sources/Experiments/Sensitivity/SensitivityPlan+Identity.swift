internal import TreatmentModel

extension SensitivityPlan {
  /// Hash of everything that a simulated number and its key in the log depend on.
  var identity: String {
    var lines = ["moudsim \(ProgramVersion.current)"]
    lines += BuiltIn.digests.map(\.sha256)
    lines.append(scenario.resolvedYAML)
    lines += scenario.inputs.map(\.sha256)
    lines.append("strategies \(strategy) \(comparator)")
    lines.append("measured \(measured)")
    lines.append("replications \(replications) seed \(scenario.run.seed)")
    lines += fixed.sorted { $0.key < $1.key }.map { "at \($0.key) \(NumberText.text($0.value))" }
    lines += question.identity
    return SHA256.hex(of: lines.joined(separator: "\n"))
  }
}

extension SensitivityPlan.Question {
  /// The question without what is only printed.
  fileprivate var identity: [String] {
    func line(_ range: SensitivityRange) -> String {
      "\(range.key) \(NumberText.text(range.low)) \(NumberText.text(range.high))"
    }
    switch self {
    case .oneWay(let ranges): return ["one-way"] + ranges.map(line)
    case .twoWay(let first, let second, let steps):
      return ["two-way \(steps)", line(first), line(second)]
    case .threshold(let range): return ["threshold", line(range)]
    }
  }
}
