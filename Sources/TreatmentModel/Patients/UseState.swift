/// Use of illicit opioids; independent of the care state.
public enum UseState: UInt8, CaseIterable, Sendable {
  /// Daily or near-daily use.
  case regular
  /// Occasional use.
  case lapse
  /// No use.
  case abstinent

  /// The name used in CSV output and logs.
  public var name: String { String(describing: self) }
}
