/// Runs the scenarios of a calibration's targets.
struct CalibrationSimulator: Sendable {
  private let evaluation: TargetEvaluation
  private let seed: UInt64
  /// Hash of everything that an evaluation depends on; a published figure is no part of it.
  let inputsHash: String
  /// The scenarios' files and those that they extend.
  let inputs: [InputDigest]

  /// Reads the scenarios.
  ///
  /// - Throws: `Faults`.
  init(_ file: CalibrationFile) throws(Faults) {
    let targets = file.targets.map { target in
      var target = target
      let own = target.settings.filter { setting in
        !file.settings.contains { $0.key == setting.key }
      }
      target.settings = own + file.settings
      return target
    }
    evaluation = try TargetEvaluation(targets)
    seed = file.seed
    try Self.checkReach(of: file, evaluation)
    inputs = evaluation.groups.flatMap(\.scenario.inputs)
    inputsHash = Self.hash(file, evaluation)
  }

  /// The model's figures at some inputs, in one thread.
  @Sendable func figures(_ inputs: Scenario.Inputs, replications: Int) throws -> [TargetFigure] {
    try evaluation.run(
      inputs: inputs, replications: replications, seed: seed, threads: 1, replacesOwn: true
    ).map { TargetFigure(value: $0.mean, standardError: $0.standardError) }
  }

  /// A parameter that no scenario takes would only wander over its prior.
  private static func checkReach(
    of file: CalibrationFile, _ evaluation: TargetEvaluation
  ) throws(Faults) {
    let faults = file.parameters.filter { parameter in
      evaluation.groups.allSatisfy { $0.settingKeys.contains(parameter.key) }
    }.map { parameter in
      Fault(
        file: file.name, path: "parameters.\(parameter.key)",
        message: "every target sets this parameter itself. Leave it out, or change the targets.")
    }
    if !faults.isEmpty { throw Faults(faults) }
  }

  private static func hash(_ file: CalibrationFile, _ evaluation: TargetEvaluation) -> String {
    var lines = ["moudsim \(ProgramVersion.current)", "seed \(file.seed)"]
    lines += BuiltIn.digests.map(\.sha256)
    lines += file.parameters.map { "parameter \($0.key)" }
    lines += evaluation.targets.map { "target \($0.setting) \($0.quantity)" }
    for group in evaluation.groups {
      lines.append("scenario \(group.scenario.name)")
      lines.append(group.scenario.resolvedYAML)
      lines += group.scenario.inputs.map(\.sha256)
    }
    return SHA256.hex(of: lines.joined(separator: "\n"))
  }
}
