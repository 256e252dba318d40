internal import Foundation

/// Finds the text of a scenario and of those that it extends: files first, then shipped scenarios.
struct ScenarioSource {
  let collector: FaultCollector

  /// Where a scenario was found.
  private struct Origin {
    /// What faults call it.
    var file: String
    /// Tells apart origins that are written differently.
    var identity: String
    /// The text of a shipped scenario; nil for a file.
    var shipped: String?
  }

  /// Reads a scenario and lays it over what it extends; nil after reporting faults.
  func load(_ reference: String) -> YAMLValue? {
    load(reference, besides: nil, chain: [], blame: Place(file: reference), path: "")
  }

  /// Reads the scenario that another kind of file names, relative to that file.
  func load(namedBy cursor: Cursor) -> YAMLValue? {
    guard let reference = cursor.text() else { return nil }
    return load(
      reference, besides: cursor.value.place.file, chain: [], blame: cursor.value.place,
      path: cursor.path)
  }

  /// Lays a parsed scenario over what it extends.
  func extend(_ root: YAMLValue) -> YAMLValue? {
    extend(root, chain: [identity(ofFile: root.place.file)])
  }

  private func extend(_ root: YAMLValue, chain: [String]) -> YAMLValue? {
    guard case .mapping(let entries) = root.kind,
      let parent = entries.first(where: { $0.key == "extends" })?.value
    else { return root }
    let cursor = Cursor(value: parent, path: "extends", collector: collector)
    guard let reference = cursor.text(),
      var lower = load(
        reference, besides: root.place.file, chain: chain, blame: parent.place, path: "extends")
    else { return nil }
    if case .mapping(let inherited) = lower.kind {
      lower.kind = .mapping(inherited.filter { $0.key != "extends" })
    }
    return ScenarioMerge.merge(root, over: lower)
  }

  private func load(
    _ reference: String, besides base: String?, chain: [String], blame: Place, path: String
  ) -> YAMLValue? {
    guard let origin = find(reference, besides: base) else {
      collector.report(
        "there is no file '\(reference)'. "
          + NearestName.question(reference, among: BuiltIn.scenarios)
          + "Shipped scenarios: \(BuiltIn.scenarios.joined(separator: ", ")).",
        at: blame, path: path)
      return nil
    }
    if chain.contains(origin.identity) {
      collector.report(
        "'\(reference)' extends this scenario in turn. Break the circle.", at: blame, path: path)
      return nil
    }
    if let shipped = origin.shipped {
      collector.note(Array(shipped.utf8), of: "\(origin.file) (built in)")
    }
    let text =
      origin.shipped
      ?? InputFile.text(at: origin.file, blame: blame, blamePath: path, collector: collector)
    guard let text,
      let root = YAMLDocument.parse(text, file: origin.file, collector: collector)
    else { return nil }
    return extend(root, chain: chain + [origin.identity])
  }

  private func find(_ reference: String, besides base: String?) -> Origin? {
    let path = base.map { InputFile.path(reference, relativeTo: $0) } ?? reference
    if FileManager.default.fileExists(atPath: path) {
      return Origin(file: path, identity: identity(ofFile: path), shipped: nil)
    }
    let candidates = [reference, path].map(shippedName)
    for name in candidates {
      if let text = BuiltIn.scenario(name) {
        return Origin(file: "Scenarios/\(name).yaml", identity: "shipped \(name)", shipped: text)
      }
    }
    return nil
  }

  /// Links are followed: a folder that links to itself would hide a circle.
  private func identity(ofFile path: String) -> String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().path
  }

  /// `trials/start` for `trials/start`, `Scenarios/trials/start.yaml`,
  /// `Scenarios/x/../trials/start.yaml`.
  private func shippedName(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", !parts.isEmpty { parts.removeLast() } else { parts.append(part) }
    }
    var name = parts.joined(separator: "/")
    if name.hasPrefix("Scenarios/") { name.removeFirst("Scenarios/".count) }
    if name.hasSuffix(".yaml") { name.removeLast(".yaml".count) }
    return name
  }
}
