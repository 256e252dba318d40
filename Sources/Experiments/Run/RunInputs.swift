/// The files that a run read, for its manifest.
public enum RunInputs {
  /// The scenario, the cohort file if one was given, policy files, and the built-in parameters.
  ///
  /// What the scenario extends is part of `scenario.resolved.yaml`, whose hash is in the manifest.
  public static func of(
    scenario: String, cohort: String?, policies: [PolicyFile] = []
  ) -> [RunRequest.Input] {
    var inputs: [RunRequest.Input] = []
    if let hash = TextFile.sha256(of: scenario) ?? shipped(scenario).map({ SHA256.hex(of: $0) }) {
      inputs.append(RunRequest.Input(name: scenario, sha256: hash))
    }
    if let cohort, let hash = TextFile.sha256(of: cohort) {
      inputs.append(RunRequest.Input(name: cohort, sha256: hash))
    }
    for path in Set(policies.map(\.path)).sorted() {
      if let hash = TextFile.sha256(of: path) {
        inputs.append(RunRequest.Input(name: path, sha256: hash))
      }
    }
    let parameters = "Sources/Experiments/Evidence/parameters.yaml"
    guard let text = EmbeddedFiles.all[parameters] else {
      preconditionFailure("\(parameters) is not embedded")
    }
    inputs.append(
      RunRequest.Input(name: "parameters.yaml (built in)", sha256: SHA256.hex(of: text)))
    return inputs
  }

  /// The text of a shipped scenario by its name, or by the path that it has in the package.
  private static func shipped(_ name: String) -> String? {
    BuiltIn.scenario(name) ?? EmbeddedFiles.all[name]
  }
}
