/// A key of a scenario set from outside the file, as by `--set run.replications=20`.
public struct ScenarioOverride: Sendable, Equatable {
  /// A key of the file, or a key and one below it: `title`, `run.seed`,
  /// `parameters.dropout.shape.methadone`; or a way through lists, with brackets:
  /// `communities[Lakeside].resources.otpPlaces`, `communities[0].population`, `communities[*]...`.
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

  /// The file with the value in its place; as it was, after reporting faults, where there is none.
  func laid(over root: YAMLValue, collector: FaultCollector) -> YAMLValue {
    guard let value = parsed(collector), case .mapping = root.kind else { return root }
    guard key.contains("[") else {
      var merged = ScenarioMerge.merge(tree(of: value), over: root)
      merged.place = root.place
      return merged
    }
    func report(_ message: String) {
      collector.report(message, at: Place(file: label), path: key)
    }
    guard let path = ScenarioKeyPath(key) else {
      report("this is no way through a file. Write it like communities[0].population.")
      return root
    }
    return path.set(value, in: root, report: report) ?? root
  }

  private func parsed(_ collector: FaultCollector) -> YAMLValue? {
    collector.meet(label)
    let place = Place(file: label)
    if value.allSatisfy(\.isWhitespace) {
      return YAMLValue(kind: .scalar("", isPlain: true), place: place)
    }
    return YAMLDocument.parse(value, file: label, collector: collector)?.moved(to: place)
  }

  /// The value as a small scenario file that has only this key.
  private func tree(of value: YAMLValue) -> YAMLValue {
    let place = Place(file: label)
    let parts = key.split(separator: ".", maxSplits: 1).map(String.init)
    var tree = value
    for part in parts.reversed() {
      let entry = YAMLValue.Entry(key: part, keyPlace: place, value: tree)
      tree = YAMLValue(kind: .mapping([entry]), place: place)
    }
    return tree
  }
}
