/// What the binary carries: the parameter file, the bibliography and the shipped scenarios.
public enum BuiltIn {
  /// The sources of the built-in parameters.
  public static let bibliography = required("bibliography.yaml") { (text, file) throws(Faults) in
    try Bibliography.read(text, file: file)
  }

  /// Every parameter of the model, with its evidence.
  public static let parameters = required("parameters.yaml") { (text, file) throws(Faults) in
    try ParameterFile.read(text, file: file, bibliography: bibliography)
  }

  /// Names of the shipped scenarios, for example `massachusetts` and `trials/start`, sorted.
  public static let scenarios: [String] = EmbeddedFiles.all.keys.compactMap(scenarioName).sorted()

  /// The text of a shipped scenario.
  public static func scenario(_ name: String) -> String? {
    EmbeddedFiles.all["Scenarios/\(name).yaml"]
  }

  /// The built-in parameters, as an input of every run.
  static let digests: [InputDigest] = {
    let path = "Sources/Experiments/Evidence/parameters.yaml"
    guard let text = EmbeddedFiles.all[path] else { preconditionFailure("\(path) is not embedded") }
    return [InputDigest(name: "parameters.yaml (built in)", sha256: SHA256.hex(of: text))]
  }()

  private static func scenarioName(_ path: String) -> String? {
    guard path.hasPrefix("Scenarios/"), path.hasSuffix(".yaml") else { return nil }
    return String(path.dropFirst("Scenarios/".count).dropLast(".yaml".count))
  }

  /// A faulty built-in file is a programmer's error, which a test of the package catches first.
  private static func required<Content>(
    _ name: String, read: (String, String) throws(Faults) -> Content
  ) -> Content {
    let path = "Sources/Experiments/Evidence/\(name)"
    guard let text = EmbeddedFiles.all[path] else { preconditionFailure("\(path) is not embedded") }
    do throws(Faults) {
      return try read(text, path)
    } catch {
      preconditionFailure("\n\(error)")
    }
  }
}
