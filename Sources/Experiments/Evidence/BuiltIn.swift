/// What the binary carries: the parameter file, the bibliography, the shipped scenarios and policies.
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

  /// The shipped policies, by name.
  public static let policies: [PolicyFile] = policyNames.map { name in
    let path = "Scenarios/policies/\(name).yaml"
    guard let text = EmbeddedFiles.all[path] else { preconditionFailure("\(path) is not embedded") }
    do throws(Faults) {
      return try PolicyReader.read(text: text, file: path, bibliography: bibliography)
    } catch {
      preconditionFailure("\n\(error)")
    }
  }

  /// Names of the shipped policies, sorted.
  public static let policyNames: [String] = EmbeddedFiles.all.keys.compactMap { path in
    name(path, in: policyFolder)
  }.sorted()

  /// A shipped policy by its name, or by the path that it has in the package.
  public static func policy(_ name: String) -> PolicyFile? {
    policies.first { $0.name == name || $0.path == name }
  }

  /// Names of the shipped files of targets, sorted.
  public static let targetNames: [String] = EmbeddedFiles.all.keys.compactMap { path in
    name(path, in: targetFolder)
  }.sorted()

  /// The text of a shipped file of targets.
  static func targetText(_ name: String) -> String? {
    EmbeddedFiles.all["\(targetFolder)\(name).yaml"]
  }

  /// The text of a shipped calibration.
  static func calibration(_ name: String) -> String? {
    EmbeddedFiles.all["\(calibrationFolder)\(name).yaml"]
  }

  private static let calibrationFolder = "Scenarios/calibration/"
  private static let calibratedFolder = "Scenarios/calibrated/"
  private static let policyFolder = "Scenarios/policies/"
  private static let targetFolder = "Scenarios/targets/"
  private static let sweepFolder = "Scenarios/sweeps/"

  /// Names of the shipped sweeps, sorted.
  public static let sweeps: [String] = EmbeddedFiles.all.keys.compactMap { path in
    name(path, in: sweepFolder)
  }.sorted()

  /// The text of a shipped sweep and the path that it has in the package.
  static func sweep(_ name: String) -> (text: String, path: String)? {
    let path = "\(sweepFolder)\(name).yaml"
    return EmbeddedFiles.all[path].map { ($0, path) }
  }

  private static func name(_ path: String, in folder: String) -> String? {
    guard path.hasPrefix(folder), path.hasSuffix(".yaml") else { return nil }
    return String(path.dropFirst(folder.count).dropLast(".yaml".count))
  }

  /// The built-in parameters, as an input of every run.
  static let digests: [InputDigest] = {
    let path = "Sources/Experiments/Evidence/parameters.yaml"
    guard let text = EmbeddedFiles.all[path] else { preconditionFailure("\(path) is not embedded") }
    return [InputDigest(name: "parameters.yaml (built in)", sha256: SHA256.hex(of: text))]
  }()

  private static func scenarioName(_ path: String) -> String? {
    let others = [policyFolder, targetFolder, calibrationFolder, calibratedFolder, sweepFolder]
    guard path.hasPrefix("Scenarios/"), path.hasSuffix(".yaml"),
      !others.contains(where: path.hasPrefix)
    else { return nil }
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
