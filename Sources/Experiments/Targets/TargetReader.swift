internal import Foundation

/// A file of targets, read and checked.
public struct TargetFile: Sendable, Equatable {
  /// The path as given, or that of the package for a shipped file.
  public var path: String
  /// One line for people.
  public var title: String
  /// The targets, in the order of the file.
  public var targets: [Target]
}

/// Reads target files.
public enum TargetReader {
  /// Reads one file, or the shipped file of a name such as `trials`.
  ///
  /// - Throws: `Faults`, everything that is wrong.
  public static func read(path: String) throws(Faults) -> TargetFile {
    try read(paths: [path])[0]
  }

  /// Reads files that are used together: no target may stand in them twice with different uses.
  ///
  /// - Throws: `Faults`, everything that is wrong, file by file.
  public static func read(paths: [String]) throws(Faults) -> [TargetFile] {
    let collector = FaultCollector()
    let sources = paths.map { path -> (String, String?) in
      if let text = BuiltIn.targetText(path) { return ("Scenarios/targets/\(path).yaml", text) }
      let text = InputFile.text(
        at: path, blame: Place(file: path), blamePath: "", collector: collector)
      return (path, text)
    }
    return try read(texts: sources, bibliography: BuiltIn.bibliography, collector: collector)
  }

  /// Reads one text.
  static func read(text: String, file: String) throws(Faults) -> TargetFile {
    try read(
      texts: [(file, text)], bibliography: BuiltIn.bibliography, collector: FaultCollector())[0]
  }

  private static func read(
    texts: [(file: String, text: String?)], bibliography: Bibliography, collector: FaultCollector
  ) throws(Faults) -> [TargetFile] {
    var check = TargetCheck()
    var files: [TargetFile] = []
    for (file, text) in texts {
      guard let text, let root = YAMLDocument.parse(text, file: file, collector: collector),
        let record = Cursor(value: root, path: "", collector: collector).record(TargetShape.file)
      else { continue }
      let title = record.text("title")
      let reading = TargetReading(file: file, defaults: record, bibliography: bibliography)
      var targets: [Target] = []
      for element in record.list("targets") ?? [] {
        guard let target = reading.target(element) else { continue }
        check.add(target, element)
        targets.append(target)
      }
      if let title { files.append(TargetFile(path: file, title: title, targets: targets)) }
    }
    try collector.throwIfAny()
    return files
  }
}

/// Finds targets that stand in their files twice.
private struct TargetCheck {
  private struct Subject: Hashable {
    var setting: TargetSetting
    var quantity: TargetQuantity
  }

  private var names: Set<String> = []
  private var uses: [Subject: (name: String, use: TargetUse)] = [:]

  mutating func add(_ target: Target, _ cursor: Cursor) {
    if !names.insert(target.name).inserted {
      cursor.fault("'\(target.name)' is the name of an earlier target. Give another.")
    }
    let subject = Subject(setting: target.setting, quantity: target.quantity)
    guard let earlier = uses[subject] else {
      uses[subject] = (target.name, target.use)
      return
    }
    if earlier.use != target.use {
      cursor.fault(
        "'\(target.name)' is a \(target.use.rawValue) target, and '\(earlier.name)', the same "
          + "quantity of the same run, is a \(earlier.use.rawValue) target. Use it for one.")
    }
  }
}
