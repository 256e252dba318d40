/// Lays a scenario over the one that it extends.
///
/// The mappings at the top of the file are merged key by key; whatever is deeper, every list and
/// every single parameter is replaced as a whole, so that a new value never keeps an old note.
enum ScenarioMerge {
  /// Pairs of keys of which a new one drives out an inherited one.
  private static let alternatives = [("horizonDays", "horizonYears")]

  /// `upper` over `lower`; places stay those of the file that wrote the value.
  static func merge(_ upper: YAMLValue, over lower: YAMLValue) -> YAMLValue {
    merge(upper, over: lower, levels: 2)
  }

  private static func merge(_ upper: YAMLValue, over lower: YAMLValue, levels: Int) -> YAMLValue {
    guard levels > 0, case .mapping(let upperEntries) = upper.kind,
      case .mapping(let lowerEntries) = lower.kind
    else { return upper }
    let upperKeys = upperEntries.map(\.key)
    var entries: [YAMLValue.Entry] = []
    for entry in lowerEntries where !upperKeys.contains(entry.key) {
      let rivals = alternatives.compactMap { pair in
        pair.0 == entry.key ? pair.1 : pair.1 == entry.key ? pair.0 : nil
      }
      if !rivals.contains(where: upperKeys.contains) { entries.append(entry) }
    }
    for entry in upperEntries {
      var merged = entry
      if let inherited = lowerEntries.first(where: { $0.key == entry.key }) {
        merged.value = merge(entry.value, over: inherited.value, levels: levels - 1)
      }
      entries.append(merged)
    }
    return YAMLValue(kind: .mapping(entries), place: upper.place)
  }
}
