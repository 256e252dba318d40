/// What setting a key of a sweep means.
enum SweepKey: Sendable, Equatable {
  /// A number that a scenario's models take without reading the scenario again.
  case input(String)
  /// Anything else in the scenario file, as `--set` takes it.
  case setting(String)

  private static let parameters = "parameters."

  /// Tells the two apart.
  init(_ key: String) {
    if key.hasPrefix(Self.parameters) {
      self = .input(String(key.dropFirst(Self.parameters.count)))
    } else if key.hasPrefix("policy.") {
      self = .input(key)
    } else {
      self = .setting(key)
    }
  }

  /// The key of an input; nil for settings.
  var inputKey: String? {
    guard case .input(let key) = self else { return nil }
    return key
  }
}
