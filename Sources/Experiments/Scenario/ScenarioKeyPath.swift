/// The way to a value deep in a scenario file, such as `communities[Lakeside].resources.otpPlaces`.
///
/// Words are separated by points; what follows `parameters` is one key, points and all. A number
/// in brackets counts from 0, a name is that of the element's `name`, `*` is every element.
struct ScenarioKeyPath: Sendable, Equatable {
  /// A step down.
  enum Step: Sendable, Equatable {
    case key(String)
    case index(Int)
    case name(String)
    case every
  }

  let steps: [Step]

  /// Reads a path; nil where a bracket is not closed or a word is missing.
  init?(_ text: String) {
    var steps: [Step] = []
    var rest = Substring(text)
    while !rest.isEmpty {
      if steps.last == .key("parameters") {
        steps.append(.key(String(rest)))
        break
      }
      if rest.first == "[" {
        guard let end = rest.firstIndex(of: "]"), !steps.isEmpty else { return nil }
        let inner = rest[rest.index(after: rest.startIndex)..<end]
        guard !inner.isEmpty else { return nil }
        steps.append(inner == "*" ? .every : Int(inner).map(Step.index) ?? .name(String(inner)))
        rest = rest[rest.index(after: end)...]
        guard rest.isEmpty || rest.first == "." || rest.first == "[" else { return nil }
        if rest.first == "." { rest.removeFirst() }
      } else {
        let word = rest.prefix { $0 != "." && $0 != "[" }
        guard !word.isEmpty else { return nil }
        steps.append(.key(String(word)))
        rest = rest[word.endIndex...]
        if rest.first == "." {
          rest.removeFirst()
          if rest.isEmpty { return nil }
        }
      }
    }
    guard !steps.isEmpty else { return nil }
    self.steps = steps
  }

  /// Puts a value at the end of the path; nil after calling `report` where there is no such place.
  func set(_ value: YAMLValue, in root: YAMLValue, report: (String) -> Void) -> YAMLValue? {
    Self.set(value, at: steps[...], in: root, report: report)
  }

  private static func set(
    _ value: YAMLValue, at steps: ArraySlice<Step>, in tree: YAMLValue,
    report: (String) -> Void
  ) -> YAMLValue? {
    guard let step = steps.first else { return value }
    let rest = steps.dropFirst()
    if case .key(let key) = step {
      return set(value, at: rest, underKey: key, in: tree, report: report)
    }
    guard case .list(var elements) = tree.kind else {
      report("a bracket stands after something that is no list. Take it out.")
      return nil
    }
    let chosen = elements.indices.filter { index in
      switch step {
      case .index(let number): number == index
      case .name(let name): elements[index]["name"]?.scalar == name
      case .every, .key: true
      }
    }
    guard !chosen.isEmpty else {
      let names = elements.compactMap { $0["name"]?.scalar }
      report(
        "there is no such element. Give a number from 0 to \(elements.count - 1), or *"
          + (names.isEmpty ? "." : ", or a name: \(names.joined(separator: ", "))."))
      return nil
    }
    for index in chosen {
      guard let changed = set(value, at: rest, in: elements[index], report: report) else {
        return nil
      }
      elements[index] = changed
    }
    return YAMLValue(kind: .list(elements), place: tree.place)
  }

  private static func set(
    _ value: YAMLValue, at rest: ArraySlice<Step>, underKey key: String, in tree: YAMLValue,
    report: (String) -> Void
  ) -> YAMLValue? {
    guard case .mapping(var entries) = tree.kind else {
      report("'\(key)' is asked of something that has no keys.")
      return nil
    }
    if let index = entries.firstIndex(where: { $0.key == key }) {
      guard let changed = set(value, at: rest, in: entries[index].value, report: report) else {
        return nil
      }
      entries[index].value = changed
    } else {
      let empty = YAMLValue(kind: .mapping([]), place: value.place)
      guard let changed = set(value, at: rest, in: empty, report: report) else { return nil }
      entries.append(.init(key: key, keyPlace: value.place, value: changed))
    }
    return YAMLValue(kind: .mapping(entries), place: tree.place)
  }
}
