/// A key of a scenario set from outside the file, as by `--set run.replications=20`.
public struct ScenarioOverride: Sendable, Equatable {
  /// A key of the file, or a key and one below it: `title`, `run.seed`,
  /// `parameters.dropout.shape.methadone`.
  public var key: String
  /// The value as it would stand in the file.
  public var value: String

  /// Sets a key to a value.
  public init(key: String, value: String) {
    self.key = key
    self.value = value
  }

  /// Reads `key=value`; nil where there is no key or no equals sign.
  public init?(argument: String) {
    guard let equals = argument.firstIndex(of: "="), equals > argument.startIndex else {
      return nil
    }
    key = argument[..<equals].trimmingPrefix(" ").description
    value = String(argument[argument.index(after: equals)...])
  }

  /// What faults name in the place of a file.
  var label: String { "--set \(key)=\(value)" }

  /// The value as a small scenario file that has only this key.
  func tree(collector: FaultCollector) -> YAMLValue? {
    collector.meet(label)
    let place = Place(file: label)
    let isBlank = value.allSatisfy(\.isWhitespace)
    let parsed =
      isBlank
      ? YAMLValue(kind: .scalar("", isPlain: true), place: place)
      : YAMLDocument.parse(value, file: label, collector: collector)
    guard let parsed = parsed?.moved(to: place) else { return nil }
    let parts = key.split(separator: ".", maxSplits: 1).map(String.init)
    var tree = parsed
    for part in parts.reversed() {
      let entry = YAMLValue.Entry(key: part, keyPlace: place, value: tree)
      tree = YAMLValue(kind: .mapping([entry]), place: place)
    }
    return tree
  }
}
